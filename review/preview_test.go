package review_test

import (
	"fmt"
	"strings"
	"testing"

	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
)

// A long preview on a small screen follows the cursor, and fills the screen
// exactly.
func TestPreviewOfManyLines(t *testing.T) {
	ar := season.Market{Name: "mena", Locale: language.Arabic}
	var all []said
	for i := range 40 {
		all = append(all, said{"顾沉", "听我解释。", fmt.Sprintf("استمع إليّ من فضلك يا صديقي العزيز %d!\x1b[2J", i)})
	}
	f := &fake{sheets: []stage.Sheet{sheetOf(t, ar, "e001", all...)}}
	s := begin(t, f, 40, 12)
	s.press("p").shows("39 of 39 lines").shows("e001:2")
	for _, key := range []string{"G", "k", "pgup", "g", "j", "space", "pgdown", "G"} {
		s.press(key)
		lines := strings.Split(s.text(), "\n")
		if len(lines) != 12 || !strings.Contains(s.text(), "\n >[") {
			t.Fatalf("after %s, %d lines:\n%s", key, len(lines), s.text())
		}
		if strings.ContainsRune(s.text(), 0x1b) {
			t.Fatal("the text reaches the terminal as it is")
		}
	}
	s.shows(">[x] e001:40").shows("38 of 39")
}

// A replacement, and identical lines, over a whole large season.
func BenchmarkReplaceIn100000Lines(b *testing.B) {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	f := &fake{}
	for e := range 1000 {
		var all []said
		for i := range 100 {
			all = append(all, said{"顾沉", fmt.Sprintf("听我解释%d。", i%7), "Mr Gu, let me explain."})
		}
		f.sheets = append(f.sheets, sheetOf(b, us, season.EpisodeName(fmt.Sprintf("e%04d", e)), all...))
	}
	s := begin(b, f, 120, 40)
	b.Run("replace", func(b *testing.B) {
		for b.Loop() {
			s.press(":").write("replace /Mr/Mr./w").press("enter")
			s.text()
			s.press("esc")
		}
	})
	b.Run("propagate", func(b *testing.B) {
		f.sheets[0].Rows[0].Translation.Text = "Hear me."
		for b.Loop() {
			s.press("p")
			s.text()
			s.press("esc")
		}
	})
}
