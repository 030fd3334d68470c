package dubbing_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/provider"
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
	purse := provider.NewPurse(2.5)
	stop := make(chan struct{})
	s := dubbing.Metered(engine, func(context.Context, dubbing.Speech) error { recorded++; return nil })
	s = dubbing.Capped(dubbing.Stoppable(s, stop), purse.Account(), func(dubbing.Speech) float64 { return 1 })
	speak := func() error { _, err := s.Speak(t.Context(), dubbing.Speech{Text: "Go."}); return err }

	engine.err = errors.New("down")
	if err := speak(); !errors.Is(err, engine.err) || purse.Spent() != 0 || recorded != 0 {
		t.Errorf("a failure: %v, spent %v, recorded %d", err, purse.Spent(), recorded)
	}
	engine.err = nil
	for range 2 {
		if err := speak(); err != nil {
			t.Fatal(err)
		}
	}
	if err := speak(); !errors.Is(err, provider.ErrCeiling) || engine.calls != 3 || recorded != 2 || purse.Spent() != 2 {
		t.Errorf("beyond the ceiling: %v after %d calls, recorded %d, spent %v", err, engine.calls, recorded, purse.Spent())
	}
	close(stop)
	if err := speak(); err == nil || engine.calls != 3 {
		t.Errorf("after the stop: %v, %d calls", err, engine.calls)
	}
	if _, err := dubbing.Stoppable(engine, stop).Speak(t.Context(), dubbing.Speech{}); !errors.Is(err, dubbing.ErrStopped) {
		t.Errorf("after the stop: %v", err)
	}
}

func TestUnrecordedUsageIsAFailure(t *testing.T) {
	full := errors.New("disk full")
	s := dubbing.Metered(&spokenBy{}, func(context.Context, dubbing.Speech) error { return full })
	if raw, err := s.Speak(t.Context(), dubbing.Speech{}); !errors.Is(err, full) || !errors.Is(err, dubbing.ErrUsageNotKept) || len(raw) != 1 {
		t.Errorf("got %d bytes, %v: the audio is paid for", len(raw), err)
	}
}

// TestTakeOfUnrecordedUsageIsKept: it is paid for, and not recorded twice.
func TestTakeOfUnrecordedUsageIsKept(t *testing.T) {
	full := errors.New("disk full")
	l := dubbing.Library{Dir: t.TempDir()}
	inner := &engine{audio: wav(t, 24000, tone(24000, 440, time.Second))}
	s := dubbing.Metered(inner, func(context.Context, dubbing.Speech) error { return full })
	take, err := l.Record(t.Context(), s, dubbing.Speech{Text: "Go."})
	if _, kept := l.Find(take.Key); !kept || !errors.Is(err, full) {
		t.Errorf("kept %v, %v", kept, err)
	}
	// What cannot be a take is said, and so is the usage.
	s = dubbing.Metered(&spokenBy{Synthesizer: inner}, func(context.Context, dubbing.Speech) error { return full })
	if _, err := l.Record(t.Context(), s, dubbing.Speech{Text: "Stay."}); !errors.Is(err, full) || !strings.Contains(err.Error(), "the audio of") {
		t.Errorf("got %v, want both failures", err)
	}
}
