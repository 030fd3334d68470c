package review_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dramaport/review"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// changing is a fake season that also keeps speakers, assignments and resolved
// comments, and runs an editor.
type changing struct {
	*fake
	labels []string
	// kept is the action that was given up.
	kept bool
	// stuck is how undo is refused.
	stuck *season.Conflict
	*bench
}

func (c *changing) Act(ctx context.Context, by, label string, d season.Change) (season.Action, error) {
	for _, one := range d.Comments {
		if one.ID != 0 && one.Version != 1 {
			return season.Action{}, &season.Conflict{About: "comment", Mine: season.Translation{By: by}, Theirs: season.Translation{By: "Ben"}}
		}
	}
	plain := d
	plain.Comments = nil
	for _, one := range d.Comments {
		if one.ID == 0 {
			plain.Comments = append(plain.Comments, one)
			continue
		}
		c.row(one.Place).Comments[one.ID-1] = one
	}
	a, err := c.fake.Act(ctx, by, label, plain)
	if err != nil {
		return a, err
	}
	c.labels = append(c.labels, label)
	for _, as := range d.Assignments {
		c.row(as.Place).Assigned = as.To
	}
	for _, sp := range d.Speakers {
		for i := range c.sheets {
			for j := range c.sheets[i].Rows {
				if r := &c.sheets[i].Rows[j]; r.Episode == sp.Episode && r.Key == sp.Key {
					r.Speaker = sp.Speaker
				}
			}
		}
	}
	return a, nil
}

// Undo is refused where somebody was faster.
func (c *changing) Undo(ctx context.Context, by string) (season.Action, []season.Place, error) {
	if c.stuck != nil {
		return season.Action{}, nil, c.stuck
	}
	return c.fake.Undo(ctx, by)
}

func (c *changing) Keep(context.Context, string) (season.Action, error) {
	c.kept, c.stuck = true, nil
	return season.Action{Label: "edit e001:2"}, nil
}

// bench is an editor that changes files as the test says.
type bench struct {
	t testing.TB
	// path is the draft, text what it holds; lines are where the editor began.
	path, text string
	lines      []int
	discarded  bool
	// edits are what happens each time.
	edits []func(text string) (string, error)
}

func (b *bench) Draft(name, text string) (string, error) {
	b.path, b.text, b.discarded = "/tmp/draft/"+name+".txt", text, false
	return b.path, nil
}

func (b *bench) Edit(path string, line int, done func(string, error) tea.Msg) tea.Cmd {
	if path != b.path || len(b.edits) == 0 {
		b.t.Fatalf("edited %s at %d: %d edits are left", path, line, len(b.edits))
	}
	b.lines = append(b.lines, line)
	edit := b.edits[0]
	b.edits = b.edits[1:]
	return func() tea.Msg {
		text, err := edit(b.text)
		b.text = text
		return done(text, err)
	}
}

func (b *bench) Discard(path string) error {
	if path != b.path {
		return errors.New("another file")
	}
	b.discarded = true
	return nil
}

// swap is an edit that replaces texts in the file.
func swap(pairs ...string) func(string) (string, error) {
	return func(text string) (string, error) {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				return text, fmt.Errorf("the file has no %q:\n%s", pairs[i], text)
			}
		}
		return strings.NewReplacer(pairs...).Replace(text), nil
	}
}

// change opens a season of a fake on a screen of 120 by 40.
func change(t testing.TB, f *fake, edits ...func(string) (string, error)) (*changing, *screen) {
	c := &changing{fake: f, bench: &bench{t: t, edits: edits}}
	s := begin(t, f, 120, 40, func(o *review.Options) {
		o.Open = func(context.Context) (review.Season, error) {
			open := f.season()
			open.Decisions, open.ExternalEditor, open.Cast = c, c.bench, []string{"顾沉", "旁白"}
			return open, nil
		}
	})
	return c, s
}

// state puts a translation as it stands into a row.
func (f *fake) state(t testing.TB, sheet, row int, text string, state season.State) {
	t.Helper()
	r := &f.sheets[sheet].Rows[row]
	r.Translation.Text, r.Translation.State, r.Translation.Basis = text, state, r.Basis
	if r.Translation.Version == 0 {
		r.Translation.Version = 1
	}
}

// hides fails the test if the screen shows a text.
func (s *screen) hides(text string) *screen {
	s.t.Helper()
	if strings.Contains(s.text(), text) {
		s.t.Errorf("the screen shows %q:\n%s", text, s.text())
	}
	return s
}

// holds fails the test unless a row is as wanted.
func (f *fake) holds(t testing.TB, sheet, row int, text string, state season.State) {
	t.Helper()
	if got := f.sheets[sheet].Rows[row].Translation; got.Text != text || got.State != state {
		t.Errorf("%s:%d is %q, %s; want %q, %s", f.sheets[sheet].Episode, row+1, got.Text, got.State, text, state)
	}
}
