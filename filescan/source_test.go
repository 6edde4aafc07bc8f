package filescan

import (
	"testing"

	"github.com/msgine/msginelint/rules/finding"
)

// asideCase is a place of a placeholder.
type asideCase struct {
	path, before string
	want         bool // whether it counts
}

func testPlaceholderCounts(t *testing.T, cases []asideCase) {
	t.Helper()
	for _, c := range cases {
		if got := placeholderCounts(c.path, []byte(c.before)); got != c.want {
			t.Errorf("placeholderCounts(%q, %q) = %t, want %t", c.path, c.before, got, c.want)
		}
	}
}

func TestPlaceholderByExtension(t *testing.T) {
	testPlaceholderCounts(t, []asideCase{
		{"client/send.go", `key := "`, true},
		{"app.ts", `  apiKey: '`, true},
		{"App.TSX", `<Client apiKey="`, true},
		{"app.vue", `  key: '`, true},
		{"send.py", `api_key="`, true},
		{"send.php", `$key = '`, true},
		{"Send.java", `String k = "`, true},
		{"deploy.sh", `KEY=`, true},
		{"q.sql", `select '`, true},
		{"README.md", "apiKey: '", false},
		{"config.json", `"key": "`, false},
		{"values.yaml", "key: ", false},
		{"page.html", `key: '`, false},
		{".env.example", "KEY=", false},
		{"Makefile", "KEY=", false},
		{"main.tf", `key = "`, false},
		{"nb.ipynb", `"key='`, false},
	})
}

func TestPlaceholderInComment(t *testing.T) {
	testPlaceholderCounts(t, []asideCase{
		{"a.go", "// key: ", false},
		{"a.go", "x := 1 // key: ", false},
		{"a.go", "/* key: ", false},
		{"a.go", "/* done */ key := \"", true},
		{"a.go", " * apiKey: '", false},
		{"a.go", "*p = \"", true},
		{"a.go", `u := "https://x/" + "`, true},
		{"a.go", "u := `//` + \"", true},
		{"a.go", `s := "\"//" + "`, true},
		{"a.js", "fetch(https://x?key=", true},
		{"a.c", "#define KEY \"", true},
		{"a.rs", "#[key = \"", true},
		{"a.py", "# key: ", false},
		{"a.py", "x = 1  # key: ", false},
		{"a.py", "x = '#' + '", true},
		{"a.py", `    """`, false},
		{"a.py", `    >>> client = MsGineClient(api_key="`, false},
		{"a.py", `KEY = """`, true},
		{"a.sh", "echo $# ", true},
		{"a.sh", "echo ${#x} ", true},
		{"a.sh", "# export KEY=", false},
		{"a.php", "# $k = '", false},
		{"a.php", "#[Key('", true},
		{"a.vue", "<!-- key: ", false},
		{"a.sql", "-- ", false},
		{"a.lua", "local k = '", true},
		{"a.ps1", "<# key ", false},
	})
}

func TestPlaceholderBesideTheCode(t *testing.T) {
	testPlaceholderCounts(t, []asideCase{
		{"client/send_test.go", `key := "`, false},
		{"send.test.ts", "key: '", false},
		{"send.spec.ts", "key: '", false},
		{"test_send.py", "key='", false},
		{"send_test.py", "key='", false},
		{"conftest.py", "key='", false},
		{"SendTest.php", "key='", false},
		{"SendTests.cs", `k = "`, false},
		{"SendTest.java", `k = "`, false},
		{"Latest.java", `k = "`, true},
		{"contest.py", "key='", true},
		{"test/send.js", "key: '", false},
		{"a/tests/send.rs", `k = "`, false},
		{"a/__tests__/send.js", "key: '", false},
		{"src/test/java/Send.java", `k = "`, false},
		{"testdata/send.go", `k := "`, false},
		{"spec/send.rb", "k = '", false},
		{"fixtures/send.rb", "k = '", false},
		{"example/main.go", `k := "`, false},
		{"Examples/main.go", `k := "`, false},
		{"docs/conf.py", "k = '", false},
		{"mocks/send.go", `k := "`, false},
		{"latest/send.go", `k := "`, true},
		{"test.go/send.go", `k := "`, true},
	})
}

func TestPlaceholder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"bad.js":      "const client = new MsGineClient({\n  apiKey: '" + placeholder + "'\n})\n",
		"comment.js":  "// apiKey: '" + placeholder + "'\n",
		"README.md":   "apiKey: '" + placeholder + "'\n",
		"x_test.go":   "var k = \"" + placeholder + "\"\n",
		"env.js":      "const MSGINE_API_KEY = 'your-api-key-here'\n",
		"template.js": "const k = `" + prefix + "${tail}`\n",
	})
	r := tree(t, Options{Root: dir})
	if len(r.Findings) != 1 {
		t.Fatalf("findings = %+v, want one", r.Findings)
	}
	f := r.Findings[0]
	if f.Location.Path != "bad.js" || f.Location.Line != 2 || f.Severity != finding.Warning || f.Kind != "placeholder" {
		t.Errorf("finding = %+v, want a warning at bad.js:2", f)
	}
	if f.Fix != "put no key here, not even for a try: read it from the environment: MSGINE_API_KEY" {
		t.Errorf("fix = %q", f.Fix)
	}
}

// FuzzInComment looks for a line that makes the heuristics fail or loop.
func FuzzInComment(f *testing.F) {
	f.Add("a.go", []byte(`x := "a\"//" /* b */ // `))
	f.Add("a.php", []byte(`#[ # <!-- `))
	f.Add("a.ps1", []byte(`<# #> '`))
	f.Fuzz(func(t *testing.T, name string, before []byte) {
		lang, ok := languageOf(name)
		if !ok {
			return
		}
		if lang.inComment(before) && len(before) == 0 {
			t.Error("nothing is a comment")
		}
		if len(lang.line) > 0 && !lang.inComment(append([]byte(lang.line[0]+" "), before...)) {
			t.Error("what follows a comment's opener at the line's start is not in a comment")
		}
	})
}
