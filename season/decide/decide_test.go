package decide_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dramaport/season"
	"dramaport/season/decide"

	"github.com/google/go-cmp/cmp"
)

// seen is a line in a state with a text of an origin, on today's basis.
func seen(state season.State, origin season.Origin) decide.Seen {
	t := season.Translation{Market: "us", Episode: "e001", Key: "k", Text: "You lied.", State: state, Origin: origin, Basis: "b", By: "Ben", Note: "old", Version: 3,
		Findings: []season.Finding{{Rule: season.RuleLeak}}}
	if origin == season.FromMachine {
		t.Engine = "gpt"
	}
	return decide.Seen{Translation: t, Basis: "b", Source: "你骗了我。"}
}

func stale(s decide.Seen) decide.Seen {
	s.Basis = "new"
	return s
}

// The table of the decision record: state and origin after every decision, for
// every state and origin before it.
func TestWhatEveryDecisionKeeps(t *testing.T) {
	edit := func(text string, approve bool) func(decide.Seen) (season.Translation, error) {
		return func(s decide.Seen) (season.Translation, error) { return decide.Edit("Ana", s, text, approve) }
	}
	accept := func(text string) func(decide.Seen) (season.Translation, error) {
		return func(s decide.Seen) (season.Translation, error) {
			return decide.Accept("Ana", s, decide.Candidate{Text: text, Origin: season.FromMemory}, false)
		}
	}
	for _, c := range []struct {
		name string
		do   func(decide.Seen) (season.Translation, error)
		// text and origin are those afterwards, "" those before.
		text   string
		origin season.Origin
		// state is that after any of machine, edited, needs_work, approved;
		// "" is: unchanged.
		state map[season.State]season.State
		note  string
	}{
		{"approve", func(s decide.Seen) (season.Translation, error) { return decide.Approve("Ana", s) }, "", "",
			map[season.State]season.State{season.Machine: season.Approved, season.Edited: season.Approved, season.NeedsWork: season.Approved}, ""},
		{"send back", func(s decide.Seen) (season.Translation, error) { return decide.SendBack("Ana", s, " stiff\r\n") }, "", "",
			map[season.State]season.State{season.Machine: season.NeedsWork, season.Edited: season.NeedsWork, season.NeedsWork: season.NeedsWork, season.Approved: season.NeedsWork}, "stiff"},
		{"edit", edit("Liar!", false), "Liar!", season.FromHuman,
			map[season.State]season.State{season.Machine: season.Edited, season.Edited: season.Edited, season.NeedsWork: season.Edited, season.Approved: season.Edited}, ""},
		{"edit and approve", edit("Liar!", true), "Liar!", season.FromHuman,
			map[season.State]season.State{season.Machine: season.Approved, season.Edited: season.Approved, season.NeedsWork: season.Approved, season.Approved: season.Approved}, ""},
		{"edit, same text", edit(" You lied.\n", false), "", "",
			map[season.State]season.State{season.Machine: season.Edited, season.NeedsWork: season.Edited}, ""},
		{"edit and approve, same text", edit("You lied.", true), "", "",
			map[season.State]season.State{season.Machine: season.Approved, season.Edited: season.Approved, season.NeedsWork: season.Approved}, ""},
		{"accept", accept("Liar!"), "Liar!", season.FromMemory,
			map[season.State]season.State{season.Machine: season.Edited, season.Edited: season.Edited, season.NeedsWork: season.Edited, season.Approved: season.Edited}, ""},
		{"accept, same text", accept("You lied."), "", "",
			map[season.State]season.State{season.Machine: season.Edited, season.NeedsWork: season.Edited}, ""},
		{"replace", func(s decide.Seen) (season.Translation, error) { return decide.Replace("Ana", s, "He lied.") }, "He lied.", season.FromHuman,
			map[season.State]season.State{season.Machine: season.Edited, season.Edited: season.Edited, season.Approved: season.Edited}, ""},
	} {
		for _, before := range []season.State{season.Machine, season.Edited, season.NeedsWork, season.Approved} {
			for _, origin := range []season.Origin{season.FromMemory, season.FromMachine, season.FromHuman, season.FromImport} {
				if c.name == "replace" && before == season.NeedsWork {
					continue // it has a test of its own
				}
				t.Run(fmt.Sprint(c.name, "/", before, "/", origin), func(t *testing.T) {
					s := seen(before, origin)
					got, err := c.do(s)
					if c.state[before] == "" {
						if !errors.Is(err, decide.ErrUnchanged) {
							t.Errorf("%v", err)
						}
						return
					}
					want := s.Translation
					want.By, want.State, want.Note, want.Findings = "Ana", c.state[before], c.note, nil
					if c.text != "" {
						want.Text, want.Origin, want.Engine = c.text, c.origin, ""
					}
					if want.State == season.NeedsWork {
						want.Findings = s.Translation.Findings
					}
					if err != nil {
						t.Error(err)
					}
					if d := cmp.Diff(want, got); d != "" {
						t.Error(d)
					}
				})
			}
		}
	}
}

