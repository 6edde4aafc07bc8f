package transportkey

import (
	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/rules"
)

// url is the rule's page, where every diagnostic points.
const url = "https://github.com/msgine/msginelint/blob/main/rules/doc/" + rules.TransportKey + ".md"

// advice is what every message ends with.
const advice = "send it in the header of an https request to the provider, and rotate a key that went elsewhere"

// Analyzer follows MsGine's keys. It is a variable because drivers such as
// Bazel's nogo find a pass by this name and in no other way.
var Analyzer = New(keyflow.Shared)

// New returns an analyzer that reports where flow finds keys on the wrong wire.
// From then on a key in a URL is its to report, and no longer loggedkey's.
func New(flow *keyflow.Flow) *analysis.Analyzer {
	rule, _ := rules.ByID(rules.TransportKey)
	related := true
	flow.ApartURLs()
	a := &analysis.Analyzer{
		Name:     rules.TransportKey,
		Doc:      rule.Title + "\n\n" + rule.Doc(),
		URL:      url,
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			found := pass.ResultOf[flow.Analyzer].(*keyflow.Result)
			r := keyflow.Reporter{Pass: pass, Rule: rules.TransportKey, URL: url, Related: related}
			r.Report(found.Transport, advice)
			return nil, nil
		},
	}
	a.Flags.BoolVar(&related, "related", related, "also give the position where the key comes from, which some drivers report apart")
	return a
}
