package keyflow

import (
	"strconv"
	"strings"
)

// verbs is what a format does with each of its arguments.
type verbs struct {
	how     [][]string // by argument: "v", "+v", "#v", "s", …
	unclear bool       // a format that is not constant
	param   int        // 1 + the parameter that the format is
}

// at returns how the format renders argument i, each way once.
func (v *verbs) at(i int) []render {
	if i < 0 || i >= len(v.how) || v.unclear {
		return []render{asText} // an extra argument is printed by %v
	}
	var all []render
	for _, how := range v.how[i] {
		switch how[len(how)-1] {
		case 'T', 'p', '*':
		case 'v':
			if strings.Contains(how, "#") {
				all = append(all, asGo)
			} else {
				all = append(all, asText)
			}
		case 's', 'q', 'x', 'X', 'w':
			all = append(all, asText)
		default:
			all = append(all, asVerb)
		}
	}
	return all
}

// use notes that the format uses argument i.
func (v *verbs) use(i int, how string) {
	for len(v.how) <= i {
		v.how = append(v.how, nil)
	}
	v.how[i] = append(v.how[i], how)
}

// verbsOf reads the format that n is known to be.
func (f *frame) verbsOf(n *node) *verbs {
	format, ok := f.p.exactly(n)
	if !ok {
		v := &verbs{unclear: true}
		if n != nil && len(n.labels) == 1 && n.labels[0].kind == isParam && n.labels[0].path == "" {
			v.param = n.labels[0].param + 1
		}
		return v
	}
	return parseVerbs(format)
}

// parseVerbs reads a format of package fmt: %[flags][width][.precision][[index]]verb,
// where width and precision may be * and take an argument, too.
func parseVerbs(format string) *verbs {
	v := &verbs{}
	next := 0
	for {
		_, after, found := strings.Cut(format, "%")
		if !found {
			return v
		}
		i := 0
		for i < len(after) && strings.IndexByte("+-# 0123456789.*[", after[i]) >= 0 {
			switch after[i] {
			case '[':
				end := strings.IndexByte(after[i:], ']')
				n, err := strconv.Atoi(after[i+1 : max(i+1, i+end)])
				if end < 0 || err != nil || n < 1 || n > 64 {
					v.unclear = true
					return v
				}
				next, i = n-1, i+end
			case '*':
				v.use(next, "*")
				next++
			}
			i++
		}
		if i == len(after) {
			return v
		}
		if after[i] != '%' {
			v.use(next, after[:i+1])
			next++
		}
		format = after[i+1:]
	}
}
