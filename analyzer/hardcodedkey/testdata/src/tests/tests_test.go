package tests

import "testing"

const placeholder = "msgine_live_abc123..."

func TestPlaceholder(t *testing.T) {
	t.Setenv("MSGINE_API_KEY", "test-key")
	t.Setenv("MSGINE_API_KEY", "n3dwHjhxCiQADMqOLRAxXVH0i8sUipEhG5tYGN2w") // want `the value of MSGINE_API_KEY`
	_ = "msgine_live_test_key"
	_ = "msgine_live_d8Mj7zdnbMjAdTdlzC5T4uUh" // want `msgine_live_d8Mj`
}
