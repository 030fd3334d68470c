package subtitles

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// timing is what a timing line says. Offsets are bytes within the line.
type timing struct {
	start, end      time.Duration
	startAt, startN int
	endAt, endN     int // equal if the end is missing
	settings        string
	exact           bool // the arrow is "-->"
	flaws           []flaw
}

// flaw is something a reader had to forgive, or could not.
type flaw struct {
	at      int
	message string
	fault   string // see Diagnostic.Fault
}

// timingState says whether a line is a timing line.
type timingState int

const (
	notTiming timingState = iota // text
	badTiming                    // meant as times, but unreadable; flaws[0] says why
	isTiming
)

// readTiming reads a line as "start --> end settings", as leniently as the
// meaning stays certain.
func readTiming(line string, f Format) (timing, timingState) {
	arrow, arrowEnd := findArrow(line)
	if arrow < 0 {
		return timing{}, notTiming
	}
	start, err := readStamp(line[:arrow], 0, f)
	if err == "" && skipFiller(line, start.next) < arrow {
		err = notATime(line[start.at:arrow], f)
	}
	end, endErr := readStamp(line, arrowEnd, f)
	missing := strings.TrimSpace(line[arrowEnd:]) == ""
	if err != "" || (endErr != "" && !missing) {
		if !meansTimes(line, arrow, endErr == "") {
			return timing{}, notTiming
		}
		at := start.at
		if err == "" {
			at, err = end.at, endErr
		}
		return timing{flaws: []flaw{{at, err, "times-unreadable"}}}, badTiming
	}
	t := timing{start: start.value, startAt: start.at, startN: start.next, flaws: start.flaws}
	if t.exact = line[arrow:arrowEnd] == "-->"; !t.exact {
		t.flaws = append(t.flaws, flaw{arrow, fmt.Sprintf("the arrow %q should be \"-->\"; it was read so", line[arrow:arrowEnd]), "arrow"})
	}
	if missing {
		return withoutEnd(t, len(line)), isTiming
	}
	t.end, t.endAt, t.endN, t.flaws = end.value, end.at, end.next, append(t.flaws, end.flaws...)
	return withSettings(t, line, f), isTiming
}

// withoutEnd is a timing that lacks its end: it ends when it starts.
func withoutEnd(t timing, length int) timing {
	t.end, t.endAt, t.endN = t.start, length, length
	t.flaws = append(t.flaws, flaw{length, "the end time is missing; the cue was read as ending when it starts: write the end behind the arrow", ""})
	return t
}

// noDuration is what is said of a cue that ends when it starts.
const noDuration = "the cue ends when it starts; it is written as ending when the next one begins, a second later at most: correct its times"

// withSettings reads what follows the end time, and compares the times.
func withSettings(t timing, line string, f Format) timing {
	t.settings = strings.TrimFunc(line[t.endN:], isFiller)
	switch {
	case t.end < t.start:
		t.flaws = append(t.flaws, flaw{t.endAt, "the cue ends before it starts; correct its times", ""})
	case t.end == t.start:
		t.flaws = append(t.flaws, flaw{t.endAt, noDuration, ""})
	}
	for _, field := range strings.Fields(t.settings) {
		if !strings.Contains(field, ":") {
			at := t.endN + strings.Index(line[t.endN:], field)
			t.flaws = append(t.flaws, flaw{at, fmt.Sprintf("%q stands on the line of the times and is not shown; if it is text, put it on the next line", field), "text-beside-times"})
			break
		}
	}
	return t
}

// findArrow is the place of the arrow between two times: "-->", or what people
// write for it. It is -1, -1 if there is none.
func findArrow(line string) (from, to int) {
	if at := strings.Index(line, "-->"); at >= 0 && (at == 0 || line[at-1] != '-') {
		return at, at + len("-->")
	}
	if strings.IndexByte(line, '>') < 0 && !strings.Contains(line, "→") && !strings.Contains(line, "＞") {
		return -1, -1
	}
	for at, r := range line {
		if r != '>' && r != '→' && r != '＞' {
			continue
		}
		from := len(strings.TrimRightFunc(line[:at], func(r rune) bool { return strings.ContainsRune("-–—−=", r) || r == ' ' }))
		from += len(line[from:at]) - len(strings.TrimLeft(line[from:at], " "))
		if from < at || r == '→' {
			return from, at + utf8.RuneLen(r)
		}
	}
	return -1, -1
}

// meansTimes reports whether a line with an arrow was meant as times although
// they cannot both be read: the end can, or the line begins like a time.
func meansTimes(line string, arrow int, endReadable bool) bool {
	if endReadable {
		return true
	}
	left := strings.TrimFunc(line[:arrow], isFiller)
	return left != "" && strings.Contains(left, ":") && strings.ContainsRune("0123456789-:", rune(left[0])) && len(left) < 40
}

// isFiller reports whether r may stand around a time without meaning anything:
// white space, a byte order mark, direction marks.
func isFiller(r rune) bool {
	return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || isBidiMark(r)
}

// skipFiller is the first offset from at on that is no filler.
func skipFiller(s string, at int) int {
	return len(s) - len(strings.TrimLeftFunc(s[at:], isFiller))
}
