package table

import (
	"slices"
	"strings"
)

// streams has logs and commands that hand out what they write to.
func streams() []Stream {
	return slices.Concat(
		home{"log", ""}.stream(Log, "Writer"),
		home{"log", "Logger"}.stream(Log, "Writer"),
		home{"flag", "FlagSet"}.stream(Print, "Output"),
		home{pkgCobra, "Command"}.stream(Print, "OutOrStdout OutOrStderr ErrOrStderr"),
		home{pkgPflag, "FlagSet"}.stream(Print, "Output"),
		home{"github.com/sirupsen/logrus", "Logger"}.stream(Log, "Writer WriterLevel"),
		home{"github.com/sirupsen/logrus", "Entry"}.stream(Log, "Writer WriterLevel"),
		home{"github.com/hashicorp/go-hclog", "Logger"}.stream(Log, "StandardWriter"),
		home{"github.com/go-kit/log", ""}.stream(Log, "NewStdlibAdapter"),
	)
}

// stream builds functions that return a writer which others see.
func (h home) stream(kind Kind, names string) []Stream {
	var rows []Stream
	for _, name := range strings.Fields(names) {
		rows = append(rows, Stream{Func{h.pkg, h.recv, name}, kind})
	}
	return rows
}
