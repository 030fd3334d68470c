package glossaries

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// ContainsWording tells whether a text uses a wording, perhaps inflected. Both
// are compared in NFC, case-folded by language, with quotes, widths and white
// space unified; letters parted by full stops are one word (P.-D.G., PDG). In
// scripts without spaces the wording must be in the text. In others each of its
// words, in order, must match a word:
//
//   - a capitalised word a capitalised one that is the same or has an ending of
//     the language (inflection.csv, irregular.csv): Lin Wang is not Lin Wan;
//   - any other word one that the language's table makes of it, or that is the
//     same up to the last two letters (a third of the wording's word at most),
//     with an ending of up to four letters that is not longer than it; in
//     languages without a table this holds for capitalised words, too.
//
// A leading article is free, and so are Arabic and Hebrew clitics, Korean
// particles and Indonesian prefixes. A capitalised word of three letters or less
// is taken for a name: its inflected match must be capitalised, too.
//
// The rule of likeness was measured on 27 inflected wordings of 13 languages: it
// found 24, exact words 3, prefixes of half a word 15, Snowball stems 12. With
// the tables, all terms of the 251 good lines with terms in
// localize/check/testdata/good are seen, and 441 of 450 names that only are like
// theirs are not (TestGoodLines, TestNearNamesAreFound).
func ContainsWording(text, wording string, tag language.Tag) bool {
	return PrepareText(text, tag).Uses(PrepareWording(wording, tag))
}

// Text is a text that is asked for many wordings.
type Text struct {
	matcher
	text prepared
}

// PrepareText makes a text of a language ready to be asked.
func PrepareText(text string, tag language.Tag) Text {
	m := newMatcher(tag)
	return Text{m, m.prepare(text)}
}

// Wording is a wording that many texts are asked for.
type Wording struct{ wording prepared }

// PrepareWording makes a wording ready to be looked for in texts of a language.
func PrepareWording(wording string, tag language.Tag) Wording {
	return Wording{newMatcher(tag).compile(wording)}
}

// Uses is ContainsWording for a text and a wording of the same language.
func (t Text) Uses(w Wording) bool { return len(t.spans(t.text, w.wording, lenient)) > 0 }

// ContainsExactly tells whether a text uses a wording as it is, capitals aside:
// compared like ContainsWording, but whole words only.
func ContainsExactly(text, wording string, tag language.Tag) bool {
	m := newMatcher(tag)
	return len(m.spans(m.prepare(text), m.compile(wording), exact)) > 0
}

// ContainsInflected tells whether a text uses a wording as it is or in a form
// that the language's endings make of it (inflection.csv): what is forbidden is
// forbidden in all its forms, and no word that is only like it.
func ContainsInflected(text, wording string, tag language.Tag) bool {
	return FindInflected(text, wording, tag) != ""
}

// FindInflected is the first place where ContainsInflected sees the wording, as
// it stands in the text; "" if there is none.
func FindInflected(text, wording string, tag language.Tag) string {
	m := newMatcher(tag)
	prepared := m.prepare(text)
	found := m.spans(prepared, m.compile(wording), declined)
	if len(found) == 0 {
		return ""
	}
	at := prepared.original(found[0])
	return text[at.start:at.end]
}

type strictness int

const (
	exact    strictness = iota
	declined            // forms by the language's endings
	lenient             // and what may be a form
)

// matcher compares texts of one language.
type matcher struct {
	folding
	affixes
	forms *inflection // nil where the language has no table
	// plural: a term is found in a text with the ending of its plural (English).
	plural bool
	// caseless: the language's own script has no capitals, so that a word in
	// another has no endings of it.
	caseless bool
}

func newMatcher(tag language.Tag) matcher {
	base, _ := tag.Base()
	script, _ := tag.Script()
	return matcher{folding: foldingFor(tag), affixes: affixesOf(tag), forms: inflectionOf(tag), plural: base.String() == "en",
		caseless: !strings.Contains("Latn Cyrl Grek Armn Geor Zzzz", script.String())}
}

// token is a run of letters and digits of one class.
type token struct {
	text       string
	start, end int // in the folded text
	capital    bool
	class      class
	letters    bool // single letters parted by full stops
}

