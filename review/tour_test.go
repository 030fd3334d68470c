package review_test

import (
	"errors"
	"testing"

	"dramaport/review"
	"dramaport/review/keymap"
	"dramaport/season"
)

// guided is a screen that begins with the tour and counts how often it was
// kept that it was shown.
func guided(t *testing.T, f *fake, user map[string][]string) (*screen, *int) {
	t.Helper()
	keys, err := keymap.Rebind(keymap.Defaults(), user)
	if err != nil {
		t.Fatal(err)
	}
	shown := new(int)
	return begin(t, f, 80, 24, func(o *review.Options) {
		o.Keys, o.Tour = keys, true
		o.TourDone = func() error { *shown++; return nil }
	}), shown
}

func TestTourHasEachKeyPressed(t *testing.T) {
	f := rainy(t)
	s, shown := guided(t, f, nil)
	s.shows("Tour 1 of 6: Moving").shows("Press j for the next one").shows("Esc skips the tour")
	s.press("a").shows("a is approve. Every line").press("%").shows("% does nothing here.")
	s.press("j").shows("Press tab").shows("2 of 6 lines").press("tab").shows("3 of 6 lines")
	s.shows("Tour 2 of 6: Approving").press("a").shows("Press u\nto undo").press("u")
	s.shows("Tour 3 of 6").press("x").shows("Tour 4 of 6").press("e").shows("Tour 5 of 6").press("f").shows("Tour 6 of 6: Help").press("?")
	s.shows("that was the tour; ? helps").shows("3 of 6 lines, 6 open")
	if len(f.done) > 0 || *shown != 1 {
		t.Errorf("decided %v, kept %d times", f.done, *shown)
	}
	s.press(":").write("tour").press("enter").shows("Tour 1 of 6").press("esc").shows("the tour is over")
	if *shown != 2 {
		t.Errorf("kept %d times", *shown)
	}
	s.press("a").shows("approved e001:3")
}

func TestTourFollowsTheUsersKeys(t *testing.T) {
	s, _ := guided(t, rainy(t), map[string][]string{"down": {"Z"}, "approve": {"ctrl+y"}, "undo": {}, "needs-work": {}})
	s.shows("Press Z for").press("j").shows("j does nothing here.").press("Z", "tab").shows("Press ctrl+y")
	s.press("ctrl+y").shows("Tour 3 of 5: Editing")
}

func TestTourThatCannotBeKeptIsTold(t *testing.T) {
	s := begin(t, rainy(t), 80, 24, func(o *review.Options) {
		o.Tour, o.TourDone = true, func() error { return errors.New("no space left") }
	})
	s.press("esc").shows("no space left")
}

func TestNoTourUnlessAsked(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press("a").shows("approved e001:1")
	s.press("ctrl+c")
	if !s.left {
		t.Error("ctrl+c does not leave")
	}
}

func TestGoToALine(t *testing.T) {
	f := rainy(t)
	f.sheets = append(f.sheets, sheetOf(t, season.Market{Name: "latam"}, "e001", said{"林婉", "你骗了我。", "Me mentiste."}, said{"顾沉", "我没有。", "No."}))
	s := begin(t, f, 80, 24)
	for _, c := range []struct{ typed, at string }{{"3", "3 of 8"}, {"e002", "5 of 8"}, {"2", "6 of 8"}, {"e001:4", "4 of 8"}, {"go e001", "1 of 8"}, {"go 2", "2 of 8"}, {"e002:1", "5 of 8"}} {
		s.press(":").write(c.typed).press("enter").shows(c.at)
	}
	s.press(":").write("99").press("enter").shows("99 is not here: e002 has no such line").shows("5 of 8")
	s.press(":").write("e009:1").press("enter").shows("unknown command")
	s.press("ctrl+g").write("e009:1").press("enter").shows(`"e009:1" names no line: write a number`)
	s.press(":").write("filter speaker:林婉").press("enter").press(":").write("e001:2").press("enter").shows("e001:2 is not among the lines shown; F shows all")
	s.press("F", ":").write("e00").press("tab").shows(":e001").press("tab").shows(":e002").press("enter").shows("5 of 8")
	s.press(":").write("go e").press("tab").shows(":go e001")
}

func TestEditByCommand(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	s.press(":").write("edit Liar!").press("enter").shows("e001:1 kept as edited")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "Liar!" || got.Origin != season.FromHuman {
		t.Errorf("the store holds %+v", got)
	}
}
