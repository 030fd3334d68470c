package dubbing_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season/config"
)

// spokenBy answers with err, or with a byte.
type spokenBy struct {
	dubbing.Synthesizer
	err   error
	calls int
}

func (s *spokenBy) Speak(context.Context, dubbing.Speech) ([]byte, error) {
	s.calls++
	if s.err != nil {
		return nil, s.err
	}
	return []byte{1}, nil
}

func TestPaidSpeech(t *testing.T) {
	engine := &spokenBy{}
	recorded := 0
	budget := provider.NewBudget(2.5)
	stop := make(chan struct{})
	s := engines.Stack{Budget: budget, Stop: stop, Price: config.Price{Requests: 1e6},
		Record: func(context.Context, localize.Usage) error { recorded++; return nil }}.Synthesizer(engine)
	speak := func() error { _, err := s.Speak(t.Context(), dubbing.Speech{Text: "Go."}); return err }

	engine.err = errors.New("down")
	if err := speak(); !errors.Is(err, engine.err) || budget.Spent() != 0 || recorded != 0 {
		t.Errorf("a failure: %v, spent %v, recorded %d", err, budget.Spent(), recorded)
	}
	engine.err = nil
	for range 2 {
		if err := speak(); err != nil {
			t.Fatal(err)
		}
	}
	if err := speak(); !errors.Is(err, provider.ErrCeiling) || engine.calls != 3 || recorded != 2 || budget.Spent() != 2 {
		t.Errorf("beyond the ceiling: %v after %d calls, recorded %d, spent %v", err, engine.calls, recorded, budget.Spent())
	}
	close(stop)
	if err := speak(); err == nil || engine.calls != 3 {
		t.Errorf("after the stop: %v, %d calls", err, engine.calls)
	}
	if _, err := (engines.Stack{Stop: stop}).Synthesizer(engine).Speak(t.Context(), dubbing.Speech{}); !errors.Is(err, provider.ErrStopped) {
		t.Errorf("after the stop: %v", err)
	}
}

func TestUnrecordedUsageIsAFailure(t *testing.T) {
	full := errors.New("disk full")
	s := engines.Stack{Record: func(context.Context, localize.Usage) error { return full }}.Synthesizer(&spokenBy{})
	if raw, err := s.Speak(t.Context(), dubbing.Speech{Text: "Go."}); !errors.Is(err, full) || !errors.Is(err, provider.ErrUsageNotKept) || len(raw) != 1 {
		t.Errorf("got %d bytes, %v: the audio is paid for", len(raw), err)
	}
}

// TestTakeOfUnrecordedUsageIsKept: it is paid for, and not recorded twice.
func TestTakeOfUnrecordedUsageIsKept(t *testing.T) {
	full := errors.New("disk full")
	l := dubbing.Library{Dir: t.TempDir()}
	inner := &engine{audio: wavBytes(t, 24000, tone(24000, 440, time.Second))}
	s := engines.Stack{Record: func(context.Context, localize.Usage) error { return full }}.Synthesizer(inner)
	take, err := l.Record(t.Context(), s, dubbing.Speech{Text: "Go."})
	if _, kept := l.Find(take.Key); !kept || !errors.Is(err, full) {
		t.Errorf("kept %v, %v", kept, err)
	}
	// What cannot be a take is said, and so is the usage.
	s = engines.Stack{Record: func(context.Context, localize.Usage) error { return full }}.Synthesizer(&spokenBy{Synthesizer: inner})
	if _, err := l.Record(t.Context(), s, dubbing.Speech{Text: "Stay."}); !errors.Is(err, full) || !strings.Contains(err.Error(), "the audio of") {
		t.Errorf("got %v, want both failures", err)
	}
}
