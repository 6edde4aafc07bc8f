package gitconfig

import (
	"errors"
	"os"
	"strconv"
	"strings"
)

// environment reads the settings that the environment carries: numbered pairs,
// then what "git -c" handed down to the hook or alias that runs us.
func (l *loader) environment() {
	if count := os.Getenv("GIT_CONFIG_COUNT"); count != "" {
		n, err := strconv.Atoi(count)
		if err != nil || n < 0 {
			l.problem("GIT_CONFIG_COUNT", errors.New("not a number"))
		}
		for i := range n {
			key, ok := os.LookupEnv("GIT_CONFIG_KEY_" + strconv.Itoa(i))
			value, hasValue := os.LookupEnv("GIT_CONFIG_VALUE_" + strconv.Itoa(i))
			if !ok || !hasValue {
				l.problem("GIT_CONFIG_COUNT", errors.New("fewer pairs than it says"))
				break
			}
			l.apply(setting{key: canonical(key), value: &value}, "", 0)
		}
	}
	settings, err := parameters(os.Getenv("GIT_CONFIG_PARAMETERS"))
	if err != nil {
		l.problem("GIT_CONFIG_PARAMETERS", err)
	}
	for _, s := range settings {
		l.apply(s, "", 0)
	}
}

// canonical puts all of a key but its subsection into lower case.
func canonical(key string) string {
	first, last := strings.IndexByte(key, '.'), strings.LastIndexByte(key, '.')
	if first < 0 {
		return strings.ToLower(key)
	}
	return strings.ToLower(key[:first]) + key[first:last] + strings.ToLower(key[last:])
}

// parameters parses what git hands down: words in single quotes, each
// 'key'='value' or 'key=' or, before version 2.31, 'key=value'.
func parameters(text string) ([]setting, error) {
	var settings []setting
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		word, rest, ok := unquote(text)
		if !ok {
			return settings, errors.New("not in git's quoting")
		}
		text = rest
		key, value, hasValue := word, "", false
		switch {
		case text == "" || text[0] == ' ':
			key, value, hasValue = strings.Cut(word, "=")
		case text[0] != '=':
			return settings, errors.New("not in git's quoting")
		default:
			text = text[1:]
			if text == "" || text[0] == ' ' { // a key without a value
				break
			}
			if value, text, hasValue = unquote(text); !hasValue {
				return settings, errors.New("not in git's quoting")
			}
		}
		s := setting{key: canonical(key)}
		if hasValue {
			s.value = &value
		}
		settings = append(settings, s)
	}
	return settings, nil
}

// unquote reads the word in single quotes that text begins with. Outside of
// them, a backslash keeps a quote or an exclamation mark.
func unquote(text string) (word, rest string, ok bool) {
	if !strings.HasPrefix(text, "'") {
		return "", "", false
	}
	for {
		part, after, closed := strings.Cut(text[1:], "'")
		if !closed {
			return "", "", false
		}
		word += part
		if len(after) < 3 || after[0] != '\\' || after[1] != '\'' && after[1] != '!' || after[2] != '\'' {
			return word, after, true
		}
		word += after[1:2]
		text = after[2:]
	}
}
