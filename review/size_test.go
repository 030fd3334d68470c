package review_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Whatever lies over the lines, it is drawn on a terminal of any size, also
// where that changes meanwhile; 0 is a terminal that does not know its size.
func TestEverySizeIsDrawn(t *testing.T) {
	layers := [][]string{{}, {"enter"}, {"e"}, {"x"}, {":"}, {"?"}, {"f"}, {"h"}, {"S"}, {"p"}, {"A"}, {"d"}, {"=", "l", "enter"}, {"c"}, {"t"}, {"R"}, {"@"}, {"w"}, {"v", "j"}}
	for _, keys := range layers {
		s := begin(t, rainy(t), 120, 40)
		s.press("a", "u").press(keys...)
		for _, w := range []int{0, 1, 2, 3, 5, 8, 13, 21, 34, 49, 50, 80, 109, 110, 111, 200} {
			for _, h := range []int{0, 1, 2, 3, 4, 5, 8, 24} {
				s.give(tea.WindowSizeMsg{Width: w, Height: h})
				lines := strings.Split(s.m.View().Content, "\n")
				if h > 0 && len(lines) > h {
					t.Errorf("%v: %d lines on a screen of %dx%d", keys, len(lines), w, h)
				}
				for _, l := range lines {
					if n := ansi.StringWidthWc(l); w > 23 && n > w {
						t.Errorf("%v: %d cells on a screen of %dx%d: %q", keys, n, w, h, l)
					}
				}
			}
		}
	}
}

// A text of any length is typed without delay: each key draws what can be seen,
// not what there is.
func TestLongTextIsScrolledToTheCursor(t *testing.T) {
	long := strings.Repeat("very long text ", 4000) + "THE END"
	s := begin(t, rainy(t), 80, 24)
	s.press("c")
	s.give(tea.PasteMsg{Content: long})
	s.shows("THE END")
	if c := s.m.View().Cursor; c == nil || c.X != 79 {
		t.Errorf("the cursor is at %+v", c)
	}
	n := testing.AllocsPerRun(3, func() { s.m.View() })
	if n > 2000 {
		t.Errorf("%v allocations a frame", n)
	}
	s.press("left", "left", "left").shows("THE …")
}
