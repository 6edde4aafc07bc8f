package loggedkey

import (
	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/rules"
)

// url is the rule's page, where every diagnostic points.
const url = "https://github.com/msgine/msginelint/blob/main/rules/doc/" + rules.LoggedKey + ".md"

// advice is what every message ends with.
const advice = "log that it is set, or a redacted form, and rotate a key that was shown"

// Analyzer follows MsGine's keys. It is a variable because drivers such as
// Bazel's nogo find a pass by this name and in no other way.
var Analyzer = New(keyflow.Shared)

// New returns an analyzer that reports the leaks that flow finds. Its flags
// are flow's settings, and -related.
func New(flow *keyflow.Flow) *analysis.Analyzer {
	rule, _ := rules.ByID(rules.LoggedKey)
	related := true
	a := &analysis.Analyzer{
		Name:     rules.LoggedKey,
		Doc:      rule.Title + "\n\n" + rule.Doc(),
		URL:      url,
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			found := pass.ResultOf[flow.Analyzer].(*keyflow.Result)
			r := keyflow.Reporter{Pass: pass, Rule: rules.LoggedKey, URL: url, Related: related, Fixes: true}
			r.Report(found.Leaks, advice)
			return nil, nil
		},
	}
	flow.AddFlags(a)
	a.Flags.BoolVar(&related, "related", related, "also give the position where the key comes from, which some drivers report apart")
	return a
}
