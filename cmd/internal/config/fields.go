package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/msgine/msginelint/cmd/internal/suggest"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// version is the only version of the file's format so far.
const version = "1"

// config reads the top of the file.
func (d *decoder) config(n *yaml.Node, c *Config) {
	seen := d.mapping(n, "the config", map[string]field{
		"version": func(v *yaml.Node) {
			if v.Kind != yaml.ScalarNode || v.Tag != "!!int" || v.Value != version {
				d.fail(v, "version must be %s", version)
			}
		},
		"fail-on":   func(v *yaml.Node) { c.FailOn = d.choice(v, "fail-on", "error", "warning", "never") },
		"exclude":   func(v *yaml.Node) { c.Exclude = d.globs(v) },
		"rules":     func(v *yaml.Node) { c.Rules = d.rules(v) },
		"providers": func(v *yaml.Node) { c.Providers = d.providers(v) },
		"allow":     func(v *yaml.Node) { c.Allow = d.allows(v) },
	})
	if n.Kind == yaml.MappingNode && !seen["version"] {
		d.fail(n, "version is missing; write: version: %s", version)
	}
}

// globs reads exclude.
func (d *decoder) globs(n *yaml.Node) []string {
	var out []string
	for _, item := range d.items(n, "exclude") {
		glob, ok := d.text(item, "an entry of exclude")
		if !ok {
			continue
		}
		trimmed := strings.TrimRight(strings.TrimLeft(strings.TrimPrefix(glob, "./"), "/"), "/")
		switch {
		case !doublestar.ValidatePattern(glob):
			d.fail(item, "bad glob: an unclosed [ or {, or a lone \\ at the end")
		case strings.HasPrefix(glob, "!"):
			d.fail(item, "exclude has no negation: a glob that starts with ! would match nothing")
		case trimmed != glob:
			d.fail(item, "a glob is matched against the path from the root: write it with no ./, leading / or trailing /")
		default:
			out = append(out, glob)
		}
	}
	return out
}

// rules reads what is said of each rule.
func (d *decoder) rules(n *yaml.Node) map[string]Rule {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	out := map[string]Rule{}
	d.pairs(n, "rules", func(k, v *yaml.Node) {
		if !slices.Contains(ids, k.Value) {
			d.fail(k, "unknown rule%s%s", quoted(k.Value), suggest.Hint(k.Value, ids))
			return
		}
		out[k.Value] = d.rule(k.Value, v)
	})
	return out
}

// rule reads what is said of the rule id.
func (d *decoder) rule(id string, n *yaml.Node) Rule {
	var r Rule
	fields := map[string]field{
		"severity": func(v *yaml.Node) {
			switch d.choice(v, "severity", "error", "warning") {
			case "error":
				r.Severity = finding.Error
			case "warning":
				r.Severity = finding.Warning
			}
		},
		"off": func(v *yaml.Node) { r.Off = d.boolean(v, "off") },
	}
	if id == rules.LoggedKey {
		fields["sinks"] = func(v *yaml.Node) { r.Sinks = d.choice(v, "sinks", "certain", "all") }
		fields["loggers"] = func(v *yaml.Node) { r.Loggers = d.names(v, "loggers") }
		fields["redactors"] = func(v *yaml.Node) { r.Redactors = d.names(v, "redactors") }
	}
	d.mapping(n, "rule "+id, fields)
	return r
}

// goName is a function, type or method: import/path.Func, import/path.Type or
// import/path.Type.Method. A comma would split it in two on its way to the passes.
var goName = regexp.MustCompile(`^([^\s,/"]+/)*[^\s,/"().*]+(\.[^\s,/"().*]+)*\.[\pL_][\pL\pN_]*$`)

// names is a list of distinct names of Go functions, types or methods.
func (d *decoder) names(n *yaml.Node, what string) []string {
	out := d.texts(n, what)
	for _, item := range n.Content {
		if n.Kind == yaml.SequenceNode && slices.Contains(out, item.Value) && !goName.MatchString(item.Value) {
			d.fail(item, "an entry of %s must be a Go name with its import path, such as example.com/logx.Infof or example.com/logx.Logger", what)
		}
	}
	return out
}

