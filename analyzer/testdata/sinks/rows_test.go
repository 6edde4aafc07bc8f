package sinks

import (
	"testing"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table/tabletest"
)

func TestModuleRows(t *testing.T) {
	tabletest.Check(t, func(pkg string) bool { return !tabletest.IsStandard(pkg) })
}
