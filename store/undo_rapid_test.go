package store_test

import (
	"errors"
	"fmt"
	"testing"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// modelCell is what a cell of the model holds: words, and which write they
// are from, so that the same words by another are told apart.
type modelCell struct {
	words string
	write int
}

// modelAction is what one action did to the cells.
type modelAction struct {
	label       string
	was, became map[string]modelCell
	undone      bool
}

// undoModel is a store of three lines that knows only the rules: cells such
// as "k1" (a translation) and "assignment k1" (who is to look at it).
type undoModel struct {
	cells  map[string]modelCell
	stacks map[string][]*modelAction
	writes int
	// moved says that something was undone or redone and not yet compared.
	moved bool
}

// move undoes or redoes; ok is false if somebody has been there.
func (m *undoModel) move(by string, back bool) (label string, ok bool) {
	var a *modelAction
	for _, x := range m.stacks[by] {
		if back && !x.undone {
			a = x
		}
		if !back && x.undone {
			a = x
			break
		}
	}
	if a == nil {
		return "", false
	}
	from, to := a.was, a.became
	if back {
		from, to = to, from
	}
	for cell, c := range from {
		if m.cells[cell] != c {
			return a.label, false
		}
	}
	for cell, c := range to {
		m.cells[cell] = c
	}
	a.undone, m.moved = back, true
	return a.label, true
}

func (m *undoModel) act(by, label string, words map[string]string) {
	a := &modelAction{label: label, was: map[string]modelCell{}, became: map[string]modelCell{}}
	for cell, w := range words {
		m.writes++
		a.was[cell], a.became[cell] = m.cells[cell], modelCell{w, m.writes}
		m.cells[cell] = a.became[cell]
	}
	var kept []*modelAction
	for _, x := range m.stacks[by] {
		if !x.undone {
			kept = append(kept, x)
		}
	}
	m.stacks[by] = append(kept, a)
}

// Whatever people do, undo and redo in whatever order, the store holds what a
// model of the rules holds.
func TestUndoAgreesWithModel(t *testing.T) {
	s := fresh(t, 3)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++ // every run begins with empty cells and people without a past
		market := season.MarketName(fmt.Sprintf("m%d", run))
		person := func(rt *rapid.T) string {
			return rapid.SampledFrom([]string{"ana", "ben"}).Draw(rt, "by") + fmt.Sprint(run)
		}
		m := &undoModel{cells: map[string]modelCell{}, stacks: map[string][]*modelAction{}}
		stored := func() (map[string]string, map[string]int64) { return storedCells(rt, t, s, market) }
		rt.Repeat(map[string]func(*rapid.T){
			"": func(rt *rapid.T) {
				if !m.moved {
					return
				}
				m.moved = false
				want := map[string]string{}
				for cell, c := range m.cells {
					if c.words != "" {
						want[cell] = c.words
					}
				}
				if got, _ := stored(); !cmp.Equal(want, got) {
					rt.Fatal(cmp.Diff(want, got))
				}
			},
			"act": func(rt *rapid.T) {
				words := map[string]string{}
				var d season.Change
				have, versions := stored()
				for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(1, 3), 1, 3, rapid.ID).Draw(rt, "lines") {
					tr := decision(i, rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "text"), season.Approved, "", 0)
					tr.Market = market
					tr.Version = versions[string(tr.Key)]
					words[string(tr.Key)] = tr.Text
					d.Translations = append(d.Translations, tr)
				}
				if to := rapid.SampledFrom([]string{"", "cy", "di"}).Draw(rt, "to"); to != have["assignment k1"] {
					p := place(market, "k1")
					d.Assignments = append(d.Assignments, season.Assignment{Place: p, To: to})
					words["assignment k1"] = to
				}
				by, label := person(rt), fmt.Sprint("write ", m.writes)
				if _, err := s.Act(t.Context(), by, label, d); err != nil {
					rt.Fatal(err)
				}
				m.act(by, label, words)
			},
			"propose": func(rt *rapid.T) {
				d := draft(rapid.IntRange(1, 3).Draw(rt, "line"), fmt.Sprint("machine ", m.writes))
				d.Market = market
				kept, err := s.Propose(t.Context(), "gpt", []season.Translation{d})
				if err != nil {
					rt.Fatal(err)
				}
				if kept == 1 {
					m.writes++
					m.cells[string(d.Key)] = modelCell{d.Text, m.writes}
				}
			},
			"undo": func(rt *rapid.T) { compareMove(rt, m, person(rt), true, store.ErrNothingToUndo, s) },
			"redo": func(rt *rapid.T) { compareMove(rt, m, person(rt), false, store.ErrNothingToRedo, s) },
		})
	})
}

// compareMove undoes or redoes in the store and in the model.
func compareMove(rt *rapid.T, m *undoModel, by string, back bool, none error, s *store.Store) {
	move := s.Redo
	if back {
		move = s.Undo
	}
	a, _, err := move(rt.Context(), by)
	label, ok := m.move(by, back)
	var c *season.Conflict
	switch {
	case ok && (err != nil || a.Label != label):
		rt.Fatalf("moved %q in the model, %+v in the store: %v", label, a, err)
	case !ok && label == "" && !errors.Is(err, none):
		rt.Fatalf("nothing in the model, in the store %v", err)
	case !ok && label != "" && !errors.As(err, &c):
		rt.Fatalf("a conflict about %q in the model, in the store %v", label, err)
	}
}

// storedCells is what the store holds of a market, and the versions seen.
func storedCells(rt *rapid.T, t *testing.T, s *store.Store, market season.MarketName) (map[string]string, map[string]int64) {
	q := store.Query{Markets: []season.MarketName{market}}
	ts, err := s.Translations(t.Context(), q)
	if err != nil {
		rt.Fatal(err)
	}
	cells, versions := map[string]string{}, map[string]int64{}
	for _, tr := range ts {
		versions[string(tr.Key)] = tr.Version
		if tr.Text != "" {
			cells[string(tr.Key)] = tr.Text
		}
	}
	as, err := s.Assignments(t.Context(), q)
	if err != nil {
		rt.Fatal(err)
	}
	for _, a := range as {
		cells["assignment "+string(a.Key)] = a.To
	}
	return cells, versions
}
