package review_test

import (
	"context"
	"fmt"
	"testing"

	"dramaport/review"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/language"
)

// large is a season of 1,000 episodes of 100 lines: 100,000 lines in one
// market.
func large(t testing.TB) *fake {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	f := &fake{}
	for e := range 1000 {
		var all []said
		for l := range 100 {
			all = append(all, said{"林婉", fmt.Sprintf("你骗了我%d次，第%d集。", l, e), fmt.Sprintf("You lied to me %d times, episode %d.", l, e)})
		}
		f.sheets = append(f.sheets, sheetOf(t, us, season.EpisodeName(fmt.Sprintf("e%04d", e+1)), all...))
	}
	return f
}

// BenchmarkKey is from a key to the lines of the frame with 100,000 lines
// (bound: 5 ms).
func BenchmarkKey(b *testing.B) {
	s := begin(b, large(b), 120, 40)
	s.m.View()
	down, up := keyNamed(b, "j"), keyNamed(b, "k")
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		key := down
		if i/50000%2 == 1 {
			key = up
		}
		s.m.Update(key)
		s.m.View()
	}
}

// BenchmarkFilter sets a filter over 100,000 lines, and draws.
func BenchmarkFilter(b *testing.B) {
	for _, filter := range []string{"state:machine", "TIMES, episode 99", "finding:error"} {
		b.Run(filter, func(b *testing.B) {
			s := begin(b, large(b), 120, 40)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				s.press(":").write("filter " + filter)
				s.m.Update(keyNamed(b, "enter"))
				s.m.View()
			}
		})
	}
}

// BenchmarkSearchKey is a key of an incremental search that has to look at
// all 100,000 lines (bound: 5 ms).
func BenchmarkSearchKey(b *testing.B) {
	s := begin(b, large(b), 120, 40)
	s.press("/").write("nowhere to be foun")
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		key := tea.KeyPressMsg{Code: 'd', Text: "d"}
		if i%2 == 1 {
			key = keyNamed(b, "backspace")
		}
		s.m.Update(key)
		s.m.View()
	}
}

// BenchmarkFirstFrame is from 100,000 lines in memory to the first frame that
// shows them (bound: 150 ms).
func BenchmarkFirstFrame(b *testing.B) {
	f := large(b)
	opened := f.season()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		s := begin(b, f, 120, 40, func(o *review.Options) {
			o.Open = func(context.Context) (review.Season, error) { return opened, nil }
		})
		s.m.View()
	}
}
