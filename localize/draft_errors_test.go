package localize_test

import (
	"errors"
	"strings"
	"testing"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
)

func TestDraftErrorKinds(t *testing.T) {
	failing := func(kind provider.Kind) *scripted {
		return &scripted{fault: func(int, localize.Request, *localize.Reply) error {
			return &provider.Error{Provider: "gpt", Kind: kind, Err: errors.New("no luck")}
		}}
	}
	for _, kind := range []provider.Kind{provider.Credentials, provider.Funds} {
		b, right := episode(t)
		next := &scripted{right: right}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: failing(kind)}, localize.Engine{Name: "google", Translator: next})
		if provider.KindOf(err) != kind || len(got) != 0 || len(next.requests) != 0 {
			t.Errorf("kind %d: error %v, %d drafts, %d further requests", kind, err, len(got), len(next.requests))
		}
	}
	for _, kind := range []provider.Kind{provider.Busy, provider.Temporary, provider.Refused, provider.TooLong, provider.Failed} {
		b, right := episode(t)
		bad, next := failing(kind), &scripted{right: right}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: bad}, localize.Engine{Name: "google", Translator: next})
		if err != nil {
			t.Fatal(err)
		}
		if open := sound(t, b, right, got); open != 0 || len(next.requests) != 1 {
			t.Errorf("kind %d: %d open, %d requests to the next engine", kind, open, len(next.requests))
		}
		got, err = collect(t, b, localize.Engine{Name: "gpt", Translator: bad})
		if err != nil {
			t.Fatal(err)
		}
		if open := sound(t, b, right, got); open != len(b.Units) || !strings.Contains(got["k7"].Findings[0].Message, "no luck") {
			t.Errorf("kind %d alone: %d open, %+v", kind, open, got["k7"].Findings)
		}
	}
}

// TestDraftRefusedEpisode: one line for which a service refuses the whole
// request costs that line alone.
func TestDraftRefusedEpisode(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: func(_ int, r localize.Request, _ *localize.Reply) error {
		for _, it := range r.Lines {
			if it.Text == plainLine {
				return &provider.Error{Provider: "gpt", Kind: provider.Refused, Err: errors.New("content filter")}
			}
		}
		return nil
	}}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	if open := sound(t, b, right, got); open != 1 || got["k6"].Findings[0].Rule != season.RuleRefusal {
		t.Errorf("%d open, line 6 %+v", open, got["k6"])
	}
	if len(engine.requests) > 16 {
		t.Errorf("%d requests to find one line of 60", len(engine.requests))
	}
}
