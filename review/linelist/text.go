package linelist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/review/filter"
	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/unicode/norm"
)

// Text is a line as it stands, to be looked through beside the screen.
type Text struct {
	at                    position
	Source, Pivot, Target string
}

// Texts are the lines of a market.
func (l *List) Texts(market season.MarketName) []Text {
	all := make([]Text, 0, len(l.all))
	for _, p := range l.all {
		s := &l.sheets[p.sheet]
		if s.Market.Name != market {
			continue
		}
		r := &s.Rows[p.row]
		t := Text{at: p, Source: r.Text, Target: r.Translation.Text}
		if s.Market.From != "" {
			t.Pivot = r.From
		}
		all = append(all, t)
	}
	return all
}

// Holding are those of lines of which a text holds the words, capitals aside.
func Holding(lines []Text, words string) []Text {
	lower := strings.ToLower(words)
	return slices.DeleteFunc(lines, func(t Text) bool {
		return !filter.Contains(t.Source, lower) && !filter.Contains(t.Target, lower) && (t.Pivot == "" || !filter.Contains(t.Pivot, lower))
	})
}

// Translations are the translations of some of the lines shown, to be looked through
// beside the screen.
func (l *List) Translations(chosen []int) []Text {
	all := make([]Text, len(chosen))
	for n, i := range chosen {
		_, r := l.At(i)
		all[n] = Text{at: l.all[l.shown[i]], Target: r.Translation.Text}
	}
	return all
}

// Row is the line of a text as it stands now.
func (l *List) Row(t Text) *stage.Row { return &l.sheets[t.at.sheet].Rows[t.at.row] }

// SameSource are the other lines of a row's market that say the same in the
// source, wherever they are in the season: those that are not shown too.
func (l *List) SameSource(s *stage.Sheet, r *stage.Row) []*stage.Row {
	var found []*stage.Row
	key := sameText(r.Text)
	for _, p := range l.all {
		other := &l.sheets[p.sheet]
		row := &other.Rows[p.row]
		if other.Market.Name == s.Market.Name && row != r && sameText(row.Text) == key {
			found = append(found, row)
		}
	}
	return found
}

// sameText is what identical source texts have in common: in NFC, one space for
// all that separates words, and none beside scripts that are written without.
func sameText(s string) string {
	words := strings.Fields(norm.NFC.String(s))
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(words[i-1])
			after, _ := utf8.DecodeRuneInString(w)
			if !unspaced(before) && !unspaced(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

// unspaced is a letter or a sign of a script that does not part its words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF65
}
