package stage_test

import (
	"context"
	"strings"
	"testing"

	"dramaport/internal/engines"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
)

// answering is a translator with one answer.
type answering struct {
	text string
	last localize.Request
}

func (a *answering) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	a.last = r
	return localize.Reply{Texts: map[int]string{1: a.text}, Usage: localize.Usage{InputTokens: 7, OutputTokens: 3}}, nil
}

// asks is an asker of engines, the second of which reads hints; each request
// costs 2.
func asks(d *stage.Workspace, of ...localize.Engine) *stage.Asker {
	return d.Asker(stage.Asking{Recall: d.Recollection(),
		TranslatorsFor: func(season.Market, language.Tag) ([]localize.Engine, error) { return of, nil },
		Meter: func(es []localize.Engine, _ <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine {
			e := es[0]
			e.Translator = engines.Stack{Record: func(ctx context.Context, u localize.Usage) error {
				return record(ctx, season.Usage{Provider: e.Name, Requests: 1, InputTokens: u.InputTokens, OutputTokens: u.OutputTokens, Cost: 2})
			}}.Translator(e.Translator)
			return []localize.Engine{e}
		}})
}

func TestAskKeepsNothingButTheUsage(t *testing.T) {
	d := season1(t)
	decide(t, d, "us", "You lied to me for three years.", "I never lied to you.")
	plain, chat := &answering{text: "plain"}, &answering{text: "You lied to me for 3 years!"}
	a := asks(d, localize.Engine{Name: "plain", Translator: plain}, localize.Engine{Name: "chat", Translator: chat, Shortens: true})
	s := sheet(t, d, "us")
	name, cost, err := a.Estimate(t.Context(), s, 0, "louder")
	if err != nil || name != "chat" || cost.Requests != 1 || len(chat.last.Lines) > 0 {
		t.Fatal(name, cost, err)
	}
	p, used, err := a.Ask(t.Context(), s, 0, "louder")
	if err != nil || p.Text != chat.text || !p.Accepted || p.Engine != "chat" || p.Place != s.Rows[0].Translation.Place() {
		t.Fatalf("%+v, %v", p, err)
	}
	if !strings.Contains(chat.last.Context.Render(1), "louder") || !strings.Contains(chat.last.Context.Render(1), "You lied to me for three years.") {
		t.Errorf("%q", chat.last.Context.Render(1))
	}
	kept, err := d.Store.Usage(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Requests != 1 || kept[0].Cost != 2 || used.InputTokens != 7 || used.Cost != 2 {
		t.Errorf("%+v, %+v, %v", kept, used, err)
	}
	if got := sheet(t, d, "us").Rows[0].Translation; got.Text != s.Rows[0].Translation.Text || got.Version != s.Rows[0].Translation.Version {
		t.Errorf("the answer was kept: %+v", got)
	}
}

func TestAskRefuses(t *testing.T) {
	d := season1(t)
	plain := localize.Engine{Name: "plain", Translator: &answering{}}
	for says, ask := range map[string]func() error{
		"plain cannot take a hint": func() error { _, _, err := asks(d, plain).Estimate(t.Context(), sheet(t, d, "us"), 0, ""); return err },
		"names no translator":      func() error { _, _, err := asks(d).Estimate(t.Context(), sheet(t, d, "us"), 0, ""); return err },
		"approve its text in us":   func() error { _, _, err := asks(d, plain).Ask(t.Context(), sheet(t, d, "latam"), 0, ""); return err },
	} {
		if err := ask(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

func TestJudgedLeavesTheSheet(t *testing.T) {
	d := season1(t)
	decide(t, d, "us", "You lied to me for three years.")
	s := sheet(t, d, "us")
	if r := s.Judged(0, "不对"); r.Errors() == 0 || r.Translation.Text != "不对" {
		t.Errorf("%+v", r.Findings)
	}
	if r := s.Judged(0, "You lied to me for three years."); r.Errors() > 0 {
		t.Errorf("%+v", r.Findings)
	}
	if s.Rows[0].Translation.Text != "You lied to me for three years." || s.Rows[0].Errors() > 0 {
		t.Error("the sheet has changed")
	}
}
