package program_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dramaport/internal/program"
	"dramaport/internal/provider"
)

func shell(script string) program.Program {
	return program.Program{Argv: []string{"sh", "-c", script}, MostOutput: 1 << 20}
}

func TestRun(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "hunter2")
	t.Setenv("DRAMAPORT_X", "seen")
	end := shell("cat; env").Run(t.Context(), []byte("in "))
	if out := string(end.Output); end.Err != nil || !strings.HasPrefix(out, "in ") || !strings.Contains(out, "DRAMAPORT_X=seen") || strings.Contains(out, "hunter2") {
		t.Errorf("%v: %s", end.Err, out)
	}
}

func TestKinds(t *testing.T) {
	for script, want := range map[string]provider.Kind{"exit 1": provider.Failed, "exit 75": provider.Temporary, "exit 77": provider.Credentials} {
		end := shell("echo out; echo why >&2; "+script).Run(t.Context(), nil)
		if end.Err == nil || end.Kind != want || string(end.Output) != "out\n" || !strings.HasSuffix(end.Failure().Error(), ": why") {
			t.Errorf("%s: %+v, %v", script, end, end.Failure())
		}
	}
}

func TestBounds(t *testing.T) {
	p := shell("head -c 3000000 /dev/zero; sleep 1000 & wait")
	if end := p.Run(t.Context(), nil); !errors.Is(end.Err, program.ErrTooMuch) || len(end.Output) > p.MostOutput {
		t.Errorf("%d bytes, %v", len(end.Output), end.Err)
	}
	p = shell("sleep 1000 & wait")
	p.Timeout = 50 * time.Millisecond
	if end := p.Run(t.Context(), nil); end.Kind != provider.Temporary || !strings.Contains(end.Err.Error(), "not ready in time (50ms)") {
		t.Errorf("%v", end.Err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if end := shell("echo ran").Run(ctx, nil); !errors.Is(end.Err, context.Canceled) || len(end.Output) > 0 {
		t.Errorf("%v, %q", end.Err, end.Output)
	}
}
