package table_test

import (
	"testing"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table/tabletest"
)

// TestStandardRows resolves the rows of the standard library. Those of other
// modules are resolved in analyzer/testdata/sinks, which requires the modules.
func TestStandardRows(t *testing.T) { tabletest.Check(t, tabletest.IsStandard) }
