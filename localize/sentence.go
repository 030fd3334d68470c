package localize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/subtitles"
)

const (
	// mostCues is how many cues one sentence is believed to fill.
	mostCues = 4
	// punctuated is the share of an episode's lines that must end like a
	// sentence, so that a line without an end says that it goes on. Many
	// Chinese and Thai tracks have no punctuation at all.
	punctuated = 0.4
)

// The marks at the end of a line that end a sentence, and those after which it
// goes on.
const (
	finalMarks = ".!?…。！？؟।॥♪♫~～—–-"
	openMarks  = ",，、;；،"
	closing    = "\"'”’」』）)]》〉»› "
)

// sentences reports for each unit whether it goes on with the sentence of the
// unit before it: the same speaker, less than 0.5 s later, and the line before
// does not end a sentence. Source: docs/sources.md C4.
func (b Batch) sentences() []bool {
	runs := make([]bool, len(b.Units))
	marked := b.endsSentences()
	cues := 1
	for i := 1; i < len(b.Units); i++ {
		before, u := b.Units[i-1], b.Units[i]
		pause := u.Line.Start - before.Line.End
		together := u.Line.Speaker == before.Line.Speaker && pause < longPause && pause > -longPause && timed(before) && timed(u)
		if together && cues < mostCues && goesOn(before.Source, u.Source, marked) {
			runs[i] = true
			cues++
			continue
		}
		cues = 1
	}
	return runs
}

func timed(u Unit) bool { return u.Line.End > u.Line.Start }

// endsSentences reports an episode whose lines mostly end like sentences.
func (b Batch) endsSentences() bool {
	ends, lines := 0, 0
	for _, u := range b.Units {
		if mark, ok := lastMark(u.Source); ok {
			lines++
			if strings.ContainsRune(finalMarks, mark) {
				ends++
			}
		}
	}
	return float64(ends) >= punctuated*float64(lines)
}

// goesOn reports that the sentence of a is not over where b begins. marked says
// that a sentence's end can be told by its mark.
func goesOn(a, b string, marked bool) bool {
	mark, ok := lastMark(a)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(subtitles.Plain(b), " \n"))
	switch {
	case !ok || subtitles.Blank(b) || first == '-' || first == '–' || first == '♪':
		return false
	case strings.ContainsRune(openMarks, mark):
		return true
	case strings.ContainsRune(finalMarks, mark) || mark == ':' || mark == '：':
		return false
	}
	return marked && !unicode.IsUpper(first)
}

// lastMark is the last character of text that is no closing quote or bracket.
func lastMark(text string) (rune, bool) {
	trimmed := strings.TrimRight(subtitles.Plain(text), closing+"\n")
	if trimmed == "" {
		return 0, false
	}
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	return r, true
}

// sentenceRanges are the lines of a request that are one sentence together.
func (b Batch) sentenceRanges(part []int) []LineRange {
	runs := b.sentences()
	var ranges []LineRange
	for n := 1; n < len(part); {
		last := n
		for last < len(part) && part[last] == part[last-1]+1 && runs[part[last]] {
			last++
		}
		if last > n {
			ranges = append(ranges, LineRange{n, last})
		}
		n = last + 1
	}
	return ranges
}
