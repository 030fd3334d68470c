package memory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/lang"
	"dramaport/subtitles"

	"golang.org/x/text/language"
)

// masked is a text as similar texts are compared: words where spaces part
// them, else characters, without punctuation, placeholders and capitals. A name
// is "\x00@1" (the text's first), "\x00@2" …, a number "\x00#".
type masked struct {
	units []string
	// names are the text's names in the order of their masks.
	names []Name
	// numbers are the numbers as written.
	numbers []string
}

const (
	nameMask   = "\x00@"
	numberMask = "\x00#"
)

// blank reports that nothing but masks is left to compare.
func (m masked) blank() bool {
	return !slices.ContainsFunc(m.units, func(u string) bool { return u[0] != 0 })
}

// masker parts texts into units.
type masker struct {
	spaced bool
	han    map[string]lang.Numeral
	names  naming
}

// newMasker makes one for texts in a language with names in them.
func newMasker(source language.Tag, names []Name) masker {
	k := masker{spaced: lang.SpacedWriting(source), names: newNaming(names, lang.SpacedWriting(source))}
	if lang.HanNumerals(source) {
		k.han = lang.NumeralsOf(source)
	}
	return k
}

// mask parts text; more are further names in it, beside the masker's own.
func (k masker) mask(text string, more []Name) masked {
	var m masked
	k.maskInto(&m, text, more)
	return m
}

// maskInto is mask into m, whose former content is lost.
func (k masker) maskInto(m *masked, text string, more []Name) {
	text = lang.Compatible(subtitles.Plain(text))
	own := newNaming(more, k.spaced)
	m.units, m.names, m.numbers = m.units[:0], m.names[:0], m.numbers[:0]
	for i := 0; i < len(text); {
		name, n := k.names.at(text, i)
		if other, l := own.at(text, i); l > n {
			name, n = other, l
		}
		if n == 0 {
			n = k.next(m, text[i:])
		} else {
			m.name(name)
		}
		i += n
	}
}

func (m *masked) name(w Name) {
	at := slices.Index(m.names, w)
	if at < 0 {
		at = len(m.names)
		m.names = append(m.names, w)
	}
	m.units = append(m.units, nameMask+strconv.Itoa(at+1))
}

// next adds the unit at the start of text, if one is there, and returns how
// many bytes it takes.
func (k masker) next(m *masked, text string) int {
	r, size := utf8.DecodeRuneInString(text)
	if n := k.number(text); n > 0 {
		m.units, m.numbers = append(m.units, numberMask), append(m.numbers, text[:n])
		return n
	}
	switch {
	case !lang.IsWordRune(r):
		return size
	case !k.spaced:
		m.units = append(m.units, strings.ToLower(text[:size]))
		return size
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !lang.IsWordRune(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(text)
	}
	word := strings.ReplaceAll(strings.TrimRight(text[:end], "'’"), "’", "'")
	m.units = append(m.units, strings.ToLower(word))
	return end
}

// number is how long the number at the start of text is: digits with their
// marks, or Han numerals with a factor among them (三百万; 三 and 一万 are as
// often no numbers as they are).
func (k masker) number(text string) int {
	end := 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+size:])
		if !unicode.IsDigit(r) && (end == 0 || !strings.ContainsRune(".,:", r) || !unicode.IsDigit(next)) {
			break
		}
		end += size
	}
	if end > 0 {
		return end
	}
	return k.hanNumber(text)
}

func (k masker) hanNumber(text string) int {
	end, runes, factor := 0, 0, false
	for at, r := range text {
		n, ok := k.han[string(r)]
		if !ok {
			break
		}
		end, runes, factor = at+utf8.RuneLen(r), runes+1, factor || n.Factor
	}
	if !factor || runes < 2 {
		return 0
	}
	return end
}

// naming finds names in texts, the longest first. The zero value knows none.
type naming struct {
	spaced bool
	// byFirst are the names by their first rune, long ones first.
	byFirst map[rune][]Name
}

// newNaming prepares names; those of one character are found too often where
// they are none, and are left out.
func newNaming(names []Name, spaced bool) naming {
	n := naming{spaced: spaced}
	for _, w := range names {
		w.Source = strings.TrimSpace(lang.Compatible(w.Source))
		if utf8.RuneCountInString(w.Source) < 2 {
			continue
		}
		if n.byFirst == nil {
			n.byFirst = map[rune][]Name{}
		}
		r, _ := utf8.DecodeRuneInString(w.Source)
		if !slices.ContainsFunc(n.byFirst[r], func(o Name) bool { return o.Source == w.Source }) {
			n.byFirst[r] = append(n.byFirst[r], w)
		}
	}
	for _, ws := range n.byFirst {
		slices.SortStableFunc(ws, func(a, b Name) int { return cmp.Compare(len(b.Source), len(a.Source)) })
	}
	return n
}

// at is the name that begins at text[i:] and its length, 0 if none does.
func (n naming) at(text string, i int) (Name, int) {
	if n.byFirst == nil {
		return Name{}, 0
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	for _, w := range n.byFirst[r] {
		end := i + len(w.Source)
		if strings.HasPrefix(text[i:], w.Source) && n.edge(text, i) && n.edge(text, end) {
			return w, len(w.Source)
		}
	}
	return Name{}, 0
}

// edge reports that no word goes on across text[i:]: between letters only where
// the script does not part words by spaces and not both are Latin.
func (n naming) edge(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	if i == 0 || i == len(text) || !lang.IsWordRune(before) || !lang.IsWordRune(after) {
		return true
	}
	return !n.spaced && !(unicode.Is(unicode.Latin, before) && unicode.Is(unicode.Latin, after))
}

// in are the names of text in the order in which they first stand there.
func (n naming) in(text string) []Name {
	var found []Name
	n.each(lang.Compatible(text), func(string) {}, func(w Name) {
		if !slices.Contains(found, w) {
			found = append(found, w)
		}
	})
	return found
}

// each walks over text: other gets what is between the names.
func (n naming) each(text string, other func(string), name func(Name)) {
	from := 0
	for i := 0; i < len(text); {
		w, l := n.at(text, i)
		if l == 0 {
			_, l = utf8.DecodeRuneInString(text[i:])
			i += l
			continue
		}
		other(text[from:i])
		name(w)
		i += l
		from = i
	}
	other(text[from:])
}

// replaced is text with the Target of every name in its place.
func (n naming) replaced(text string) string {
	var b strings.Builder
	n.each(text, func(s string) { b.WriteString(s) }, func(w Name) { b.WriteString(w.Target) })
	return b.String()
}
