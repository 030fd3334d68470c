package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"dramaport/glossaries"
	"dramaport/internal/lang"
	"dramaport/internal/placeholder"
	"dramaport/season"
	"dramaport/subtitles"

	"golang.org/x/text/language"
)

// Subject is a text to check, with what it is measured by.
type Subject struct {
	Line season.Line
	// Source is what Text was translated from, in the language SourceTag:
	// the line's text, or another market's.
	Source            string
	SourceTag, Target language.Tag
	Text              string
	Glossary          glossaries.Glossary
	// GlossarySource is the text in which the glossary's terms are looked for.
	GlossarySource string
	Market         season.Market
	// Names are names that may stay as they are in any language, such as
	// those of NamesIn. The speaker's name is always one.
	Names []string

	// Terms are what Glossary.Find finds in GlossarySource; nil means that it
	// was not asked yet.
	Terms []glossaries.Match
}

// WithTerms is s with the terms of its source found once for all checks.
func (s Subject) WithTerms() Subject {
	if s.Terms == nil {
		s.Terms = s.Glossary.Find(s.GlossarySource)
	}
	return s
}

func (s Subject) found() []glossaries.Match { return s.WithTerms().Terms }

// Line checks one text by the rules that need no other line: integrity
// (empty, same-as-source, wrong-script, wrong-language, wrong-length, refusal, softened, leak,
// repeated within the line, number-changed, tag-lost, control-character) and words (term-missing,
// term-forbidden, avoided). A missing term is an error if its rule is must or
// keep, and a warning else; every other severity is season.DefaultSeverity. The
// market's own severities replace both. A line without a source has no findings.
func Line(s Subject) []season.Finding {
	if subtitles.Blank(s.Source) && subtitles.Blank(s.Text) {
		return nil
	}
	if Wordless(s.Source, s.Text) {
		return []season.Finding{s.finding(season.RuleEmpty, "the translation has no words")}
	}
	s = s.WithTerms()
	var ds []season.Finding
	for _, check := range []func(Subject) []season.Finding{
		sameAsSource, wrongScript, wrongLanguage, wrongLength, refusal, starred, softened, leak, loop, changedNumber, tags, controls, terms, avoided,
	} {
		ds = append(ds, check(s)...)
	}
	return ds
}

func (s Subject) finding(r season.Rule, message string) season.Finding {
	return season.Finding{Rule: r, Severity: s.Market.SeverityOr(r, season.DefaultSeverity(r)), Message: message}
}

// Wordless reports a text that is empty, or has marks alone where the source
// has more than an exclamation. A sign such as ♪ says something.
func Wordless(source, text string) bool {
	if subtitles.Blank(text) {
		return true
	}
	says := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.So) }
	if strings.ContainsFunc(subtitles.Plain(text), says) {
		return false
	}
	for _, w := range lang.Words(subtitles.Plain(source)) {
		if !lang.Interjections()[lang.Unlengthened(lang.Lower(w))] {
			return true
		}
	}
	return false
}

// tags compares the placeholders of both texts.
func tags(s Subject) []season.Finding {
	if message := TagsLost(s.Source, s.Text, s.Line.Tags); message != "" {
		return []season.Finding{s.finding(season.RuleTagLost, message)}
	}
	return nil
}

// TagsLost says which placeholder of source text lacks or has too often, or
// which closing tag stands before its opening one; "" if all is well. written
// is what the placeholders ⟦1⟧, ⟦2⟧ … stand for.
func TagsLost(source, text string, written []string) string {
	want, have := subtitles.Placeholders(source), subtitles.Placeholders(text)
	for _, p := range want {
		if count(have, p) < count(want, p) {
			return p + " of the source is not in the translation"
		}
	}
	for _, p := range have {
		if count(have, p) > count(want, p) {
			return p + " is in the translation but not in the source, or too often"
		}
	}
	for i, open := range want {
		for _, closing := range want[i+1:] {
			if encloses(open, closing, written) && slices.Index(have, closing) < slices.Index(have, open) {
				return fmt.Sprintf("%s closes what %s opens, but stands before it", closing, open)
			}
		}
	}
	return ""
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

// encloses reports that closing is the closing tag of the element that open opens.
func encloses(open, closing string, written []string) bool {
	a, b := tagOf(open, written), tagOf(closing, written)
	name, isClosing := strings.CutPrefix(b, "</")
	name = strings.TrimSuffix(name, ">")
	rest, isOpening := strings.CutPrefix(a, "<"+name)
	return isClosing && isOpening && name != "" && (rest == ">" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "."))
}

// tagOf is the markup that a placeholder stands for, "" if unknown.
func tagOf(p string, written []string) string {
	for i, tag := range written {
		if p == placeholder.Of(i+1) {
			return tag
		}
	}
	return ""
}

// controls finds characters that a subtitle cannot hold, and those that a
// reader cannot see and export alone may add. Direction marks are right where
// the source has them or the text runs from right to left.
func controls(s Subject) []season.Finding {
	marked := s.directed()
	for _, r := range s.Text {
		if uncontrolled(r) || marked && isDirection(r) {
			continue
		}
		return []season.Finding{s.finding(season.RuleControlCharacter, fmt.Sprintf("the text has the invisible character %U: delete it", r)).In(string(r))}
	}
	return nil
}

// directed reports a text whose direction marks may stay: isolates and
// embeddings are closed, and the language or the source needs them.
func (s Subject) directed() bool {
	depth := 0
	for _, r := range s.Text {
		switch r {
		case '\u2066', '\u2067', '\u2068', '\u202A', '\u202B':
			depth++
		case '\u2069', '\u202C':
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0 && (lang.RightToLeft(s.Target) || strings.ContainsFunc(s.Source, isDirection))
}

// isDirection reports a mark that says in which direction text runs without
// turning it around: an override can hide what a text says, and is never right.
func isDirection(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) && r != '\u202D' && r != '\u202E'
}

// uncontrolled reports a character that may stand in a text. Zero-width joiners
// are part of the spelling in Persian and the Indic scripts.
func uncontrolled(r rune) bool {
	switch {
	case r == '\n':
		return true
	case unicode.IsControl(r), r == '\uFEFF', r == '\uFFFD', r == '\u2028', r == '\u2029',
		unicode.Is(unicode.Bidi_Control, r), r >= 0xE0000 && r <= 0xE007F:
		return false
	}
	return true
}

// terms checks by the glossary.
func terms(s Subject) []season.Finding {
	var ds []season.Finding
	for _, v := range s.Glossary.CheckFound(s.GlossarySource, s.found(), s.Text) {
		rule, base := season.RuleTermForbidden, season.Error
		if v.Missing {
			rule = season.RuleTermMissing
			if v.Term.Rule != glossaries.Must && v.Term.Rule != glossaries.Keep {
				base = season.Warning
			}
		}
		ds = append(ds, season.Finding{Rule: rule, Severity: s.Market.SeverityOr(rule, base), Message: v.Message, Place: v.Found, SourcePlace: v.Term.Source})
	}
	return ds
}

// avoided finds the wordings that must not appear in the market.
func avoided(s Subject) []season.Finding {
	var ds []season.Finding
	text := subtitles.Plain(s.Text)
	for _, w := range s.Market.Avoid {
		found := glossaries.FindInflected(text, w, s.Target)
		if strings.EqualFold(found, w) {
			found = w
		}
		if found != "" {
			ds = append(ds, s.finding(season.RuleAvoided, fmt.Sprintf("“%s” must not appear in market %s", w, s.Market.Name)).In(found))
		}
	}
	return ds
}
