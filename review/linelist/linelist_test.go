package linelist_test

import (
	"fmt"
	"slices"
	"testing"

	"dramaport/review/linelist"
	"dramaport/season"
	"dramaport/stage"
)

// sheet is an episode of lines with these source texts.
func sheet(m season.MarketName, e season.EpisodeName, texts ...string) stage.Sheet {
	s := stage.Sheet{Market: season.Market{Name: m}, Episode: e}
	for i, text := range texts {
		key := season.LineKey(fmt.Sprint("k", i+1))
		s.Rows = append(s.Rows, stage.Row{Line: season.Line{Episode: e, Key: key, Number: i + 1, Text: text}, From: text,
			Translation: season.Translation{Market: m, Episode: e, Key: key, Text: "T" + text, State: season.Machine, Version: 1}})
	}
	return s
}

func every(*stage.Sheet, *stage.Row) bool { return true }

// two are two episodes of three lines.
func two() *linelist.List {
	var l linelist.List
	l.Put([]stage.Sheet{sheet("us", "e001", "一", "二", "三"), sheet("us", "e002", "四", "一", "六")}, every)
	return &l
}

// on is the name of the current line.
func on(l *linelist.List) string {
	_, r, ok := l.Current()
	if !ok {
		return "none"
	}
	return r.Ref()
}

func TestMovingStaysAmongTheLines(t *testing.T) {
	l := two()
	for _, c := range []struct {
		step func()
		want string
	}{
		{func() { l.Move(-1) }, "e001:1"}, {func() { l.Move(2) }, "e001:3"}, {func() { l.Move(99) }, "e002:3"}, {func() { l.NextSheet(1) }, "e001:1"},
		{func() { l.NextSheet(-1) }, "e002:1"}, {func() { l.To(4) }, "e002:2"}, {func() { l.NextSheet(-1) }, "e001:1"},
	} {
		c.step()
		if on(l) != c.want {
			t.Errorf("on %s, want %s", on(l), c.want)
		}
	}
	if l.GoTo(season.Place{Market: "us", Episode: "e009", Key: "k1"}) || on(l) != "e001:1" {
		t.Error(on(l))
	}
}

// A filter leaves the reviewer on the line, or on the next one that is shown;
// one that keeps nothing does not cost the place.
func TestTheFilterKeepsThePlace(t *testing.T) {
	l := two()
	l.To(2)
	l.Show(func(_ *stage.Sheet, r *stage.Row) bool { return r.Number != 3 })
	if on(l) != "e002:1" || l.Len() != 4 {
		t.Errorf("on %s of %d", on(l), l.Len())
	}
	l.Show(func(*stage.Sheet, *stage.Row) bool { return false })
	if on(l) != "none" || l.Chosen() != nil {
		t.Error(on(l))
	}
	if _, ok := l.Place(); ok {
		t.Error("a place of no line")
	}
	l.Show(every)
	if on(l) != "e002:1" {
		t.Error(on(l))
	}
}

func TestASelectionGoesBothWays(t *testing.T) {
	l := two()
	l.To(3)
	if got := l.ChosenOrAll(); len(got) != 6 {
		t.Errorf("%v", got)
	}
	l.Select()
	l.Move(-2)
	if from, to := l.Selection(); from != 1 || to != 3 || !slices.Equal(l.ChosenOrAll(), []int{1, 2, 3}) {
		t.Errorf("%d to %d, %v", from, to, l.Chosen())
	}
	l.Deselect()
	if !slices.Equal(l.Chosen(), []int{1}) {
		t.Errorf("%v", l.Chosen())
	}
}

// What was read before a decision does not hide it, what was read after it
// replaces it.
func TestALaterVersionStands(t *testing.T) {
	l := two()
	decided := sheet("us", "e001", "一").Rows[0].Translation
	decided.Text, decided.State, decided.Version = "One", season.Approved, 2
	l.SetTranslation(decided)
	if l.Open() != 5 || !l.Holds("one") {
		t.Errorf("%d open", l.Open())
	}
	l.Put([]stage.Sheet{sheet("us", "e001", "一", "二", "三")}, every)
	if _, r, _ := l.Current(); r.Translation.Text != "One" {
		t.Errorf("%+v", r.Translation)
	}
	newer := sheet("us", "e001", "一", "二", "三")
	newer.Rows[0].Translation.Version, newer.Rows[0].Translation.Text = 3, "The one"
	l.Put([]stage.Sheet{newer}, every)
	if _, r, _ := l.Current(); r.Translation.Text != "The one" || l.Holds("t一") {
		t.Errorf("%+v", r.Translation)
	}
	if known := l.Known([]stage.Sheet{newer, sheet("br", "e001", "一")}); len(known) != 1 {
		t.Errorf("%d sheets", len(known))
	}
}

// What runs beside the screen has rows of its own.
func TestOwnRowsAreCopies(t *testing.T) {
	l := two()
	s, i, _ := l.Own()
	s.Rows[i].Text = "changed"
	if _, r, _ := l.Current(); r.Text != "一" {
		t.Error(r.Text)
	}
}

func TestTextsAreFound(t *testing.T) {
	l := two()
	if found := linelist.Holding(l.Texts("us"), "t一"); len(found) != 2 || l.Row(found[1]).Ref() != "e002:2" {
		t.Errorf("%+v", found)
	}
	s, r, _ := l.Current()
	if same := l.SameSource(s, r); len(same) != 1 || same[0].Ref() != "e002:2" {
		t.Errorf("%v", same)
	}
	if !l.SeekText(1, "六") || on(l) != "e002:3" || l.SeekText(1, "七") {
		t.Error(on(l))
	}
}