// prepared is a text ready to be searched, or a wording to be searched for.
type prepared struct {
	folded
	tokens []token
	// whole: the wording is searched as a string, not word by word.
	whole bool
	// name: the wording is of a person, a place or the like.
	name bool
}

func (m matcher) prepare(text string) prepared {
	p := prepared{folded: m.fold(text)}
	for i := 0; i < len(p.text); {
		r, n := utf8.DecodeRuneInString(p.text[i:])
		c := classOf(r)
		if c == other {
			i += n
			continue
		}
		end := wordEnd(p.text, i, c)
		p.tokens = append(p.tokens, token{text: p.text[i:end], start: i, end: end, capital: p.upper[i], class: c})
		i = end
	}
	p.tokens = spelled(p.tokens, p.text)
	return p
}

// spelled makes one word of letters that are parted by full stops, perhaps
// with hyphens: P.-D.G. is PDG.
func spelled(tokens []token, text string) []token {
	if !strings.Contains(text, ".") {
		return tokens
	}
	out := tokens[:0]
	for _, t := range tokens {
		if n := len(out); n > 0 && isLetter(t) && out[n-1].letters {
			if between := text[out[n-1].end:t.start]; between == "." || between == ".-" {
				last := &out[n-1]
				last.text, last.end = last.text+t.text, t.end
				continue
			}
		}
		t.letters = isLetter(t)
		out = append(out, t)
	}
	return out
}

func isLetter(t token) bool { return t.class == spaced && utf8.RuneCountInString(t.text) == 1 }

// compile prepares a wording. One in a script without spaces, or of signs
// alone, is searched whole.
func (m matcher) compile(wording string) prepared {
	p := m.prepare(wording)
	p.text = strings.TrimSuffix(p.text, " ")
	p.whole = len(p.tokens) == 0
	for _, t := range p.tokens {
		p.whole = p.whole || t.class == joined
	}
	return p
}

// span is a part of a folded text.
type span struct{ start, end int }

// spans are the occurrences of a wording in a text.
func (m matcher) spans(text, wording prepared, how strictness) []span {
	if wording.text == "" {
		return nil
	}
	if wording.whole {
		return m.wholeSpans(text.text, wording)
	}
	words := wording.tokens
	if how == lenient && len(words) > 1 && slices.Contains(m.articles, words[0].text) {
		words = words[1:]
	}
	var found []span
	for i := 0; i+len(words) <= len(text.tokens); i++ {
		if m.wordsMatch(text.tokens[i:i+len(words)], words, how, wording.name) {
			found = append(found, span{text.tokens[i].start, text.tokens[i+len(words)-1].end})
		}
	}
	if len(found) == 0 && how == lenient {
		return inHashtags(text, words)
	}
	return found
}

// inHashtags are the occurrences of words in hashtags, which write them
// together: Lin Wan in #LinWanDivorce.
func inHashtags(text prepared, words []token) []span {
	var found []span
	for _, t := range text.tokens {
		if t.start == 0 || text.text[t.start-1] != '#' {
			continue
		}
		var together strings.Builder
		for _, w := range words {
			together.WriteString(w.text)
		}
		if i := strings.Index(t.text, together.String()); i >= 0 {
			if s := (span{t.start + i, t.start + i + together.Len()}); text.inHashtag(s) {
				found = append(found, s)
			}
		}
	}
	return found
}

// inHashtag tells whether a part of a text is a word of a hashtag, whose words
// begin with capitals.
func (f folded) inHashtag(s span) bool {
	start, end := wordStart(f.text, s.start, spaced), wordEnd(f.text, s.end, spaced)
	return start > 0 && f.text[start-1] == '#' && (s.start == start || f.upper[s.start]) && (s.end == end || f.upper[s.end])
}

func (m matcher) wholeSpans(text string, wording prepared) []span {
	var found []span
	for from := 0; ; {
		i := strings.Index(text[from:], wording.text)
		if i < 0 {
			return found
		}
		s := span{from + i, from + i + len(wording.text)}
		if m.atBoundaries(text, s.start, s.end) && !cutsLetter(text, s.end) && (!wording.name || m.wholeName(text, s)) {
			found = append(found, s)
		}
		_, n := utf8.DecodeRuneInString(wording.text)
		from += i + n
	}
}
