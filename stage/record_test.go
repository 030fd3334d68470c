package stage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/season"
	"dramaport/stage"
)

// failing is a synthesizer that fails at everything.
type failing struct {
	tone
	err error
}

func (f failing) Speak(context.Context, dubbing.Speech) ([]byte, error) { return nil, f.err }

// castSeason is a season of n approved lines, cast with a synthesizer.
func castSeason(t *testing.T, n int, s dubbing.Synthesizer) (*stage.Workspace, stage.Casting) {
	t.Helper()
	var track strings.Builder
	var texts []string
	for i := range n {
		fmt.Fprintf(&track, "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,900\n你骗了我%d年。\n\n", i+1, i/60, i%60, i/60, i%60, i+2)
		texts = append(texts, fmt.Sprintf("You lied for %d years.", i+2))
	}
	d := workspace(t, map[string]string{"season.yaml": dubbable, "source/e001.srt": track.String()})
	decide(t, d, "us", texts...)
	cast, err := d.Cast(sheet(t, d, "us"), false, func(string) (dubbing.Synthesizer, error) { return s, nil })
	if err != nil {
		t.Fatal(err)
	}
	return d, cast
}

func record(d *stage.Workspace, cast stage.Casting, meter func(s dubbing.Synthesizer, record func(context.Context, season.Usage) error) dubbing.Synthesizer) ([]string, error) {
	return d.Record(context.Background(), []stage.Casting{cast}, stage.Recording{Progress: func(season.MarketName, int) {},
		Meter: func(_ string, s dubbing.Synthesizer, _ <-chan struct{}, keep func(context.Context, season.Usage) error) dubbing.Synthesizer {
			return meter(s, keep)
		}})
}

// TestEveryFailureIsNamed: lines that fail at the same time are all named.
func TestEveryFailureIsNamed(t *testing.T) {
	d, cast := castSeason(t, 120, failing{err: errors.New("out of order")})
	failures, err := record(d, cast, func(s dubbing.Synthesizer, _ func(context.Context, season.Usage) error) dubbing.Synthesizer { return s })
	if err != nil || len(failures) != 120 {
		t.Errorf("%d failures, %v; want 120", len(failures), err)
	}
}

// TestUnkeptUsageHidesNoFailure: where a Speech failed for a reason of its own
// and its usage could not be recorded either, both are told, and the
// provider's failure keeps its kind.
func TestUnkeptUsageHidesNoFailure(t *testing.T) {
	own := &provider.Error{Provider: "espeak", Kind: provider.Funds, Err: errors.New("no funds")}
	d, cast := castSeason(t, 1, failing{err: own})
	if err := d.Close(); err != nil { // nothing can be recorded any more
		t.Fatal(err)
	}
	_, err := record(d, cast, func(s dubbing.Synthesizer, keep func(context.Context, season.Usage) error) dubbing.Synthesizer {
		return paidFailure{s, keep}
	})
	if !errors.Is(err, own) || provider.KindOf(err) != provider.Funds || !strings.Contains(err.Error(), "closed") {
		t.Errorf("got %v, want the provider's failure and the store's", err)
	}
}

// paidFailure records a usage also for what failed.
type paidFailure struct {
	dubbing.Synthesizer
	keep func(context.Context, season.Usage) error
}

func (p paidFailure) Speak(ctx context.Context, s dubbing.Speech) ([]byte, error) {
	raw, err := p.Synthesizer.Speak(ctx, s)
	_ = p.keep(ctx, season.Usage{Provider: "espeak", Requests: 1}) // the caller has been told
	return raw, err
}