// providers reads the further providers.
func (d *decoder) providers(n *yaml.Node) []provider.Provider {
	names := map[string]bool{strings.ToLower(provider.MsGine().Name): true}
	var out []provider.Provider
	for _, item := range d.items(n, "providers") {
		before := len(d.errs)
		p := d.provider(item)
		switch {
		case len(d.errs) > before:
		case p.Name == "":
			d.fail(item, "a provider needs a name")
		case len(p.Prefixes) == 0 && len(p.Env) == 0:
			d.fail(item, "a provider needs prefixes or env: nothing else says what its keys look like")
		case names[strings.ToLower(p.Name)]:
			d.fail(item, "a provider of this name is known already")
		default:
			if _, err := match.New(p); err != nil {
				d.fail(item, "%v", err)
			}
			out = append(out, p)
		}
		names[strings.ToLower(p.Name)] = true
	}
	return out
}

// provider reads one provider.
func (d *decoder) provider(n *yaml.Node) provider.Provider {
	var p provider.Provider
	list := func(what string, to *[]string) field {
		return func(v *yaml.Node) { *to = d.texts(v, what) }
	}
	d.mapping(n, "a provider", map[string]field{
		"name":     func(v *yaml.Node) { p.Name, _ = d.text(v, "name") },
		"prefixes": list("prefixes", &p.Prefixes),
		"env":      list("env", &p.Env),
		"headers":  list("headers", &p.Headers),
		"sdks":     list("sdks", &p.SDKs),
		"hosts": func(v *yaml.Node) {
			p.Hosts = d.texts(v, "hosts")
			if slices.ContainsFunc(p.Hosts, func(h string) bool { return strings.ContainsAny(h, "/ @") }) {
				d.fail(v, "hosts are names such as api.example.com: no scheme, no path")
			}
		},
		"rotation": func(v *yaml.Node) { p.Rotation = d.days(v) },
	})
	return p
}

// days reads a duration in days, such as 90d.
func (d *decoder) days(n *yaml.Node) time.Duration {
	const most = 36500 // a hundred years
	number, ok := strings.CutSuffix(n.Value, "d")
	days, err := strconv.Atoi(number)
	if n.Kind != yaml.ScalarNode || !ok || err != nil || days < 1 || days > most {
		d.fail(n, "rotation must be a number of days, such as 90d")
		return 0
	}
	return time.Duration(days) * 24 * time.Hour
}

// The forms of what reports call a key's id and a fingerprint.
var (
	keyID       = regexp.MustCompile(`^k_[0-9a-f]{16}$`)
	fingerprint = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

// allows reads allow.
func (d *decoder) allows(n *yaml.Node) []Allow {
	var out []Allow
	for _, item := range d.items(n, "allow") {
		before := len(d.errs)
		a := d.allow(item)
		if len(d.errs) == before {
			out = append(out, a)
		}
	}
	return out
}

// allow reads one entry of allow.
func (d *decoder) allow(n *yaml.Node) Allow {
	a := Allow{Line: n.Line}
	seen := d.mapping(n, "an allow entry", map[string]field{
		"key": func(v *yaml.Node) {
			if a.Key = v.Value; !keyID.MatchString(v.Value) {
				d.fail(v, "key must be a key's id as reports show it (k_ and 16 hexadecimal digits), never a key")
			}
		},
		"fingerprint": func(v *yaml.Node) {
			if a.Fingerprint = v.Value; !fingerprint.MatchString(v.Value) {
				d.fail(v, "fingerprint must be 32 hexadecimal digits, as reports show it")
			}
		},
		"reason": func(v *yaml.Node) { a.Reason, _ = d.text(v, "reason") },
		"until":  func(v *yaml.Node) { a.Until = d.date(v) },
	})
	if n.Kind != yaml.MappingNode {
		return a
	}
	if seen["key"] == seen["fingerprint"] {
		d.fail(n, "an allow entry needs a key or a fingerprint, one of the two")
	}
	if !seen["reason"] {
		d.fail(n, "an allow entry needs a reason")
	}
	return a
}

// date reads a day, such as 2030-01-31.
func (d *decoder) date(n *yaml.Node) time.Time {
	day, err := time.Parse(time.DateOnly, n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		d.fail(n, "until must be a day, such as 2030-01-31")
	}
	return day
}
