package review_test

import (
	"testing"

	"dramaport/season"
)

func TestApproveGoesToTheNextOpenLine(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	s.press("a").shows("approved e001:1").shows("2 of 6 lines, 5 open")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.Approved || got.By != "Ana" {
		t.Errorf("the store holds %+v", got)
	}
	s.press("u").shows("took back").shows("6 open")
	s.press("ctrl+r").shows("did again").shows("5 open")
}

func TestScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		s := begin(t, rainy(t), size[0], size[1])
		t.Logf("\n%s", s.text())
		s.press("e")
		t.Logf("\n%s", s.text())
		s.press("esc", "f")
		t.Logf("\n%s", s.text())
	}
}
