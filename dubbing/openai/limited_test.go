package openai_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/dubbing/dubbingtest"
	"dramaport/dubbing/openai"
	"dramaport/internal/engines"
	"dramaport/internal/provider"
)

// still is a clock that never waits.
type still struct{ now time.Time }

func (c still) Now() time.Time { return c.now }

func (c still) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func TestLimitedTriesAgainWhatIsWorthIt(t *testing.T) {
	tests := []struct {
		fault dubbingtest.Fault
		times int
		asked int
		kind  provider.Kind
	}{
		{dubbingtest.Down, 2, 3, 0},
		{dubbingtest.Truncated, 2, 3, 0},
		{dubbingtest.CutOff, 1, 2, 0},
		{dubbingtest.Empty, 1, 2, 0},
		{dubbingtest.Down, -1, provider.Tries, provider.Temporary},
		{dubbingtest.NoVoice, -1, 1, provider.Failed},
	}
	for _, tt := range tests {
		server := dubbingtest.NewServer(t)
		server.Fail(tt.fault, tt.times)
		s := engines.Stack{Limiter: provider.NewLimiterAt("kokoro", provider.Limits{Concurrency: 1}, still{})}.Synthesizer(open(t, openai.Options{BaseURL: server.URL}))
		take, err := dubbing.Library{Dir: t.TempDir()}.Record(context.Background(), s, say("Go."))
		var failure *provider.Error
		if ok := tt.times > 0; ok != (err == nil) || !ok && (!errors.As(err, &failure) || failure.Kind != tt.kind) {
			t.Errorf("%s: %+v, %v", tt.fault, take, err)
		}
		if server.Count() != tt.asked {
			t.Errorf("%s: asked %d times, not %d", tt.fault, server.Count(), tt.asked)
		}
	}
}
