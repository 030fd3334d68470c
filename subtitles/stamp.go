package subtitles

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// longestTime is the last time that is read or written: beyond it a number of
// hours is a typing mistake. It is far below what a time.Duration holds.
const longestTime = 9999 * time.Hour

// stamp is one time of a timing line.
type stamp struct {
	value    time.Duration
	at, next int // bytes within the line
	flaws    []flaw
}

// stampFields are the digits of a time as written.
type stampFields struct {
	negative bool
	groups   []string // what ':' separates
	fraction string
	comma    bool // the fraction's separator is a comma
	odd      bool // not written the usual way
}

// readStamp reads the time that begins at at. If it cannot, the string says
// why and next is where the reading stopped.
func readStamp(line string, at int, f Format) (stamp, string) {
	s := stamp{at: skipFiller(line, at)}
	fields, next := readFields(line, s.at)
	s.next = next
	written := strings.TrimSpace(line[s.at:next])
	switch {
	case strings.TrimSpace(line[s.at:]) == "":
		return s, fmt.Sprintf("a time is missing; write hours:minutes:seconds%smilliseconds", separatorOf(f))
	case len(fields.groups) < 2:
		return s, notATime(line[s.at:], f)
	}
	value, ok := fields.duration()
	if !ok {
		return s, fmt.Sprintf("the time %q is longer than %d hours; correct it", written, longestTime/time.Hour)
	}
	if fields.negative {
		s.flaws = append(s.flaws, flaw{s.at, fmt.Sprintf("the time %q is negative and was read as zero; shift the track", written), "time-negative"})
		return s, ""
	}
	s.value = value
	if fields.odd || !fields.usual(f) {
		s.flaws = append(s.flaws, flaw{s.at, fmt.Sprintf("the time %q was read as %s; write it so", written, formatTime(value, f)), "time-form"})
	}
	return s, ""
}

// notATime says that s is none.
func notATime(s string, f Format) string {
	return fmt.Sprintf("%q is not a time; write hours:minutes:seconds%smilliseconds", shorten(s), separatorOf(f))
}

// readFields splits a time into its numbers, tolerating spaces, full-width
// punctuation, signs and other separators, and says where it ends. The last of
// four numbers is the fraction, and the last of three if a decimal separator
// stands before it.
func readFields(line string, at int) (stampFields, int) {
	var f stampFields
	if r, n := utf8.DecodeRuneInString(line[at:]); r == '-' || r == '−' || r == '–' {
		f.negative, at = true, at+n
	}
	last := byte(0) // the separator before the last number
	for len(f.groups) < 4 {
		digits := at + spaces(line[at:])
		n := digitsIn(line[digits:])
		if n == 0 {
			break
		}
		f.odd = f.odd || digits > at
		f.groups = append(f.groups, line[digits:digits+n])
		at = digits + n
		sep, from, to := separatorAt(line, at)
		if next := to + spaces(line[to:]); sep == 0 || len(f.groups) == 4 || digitsIn(line[next:]) == 0 {
			break
		}
		f.odd = f.odd || from > at || to-from > 1 || sep == ';' || sep != ':' && len(f.groups) == 1
		last, at = sep, to
	}
	return f.withFraction(last), at
}

// withFraction takes the last group for the fraction if it is one; last is the
// separator before it.
func (f stampFields) withFraction(last byte) stampFields {
	n := len(f.groups)
	decimal := last == ',' || last == '.' || last == ';' && n > 0 && len(f.groups[n-1]) == 3
	if n == 4 || n > 1 && decimal {
		f.fraction, f.comma, f.groups = f.groups[n-1], last == ',', f.groups[:n-1]
		f.odd = f.odd || last == ':'
	}
	return f
}

// separatorAt is the separator behind optional spaces as its ASCII form, and
// where it is; 0 if there is none.
func separatorAt(line string, at int) (sep byte, from, to int) {
	from = at + spaces(line[at:])
	r, n := utf8.DecodeRuneInString(line[from:])
	switch r {
	case ':', '：':
		return ':', from, from + n
	case ',', '，':
		return ',', from, from + n
	case '.', '．':
		return '.', from, from + n
	case ';', '；':
		return ';', from, from + n
	}
	return 0, at, at
}

// duration is the time that the fields say, to the millisecond; false if it is
// too long.
func (f stampFields) duration() (time.Duration, bool) {
	var seconds int64
	for _, g := range f.groups {
		g = strings.TrimLeft(g, "0")
		if len(g) > 8 {
			return 0, false
		}
		seconds = seconds*60 + number(g)
	}
	if seconds > int64(longestTime/time.Second) {
		return 0, false
	}
	fraction := time.Duration(number((f.fraction + "000000000")[:9]))
	return time.Duration(seconds)*time.Second + fraction.Round(time.Millisecond), true
}

// usual reports whether the time is written as the format writes it. SubRip is
// in the wild written with a dot, without hours and without milliseconds, and
// all of that is certain; WebVTT players skip what the standard does not say.
func (f stampFields) usual(format Format) bool {
	for i, g := range f.groups {
		if i > 0 && (number(strings.TrimLeft(g, "0")) > 59 || len(g) > 2) {
			return false
		}
	}
	if len(f.groups) == 2 && number(f.groups[0]) > 59 {
		return false
	}
	if format != WebVTT {
		return len(f.fraction) == 3 || f.fraction == ""
	}
	for _, g := range f.groups {
		if len(g) < 2 {
			return false
		}
	}
	return len(f.fraction) == 3 && !f.comma
}

// number is the value of at most nine decimal digits.
func number(digits string) int64 {
	var n int64
	for i := 0; i < len(digits); i++ {
		n = n*10 + int64(digits[i]-'0')
	}
	return n
}

// digitsIn counts the ASCII digits that s begins with.
func digitsIn(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// spaces counts the blanks that s begins with.
func spaces(s string) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n
}

// shorten is s trimmed and cut to what fits into a message.
func shorten(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return string(r)
}

// separatorOf is what stands before the milliseconds in a format.
func separatorOf(f Format) string {
	if f == WebVTT {
		return "."
	}
	return ","
}

// writable is d as a track can say it: not negative, in whole milliseconds.
func writable(d time.Duration) time.Duration {
	return min(max(d, 0), longestTime).Round(time.Millisecond)
}

// formatTime is "00:00:01,500" for SubRip and "00:00:01.500" for WebVTT.
func formatTime(d time.Duration, f Format) string {
	ms := writable(d).Milliseconds()
	b := make([]byte, 0, len("00:00:00,000"))
	b = append(padded(b, ms/3600000, 2), ':')
	b = append(padded(b, ms/60000%60, 2), ':')
	b = append(padded(b, ms/1000%60, 2), separatorOf(f)...)
	return string(padded(b, ms%1000, 3))
}

// padded appends n to b, with zeros before it up to so many digits.
func padded(b []byte, n int64, digits int) []byte {
	least := int64(1)
	for range digits - 1 {
		least *= 10
	}
	for ; n < least && least > 1; least /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, n, 10)
}

// timeLike is d in the style of the time that it replaces: without hours if
// that had none and none are needed, with the same separator.
func timeLike(old string, d time.Duration, f Format) string {
	text := formatTime(d, f)
	fields, _ := readFields(old, 0)
	if fields.fraction != "" && f == SRT && !fields.comma && !fields.odd {
		text = strings.Replace(text, ",", ".", 1)
	}
	if len(fields.groups) == 2 && d < time.Hour {
		text = strings.TrimPrefix(text, "00:")
	}
	return text
}
