package check

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// refusalsCSV is language,kind,words,source, in lower case with straight quotes.
// Kind "phrase" is what engines write instead of a translation, in any language;
// "topic" is a word of a source in that language whose translation may hold such
// a phrase.
//
//go:embed data/refusals.csv
var refusalsCSV string

// leaksCSV is trace,kind,source: what is left in a text of the prompt, the reply
// or the engine's talk. Kind "text" is a trace anywhere, "head" at the beginning,
// "whole" is all there is but brackets and marks, "left" what must not be left when the placeholders are taken out.
//
//go:embed data/leaks.csv
var leaksCSV string

// trace is a wording with what it shows.
type trace struct{ text, kind, language string }

var refusals = sync.OnceValue(func() []trace {
	var ts []trace
	for _, row := range lang.Table(refusalsCSV) {
		ts = append(ts, trace{row[2], row[1], row[0]})
	}
	return ts
})

var leaks = sync.OnceValue(func() []trace {
	var ts []trace
	for _, row := range lang.Table(leaksCSV) {
		ts = append(ts, trace{text: row[0], kind: row[1]})
	}
	return ts
})

// wrappers stand around a word that is no translation: "[untranslated]".
const wrappers = "[](){}<>*_.…!- "

// refusal finds an engine's excuse. A source that speaks of such things itself
// is translated with them.
func refusal(s Subject) []season.Finding {
	text := lang.StraightQuotes(lang.Lower(subtitles.Plain(s.Text)))
	for _, p := range refusals() {
		if p.kind != "phrase" || !phraseIn(text, p.text) {
			continue
		}
		if speaksOfMachines(lang.StraightQuotes(lang.Lower(s.Source)), s.SourceTag) {
			return nil
		}
		return []season.Finding{s.finding(season.RuleRefusal, fmt.Sprintf("“%s”: the engine speaks of itself instead of translating", p.text)).In(p.text)}
	}
	return nil
}

// phraseIn reports p in text, not as the head of a longer word: "as an aide".
func phraseIn(text, p string) bool {
	at := strings.Index(text, p)
	if at < 0 {
		return false
	}
	for _, r := range text[at+len(p):] {
		return r > unicode.MaxLatin1 || !unicode.IsLetter(r)
	}
	return true
}

