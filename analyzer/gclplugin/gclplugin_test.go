package gclplugin_test

import (
	"os"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"go.yaml.in/yaml/v4"

	"github.com/msgine/msginelint/analyzer/gclplugin"
)

func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("msginelint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", got)
	}
	passes, err := p.BuildAnalyzers()
	if err != nil || len(passes) == 0 || passes[0].Name != "hardcodedkey" {
		t.Errorf("BuildAnalyzers = %v, %v", passes, err)
	}
}

func TestSettings(t *testing.T) {
	one := func(provider map[string]any) any {
		return map[string]any{"providers": []any{provider}}
	}
	for name, test := range map[string]struct {
		conf any
		want string // part of the error, "" for none
	}{
		"none":             {nil, ""},
		"empty":            {map[string]any{}, ""},
		"provider":         {one(map[string]any{"name": "Acme", "prefixes": []any{"acme_live_"}, "rotation": "90d"}), ""},
		"unknown setting":  {map[string]any{"provider": 1}, `unknown field "provider"`},
		"unknown property": {one(map[string]any{"name": "Acme", "prefix": "acme_live_"}), `unknown field "prefix"`},
		"wrong type":       {map[string]any{"providers": "acme"}, "cannot unmarshal"},
		"no name":          {one(map[string]any{"env": []any{"ACME_API_KEY"}}), "name is missing"},
		"flow": {map[string]any{
			"sinks": "all", "loggers": []any{"example.com/logx.Infof"}, "redactors": []any{"example.com/redact.Key"}}, ""},
		"sinks":              {map[string]any{"sinks": "most"}, `sinks "most": want certain or all`},
		"sinks are a list":   {map[string]any{"sinks": []any{"all"}}, "cannot unmarshal"},
		"loggers are text":   {map[string]any{"loggers": "example.com/logx.Infof"}, "cannot unmarshal"},
		"logger has no name": {map[string]any{"loggers": []any{"example.com/logx"}}, "want import/path.Name"},
		"redactor no name":   {map[string]any{"redactors": []any{"redact"}}, "want import/path.Name"},
		"nothing to find":    {one(map[string]any{"name": "Acme"}), "needs one of"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := gclplugin.New(test.conf)
			if test.want == "" && err != nil {
				t.Fatal(err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("New = %v, want an error with %q", err, test.want)
			}
		})
	}
}

// TestBuildFiles: golangci-lint reads .custom-gcl.yml only, people are told of
// .golangci-plugin.yml; both say the same, and what they say is this package.
func TestBuildFiles(t *testing.T) {
	plugin, err := os.ReadFile("../../.golangci-plugin.yml")
	if err != nil {
		t.Fatal(err)
	}
	custom, err := os.ReadFile("../../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	if string(plugin) != string(custom) {
		t.Error(".golangci-plugin.yml and .custom-gcl.yml differ")
	}
	var build struct {
		Version string
		Plugins []struct{ Module, Import, Path string }
	}
	if err := yaml.Unmarshal(custom, &build); err != nil {
		t.Fatal(err)
	}
	if build.Version != "v2.15.0" || len(build.Plugins) != 1 {
		t.Fatalf("version %q, %d plugins", build.Version, len(build.Plugins))
	}
	const module = "github.com/msgine/msginelint"
	if p := build.Plugins[0]; p.Module != module || p.Import != module+"/analyzer/gclplugin" || p.Path != "." {
		t.Errorf("plugin %+v", p)
	}
}
