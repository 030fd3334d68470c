package espeak

import (
	"errors"
	"fmt"
	"os/exec"
	"testing"

	"dramaport/internal/provider"
)

// TestLoadIsTemporary: what a busy machine did not let us read is asked again.
func TestLoadIsTemporary(t *testing.T) {
	for want, err := range map[provider.Kind]error{
		provider.Temporary: fmt.Errorf("run: %w", exec.ErrWaitDelay),
		provider.Failed:    errors.New("exit status 1"),
	} {
		if got := kindOf(err); got != want {
			t.Errorf("%v is of kind %v, want %v", err, got, want)
		}
	}
}
