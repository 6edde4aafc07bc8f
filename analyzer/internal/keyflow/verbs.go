package keyflow

import "strings"

// verbs is what a format does with each of its arguments.
type verbs struct {
	how     []string // by argument: "v", "+v", "#v", "s", …
	unclear bool     // arguments out of order, or a format that is not constant
}

// at returns how the format renders argument i, and whether it shows it at all.
func (v *verbs) at(i int) (render, bool) {
	if i < 0 || i >= len(v.how) {
		return asText, true // an extra argument is printed by %v
	}
	switch how := v.how[i]; how[len(how)-1] {
	case 'T', 'p':
		return 0, false
	case 'v':
		if strings.Contains(how, "#") {
			return asGo, true
		}
		return asText, true
	case 's', 'q', 'x', 'X', 'w':
		return asText, true
	case '*':
		return 0, false
	}
	return asVerb, true
}

// verbsOf reads the format that n is known to be.
func (p *program) verbsOf(n *node) *verbs {
	format, ok := p.exactly(n)
	if !ok {
		return &verbs{unclear: true}
	}
	return parseVerbs(format)
}

// parseVerbs reads a format of package fmt.
func parseVerbs(format string) *verbs {
	v := &verbs{}
	for {
		_, after, found := strings.Cut(format, "%")
		if !found {
			return v
		}
		end := strings.IndexFunc(after, func(r rune) bool { return !strings.ContainsRune("+-# 0123456789.*[]", r) })
		if end < 0 {
			return v
		}
		flags := after[:end]
		if strings.Contains(flags, "[") {
			v.unclear = true
			return v
		}
		for range strings.Count(flags, "*") {
			v.how = append(v.how, "*")
		}
		if after[end] != '%' {
			v.how = append(v.how, flags+after[end:end+1])
		}
		format = after[end+1:]
	}
}
