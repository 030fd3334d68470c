package localize_test

import (
	"errors"
	"strings"
	"testing"

	"dramaport/localize"
	"dramaport/season"
)

// wordy answers one line three times too long, in the first tries.
func wordy(tries int) func(int, localize.Request, *localize.Reply) error {
	return func(try int, r localize.Request, reply *localize.Reply) error {
		for _, it := range r.Lines {
			if it.Text == plainLine && try <= tries {
				reply.Texts[it.N] = "To be honest with you, I never ever wanted any of your money, not even once."
			}
		}
		return nil
	}
}

func TestTooLongIsAskedForOnceMore(t *testing.T) {
	for _, test := range []struct {
		name            string
		tries, requests int
		shortens, paced bool
		short           bool
		rules           int
	}{
		{"a shorter wording comes", 1, 2, true, true, true, 0},
		{"none comes", 9, 2, true, true, false, 1},
		{"none comes, and it cannot be read in time", 9, 2, true, false, false, 0},
		{"an engine that does not shorten", 9, 1, false, true, false, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, right := episode(t)
			for i := range b.Units {
				b.Units[i].Budget, b.Units[i].Paced = 100, test.paced
				if b.Units[i].Source == plainLine {
					b.Units[i].Budget = 30
				}
			}
			engine := &scripted{right: right, fault: wordy(test.tries)}
			last := map[season.LineKey]localize.Draft{}
			err := localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "gpt", Translator: engine, Shortens: test.shortens}}, func(ds []localize.Draft) error {
				for _, d := range ds {
					if _, before := last[d.Key]; before != d.Revised {
						t.Errorf("%s: revised %v, kept before %v", d.Key, d.Revised, before)
					}
					last[d.Key] = d
				}
				return nil
			})
			if err != nil || len(last) != len(b.Units) {
				t.Fatalf("%d lines, %v", len(last), err)
			}
			for _, u := range b.Units {
				d := last[u.Line.Key]
				if u.Source != plainLine {
					if d.Text != right[u.Source] || len(d.Findings) > 0 {
						t.Errorf("%s: %+v", u.Line.Key, d)
					}
					continue
				}
				if (d.Text == right[plainLine]) != test.short || len(d.Findings) != test.rules {
					t.Errorf("%+v", d)
				}
				if len(d.Findings) > 0 && (d.Findings[0].Rule != season.RulePace || d.Findings[0].Severity != season.Warning) {
					t.Errorf("doubts %+v", d.Findings)
				}
			}
			if len(engine.requests) != test.requests {
				t.Fatalf("%d requests, want %d", len(engine.requests), test.requests)
			}
			if again := engine.requests[len(engine.requests)-1]; test.requests == 2 && (len(again.Lines) != 1 || !strings.Contains(again.Context.Render(len(again.Lines)), "at most 30")) {
				t.Errorf("asked again for %d lines:\n%s", len(again.Lines), again.Context.Render(len(again.Lines)))
			}
		})
	}
}

// TestShorteningIsTakenUpAgain: a draft that ends before the shorter wording was
// asked for marks its line; a later one asks for just that, and once.
func TestShorteningIsTakenUpAgain(t *testing.T) {
	b, right := episode(t)
	for i := range b.Units {
		b.Units[i].Budget = 100
		if b.Units[i].Source == plainLine {
			b.Units[i].Budget = 30
		}
	}
	last := map[season.LineKey]localize.Draft{}
	keep := func(ds []localize.Draft) error {
		for _, d := range ds {
			last[d.Key] = d
		}
		return nil
	}
	marked := func() (n int) {
		for _, d := range last {
			for _, finding := range d.Findings {
				if finding.Rule == season.RuleUnshortened {
					n++
				}
			}
		}
		return n
	}
	stopping := &scripted{right: right, fault: func(try int, r localize.Request, reply *localize.Reply) error {
		if try > 1 {
			return localize.ErrStopped
		}
		return wordy(1)(try, r, reply)
	}}
	err := localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "gpt", Translator: stopping, Shortens: true}}, keep)
	if !errors.Is(err, localize.ErrStopped) || marked() != 1 || len(last) != len(b.Units) {
		t.Fatalf("%v, %d marked, %d kept", err, marked(), len(last))
	}
	again := func(e localize.Engine) {
		t.Helper()
		for i, u := range b.Units {
			d := last[u.Line.Key]
			b.Units[i].Open, b.Units[i].Accepted, b.Units[i].DraftedBy = false, d.Text, d.Engine
			b.Units[i].ToShorten = len(d.Findings) > 0
		}
		if err := localize.DraftEpisode(t.Context(), b, []localize.Engine{e}, keep); err != nil {
			t.Fatal(err)
		}
	}
	engine := &scripted{right: right}
	again(localize.Engine{Name: "mt", Translator: engine})
	if len(engine.requests) != 0 || marked() != 1 {
		t.Fatalf("an engine that does not shorten: %d requests, %d marked", len(engine.requests), marked())
	}
	for range 2 {
		again(localize.Engine{Name: "gpt", Translator: engine, Shortens: true})
		if len(engine.requests) != 1 || len(engine.requests[0].Lines) != 1 || marked() != 0 {
			t.Fatalf("%d requests, %d marked", len(engine.requests), marked())
		}
	}
	for _, u := range b.Units {
		if last[u.Line.Key].Text != right[u.Source] {
			t.Errorf("%s: %q", u.Line.Key, last[u.Line.Key].Text)
		}
	}
}