// What rests on an old basis is decided anew on today's, but an approval is
// never renewed, or taken back, by writing the same text again.
func TestStaleLines(t *testing.T) {
	for state, want := range map[season.State]error{season.Approved: decide.ErrUnchanged, season.Edited: nil, season.Machine: nil} {
		got, err := decide.Edit("Ana", stale(seen(state, season.FromHuman)), "You lied.", false)
		if !errors.Is(err, want) || err == nil && (got.Basis != "new" || got.State != season.Edited) {
			t.Errorf("%s: %+v, %v", state, got, err)
		}
	}
	got, err := decide.Approve("Ana", stale(seen(season.Approved, season.FromHuman)))
	if err != nil || got.Basis != "new" || got.By != "Ana" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestApproveTogetherLeavesWhatNobodyLookedAt(t *testing.T) {
	old, doubted := stale(seen(season.Edited, season.FromHuman)), seen(season.Machine, season.FromMachine)
	doubted.Errors = 1
	for _, c := range []struct {
		s     decide.Seen
		which decide.Together
		want  error
	}{
		{old, decide.Together{}, decide.ErrStale},
		{old, decide.Together{Stale: true}, nil},
		{doubted, decide.Together{Stale: true}, decide.ErrFindings},
		{doubted, decide.Together{Doubted: true}, nil},
		{seen(season.Approved, season.FromHuman), decide.Together{}, decide.ErrUnchanged},
	} {
		if _, err := decide.ApproveTogether("Ana", c.s, c.which); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.which, err, c.want)
		}
	}
}

func TestNothingToDecideOn(t *testing.T) {
	for _, text := range []string{"", " \n"} {
		s := seen(season.Untranslated, "")
		s.Translation.Text = text
		if _, err := decide.Approve("Ana", s); !errors.Is(err, decide.ErrNoText) {
			t.Error(err)
		}
		if _, err := decide.SendBack("Ana", s, "stiff"); !errors.Is(err, decide.ErrNoText) {
			t.Error(err)
		}
		if _, err := decide.Edit("Ana", seen(season.Edited, season.FromHuman), text, false); !errors.Is(err, decide.ErrNoText) {
			t.Error(err)
		}
		if _, err := decide.SendBack("Ana", seen(season.Edited, season.FromHuman), text); !errors.Is(err, decide.ErrNoReason) {
			t.Error(err)
		}
		if got, err := decide.Edit("Ana", s, "Liar!", false); err != nil || got.Origin != season.FromHuman {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestTextsAreBounded(t *testing.T) {
	s := seen(season.Edited, season.FromHuman)
	var long *decide.TooLongError
	if _, err := decide.Edit("Ana", s, strings.Repeat("é", decide.MostText), false); err != nil {
		t.Error(err)
	}
	if _, err := decide.Edit("Ana", s, strings.Repeat("é", decide.MostText+1), true); !errors.As(err, &long) || long.Characters != decide.MostText+1 {
		t.Error(err)
	}
	if _, err := decide.SendBack("Ana", s, strings.Repeat("é", decide.MostText+1)); !errors.As(err, &long) || long.What != "reason" {
		t.Error(err)
	}
	s.Source = strings.Repeat("你", 300)
	if _, err := decide.Edit("Ana", s, strings.Repeat("é", 3000), false); err != nil {
		t.Error(err)
	}
	// A text that is kept already can still be approved.
	s.Translation.Text, s.Source = strings.Repeat("x", 9000), ""
	if _, err := decide.Approve("Ana", s); err != nil {
		t.Error(err)
	}
}

func TestTextsAreClean(t *testing.T) {
	got, err := decide.Edit("Ana", seen(season.Machine, season.FromMachine), " Cafe\u0301\r\nnow\rhere ", false)
	if err != nil || got.Text != "Café\nnow\nhere" {
		t.Errorf("%q, %v", got.Text, err)
	}
}

func TestReplaceKeepsMarkupAndWhatWasSentBack(t *testing.T) {
	s := seen(season.NeedsWork, season.FromMachine)
	s.Translation.Text = "⟦1⟧You⟦2⟧ lied."
	got, err := decide.Replace("Ana", s, "⟦1⟧He⟦2⟧ lied.")
	if err != nil || got.State != season.NeedsWork || got.Note != "old" || got.Origin != season.FromHuman {
		t.Errorf("%+v, %v", got, err)
	}
	for text, want := range map[string]error{"He lied.": decide.ErrMarkup, " ": decide.ErrNoText} {
		if _, err := decide.Replace("Ana", s, text); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOverTakesTheNewestVersion(t *testing.T) {
	mine, err := decide.Edit("Ana", seen(season.Machine, season.FromMachine), "Liar!", false)
	if got := decide.Over(mine, season.Translation{Text: "You deceived me.", Version: 7}); err != nil || got.Version != 7 || got.Text != "Liar!" {
		t.Errorf("%+v, %v", got, err)
	}
}