// speaksOfMachines reports a source in which a topic word occurs: at the head of
// a word in scripts that part words, anywhere in others.
func speaksOfMachines(source string, tag language.Tag) bool {
	base, _ := tag.Base()
	for _, p := range refusals() {
		at := strings.Index(source, p.text)
		if p.kind != "topic" || p.language != base.String() || at < 0 {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(source[:at])
		first, _ := utf8.DecodeRuneInString(p.text)
		if unicode.Is(unicode.Han, first) || !unicode.IsLetter(before) || unicode.Is(unicode.Han, before) {
			return true
		}
	}
	return false
}

// leak finds traces of the request or the reply. What the source has itself is
// no trace.
func leak(s Subject) []season.Finding {
	text := lang.Lower(strings.TrimSpace(subtitles.Plain(s.Text)))
	straightened := lang.StraightQuotes(text)
	source := lang.Lower(s.Source)
	for _, t := range leaks() {
		found := strings.Contains(straightened, t.text)
		switch t.kind {
		case "head":
			found = strings.HasPrefix(straightened, t.text)
		case "whole":
			found = strings.Trim(straightened, wrappers) == t.text
		}
		if strings.Contains(t.text, ":") && labelled(source) {
			continue
		}
		if found && !strings.Contains(source, t.text) {
			return []season.Finding{s.finding(season.RuleLeak, fmt.Sprintf("“%s” is not part of a translation", t.text)).In(t.text)}
		}
	}
	if numbered(text, source) {
		return []season.Finding{s.finding(season.RuleLeak, "the text begins with the number of its line")}
	}
	if label := speakerLabel(s, text, source); label != "" {
		return []season.Finding{s.finding(season.RuleLeak, fmt.Sprintf("the text begins with the speaker's name “%s”", label)).In(label)}
	}
	return nil
}

// labelled reports a source that itself begins with a word and a colon: 备注：.
func labelled(source string) bool {
	at := strings.IndexAny(source, ":：")
	return at > 0 && utf8.RuneCountInString(source[:at]) <= 12
}

// numbered reports a text that begins like a line of the payload, "12|", or with
// a number in brackets, "[12]".
func numbered(text, source string) bool {
	if n := strings.Index(text, "]"); n > 1 && text[0] == '[' && strings.Trim(text[1:n], "0123456789") == "" {
		return !strings.ContainsAny(source, "[［【")
	}
	rest := strings.TrimLeft(text, "0123456789")
	return rest != text && strings.HasPrefix(rest, "|") && !strings.Contains(source, "|")
}

// speakerLabel is the name that the text begins with like a script, "Lin Wan:",
// where the source has no such label.
func speakerLabel(s Subject, text, source string) string {
	at := strings.IndexAny(text, ":：")
	if at <= 0 || strings.ContainsAny(source, ":：") || s.Line.Speaker == "" {
		return ""
	}
	label := strings.TrimSpace(text[:at])
	for _, name := range s.Names {
		if label == lang.Lower(name) {
			return name
		}
	}
	if label == lang.Lower(s.Line.Speaker) {
		return s.Line.Speaker
	}
	for _, t := range s.Glossary.Terms() {
		if t.Source == s.Line.Speaker && label == lang.Lower(t.Translation()) {
			return t.Translation()
		}
	}
	return ""
}

// A phrase that follows upon itself this often is an engine that has lost its
// way, unless the source repeats too. Source: docs/sources.md C6 has ten
// for a whole reply; a line is shorter.
const loopTimes = 6

// loop finds a phrase of up to eight words, or characters, that repeats.
func loop(s Subject) []season.Finding {
	text := subtitles.Plain(s.Text)
	units := lang.Words(lang.Lower(text))
	if !lang.SpacedWriting(s.Target) {
		units = strings.Split(lang.Letters(subtitles.Plain(text)), "")
	}
	phrase := repeats(units, loopTimes)
	if phrase == "" {
		phrase = wholly(units)
	}
	if phrase != "" && !saysTwice(s.Source) {
		return []season.Finding{s.finding(season.RuleRepeated, fmt.Sprintf("“%s” is repeated over and over", lang.Clip(phrase, 30))).In(phrase)}
	}
	return nil
}

// saysTwice reports a source that repeats itself: two characters or more at
// once, or one character three times. One character twice is a word, as 整整, or
// a number.
func saysTwice(source string) bool {
	units := strings.Split(lang.Letters(subtitles.Plain(source)), "")
	if repeats(units, loopTimes/2) != "" {
		return true
	}
	for size := 2; size <= 8; size++ {
		for i := 0; i+2*size <= len(units); i++ {
			if slices.Equal(units[i:i+size], units[i+size:i+2*size]) {
				return true
			}
		}
	}
	return false
}

// wholeTimes is how often a text may be nothing but one phrase of several
// words: "I know, I know" is spoken, three times is an engine's slip.
const wholeTimes = 3

// wholly is the phrase of at least two units that units are made of, three
// times or more; "" if there is none.
func wholly(units []string) string {
	for size := 2; size*wholeTimes <= len(units); size++ {
		if len(units)%size != 0 {
			continue
		}
		same := true
		for i := size; same && i < len(units); i++ {
			same = units[i] == units[i-size]
		}
		if same {
			return strings.Join(units[:size], " ")
		}
	}
	return ""
}

// repeats is the shortest phrase that stands times in a row, "" if none.
func repeats(units []string, times int) string {
	for size := 1; size <= 8 && size*times <= len(units); size++ {
		run := 0
		for i := size; i < len(units); i++ {
			if units[i] != units[i-size] {
				run = 0
				continue
			}
			if run++; run >= size*(times-1) {
				return strings.Join(units[i-size+1:i+1], " ")
			}
		}
	}
	return ""
}

// mask is a word of which letters are starred out: "f**k", "sh*t", "***".
var mask = regexp.MustCompile(`\p{L}\*(?:\*|\p{L})|\*{3}`)

// starred finds a word that the engine has masked where the source says it. It
// is the one sign of softening that a text shows by itself.
func starred(s Subject) []season.Finding {
	text := subtitles.Plain(s.Text)
	if !strings.Contains(text, "*") {
		return nil
	}
	for _, w := range s.wordings() {
		text = strings.ReplaceAll(text, w, " ")
	}
	if found := mask.FindString(text); found != "" && !strings.ContainsAny(s.Source, "*＊×○") {
		return []season.Finding{s.finding(season.RuleRefusal, fmt.Sprintf("“%s” masks a word that the source says", found)).In(found)}
	}
	return nil
}
