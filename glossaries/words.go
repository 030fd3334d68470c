package glossaries

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func (m matcher) wordsMatch(tokens, words []token, how strictness, name bool) bool {
	for i, w := range words {
		if !m.wordMatches(tokens[i], w, how, name) {
			return false
		}
	}
	return true
}

func (m matcher) wordMatches(t, w token, how strictness, name bool) bool {
	switch {
	case t.text == w.text:
		return true
	case t.class != w.class:
		return false
	case t.class == hangul && strings.HasPrefix(t.text, w.text) && m.particlesOnly(t.text[len(w.text):]):
		return true
	case m.formOf(t, w, how, name):
		return true
	case how != exact && !name && m.prefixed(t, w, how):
		return true
	case len(m.clitics) == 0:
		return false
	}
	return m.cliticMatches(t, w, how, name)
}

// formOf tells whether t is an inflected form of w. A name has the language's
// own endings for names and is otherwise exact: Lin Wang is not Lin Wan. A
// capitalised word where the wording has one has the language's endings. Others
// may be what is like them, because they are only looked for where the term
// occurs, and no table has all forms of all words.
func (m matcher) formOf(t, w token, how strictness, name bool) bool {
	if t.text[0] != w.text[0] && !m.changesHead(w.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(w.text)
	cased := unicode.IsLower(first)
	switch {
	case how == exact:
		return false
	case name && (w.capital || !cased) && (m.forms != nil || m.caseless):
		return m.forms != nil && m.forms.declinesName(t.text, w.text)
	case m.forms == nil:
		return how == lenient && m.inflected(t, w)
	case how == declined || w.capital && t.capital && cased:
		return !number(w.text) && m.forms.declines(t.text, w.text)
	}
	return m.inflected(t, w) || m.forms.declines(t.text, w.text)
}

// changesHead tells whether a form of a word may begin with another letter.
func (m matcher) changesHead(word string) bool {
	return m.forms != nil && (len(m.forms.umlaut) > 0 || len(m.forms.irregular[word]) > 0)
}

// prefixed tells whether t is a form of w behind a prefix that the language
// writes to words: bersuami.
func (m matcher) prefixed(t, w token, how strictness) bool {
	if m.forms == nil || w.capital {
		return false
	}
	for _, rest := range m.forms.bared(t.text) {
		bare := token{text: rest, class: t.class}
		if rest == w.text || m.formOf(bare, w, declined, false) || t.class == hangul && strings.HasPrefix(rest, w.text) && m.particlesOnly(rest[len(w.text):]) {
			return true
		}
	}
	return false
}

// cliticMatches compares what remains of two words without their clitics; an
// exact match strips only those of the text.
func (m matcher) cliticMatches(t, w token, how strictness, name bool) bool {
	words := []token{w}
	if how == lenient {
		if rest, ok := strings.CutPrefix(w.text, "ال"); ok && utf8.RuneCountInString(rest) >= 2 {
			words = append(words, token{text: rest, class: w.class})
		}
	}
	for _, rest := range append(m.bare(t.text), t.text) {
		for _, w := range words {
			if rest == w.text || m.formOf(token{text: rest, class: t.class}, w, how, name) {
				return true
			}
		}
	}
	return false
}

// wholeName tells whether a name in kana is not a part of a longer one: マルコ
// in マルコス.
func (m matcher) wholeName(text string, s span) bool {
	first, _ := utf8.DecodeRuneInString(text[s.start:s.end])
	last, _ := utf8.DecodeLastRuneInString(text[s.start:s.end])
	before, _ := utf8.DecodeLastRuneInString(text[:s.start])
	after, _ := utf8.DecodeRuneInString(text[s.end:])
	if isKatakana(first) && isKatakana(before) {
		return false
	}
	if !isKatakana(last) || !isKatakana(after) {
		return true
	}
	for _, suffix := range m.suffixes {
		if strings.HasPrefix(text[s.end:], suffix) {
			return true
		}
	}
	return false
}

// cutsLetter tells whether a place is before a mark of the letter before it
// (Thai vowels and tones).
func cutsLetter(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.Is(unicode.Mn, r)
}

func isKatakana(r rune) bool { return r == 'ー' || unicode.Is(unicode.Katakana, r) }

func number(text string) bool { return strings.IndexFunc(text, unicode.IsDigit) >= 0 }

// The measured bounds of inflected: of a word of n letters at most mostDropped
// and n/dropShare are replaced by an ending of at most mostAdded letters and n.
const (
	mostDropped = 2
	dropShare   = 3
	mostAdded   = 4
	// shortName is the length up to which a capitalised word is taken for a
	// name, since most words of a language begin like some short name.
	shortName = 3
)

// inflected tells whether t can be an inflected form of w.
func (m matcher) inflected(t, w token) bool {
	n := utf8.RuneCountInString(w.text)
	if w.capital && n <= shortName && !t.capital || number(w.text) {
		return false
	}
	same := commonPrefix(t.text, w.text)
	dropped := n - utf8.RuneCountInString(w.text[:same])
	added := utf8.RuneCountInString(t.text[same:])
	return dropped <= mostDropped && dropShare*dropped <= n && added <= mostAdded && added <= n
}

// commonPrefix is the length in bytes of the characters with which both start.
func commonPrefix(a, b string) int {
	for i, r := range a {
		n := utf8.RuneLen(r)
		if n < 0 || len(b) < i+n || len(a) < i+n || b[i:i+n] != a[i:i+n] {
			return i
		}
	}
	return len(a)
}
