package subtitles

import (
	"regexp"
	"strings"

	"dramaport/internal/placeholder"
)

// wordJoiner breaks what would be read as markup or times and is not meant so;
// it has no width and nothing breaks a line at it.
const wordJoiner = "\u2060"

// anyFormat reads what is markup in any of the formats. It is used on text that
// is known to be markup.
const anyFormat Format = ""

// srtTags are the tags that are markup in SubRip; other <words> are text there.
// WebVTT's are among them, because converters leave them behind.
const srtTags = " i b u s em strong strike font span c v lang ruby rt br "

// cueTime is a WebVTT timestamp inside a text.
var cueTime = regexp.MustCompile(`^<(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}>`)

// piece is a stretch of a payload: text, or one piece of markup.
type piece struct {
	raw    string
	markup bool
	// name is the tag's name in lower case; "" for times and overrides.
	name string
	// closes says that it is an end tag.
	closes bool
}

// splitMarkup splits a payload into text and markup.
func splitMarkup(payload string, f Format) []piece {
	var pieces []piece
	text := 0
	for at := 0; at < len(payload); {
		n := 0
		if c := payload[at]; c == '<' || c == '{' || c == placeholderByte {
			n = markupAt(payload[at:], f)
		}
		if n == 0 {
			at++
			continue
		}
		if text < at {
			pieces = append(pieces, piece{raw: payload[text:at]})
		}
		pieces = append(pieces, markupPiece(payload[at:at+n]))
		at += n
		text = at
	}
	if text < len(payload) {
		pieces = append(pieces, piece{raw: payload[text:]})
	}
	return pieces
}

// placeholderByte is the first byte of a placeholder: that of "⟦" in UTF-8.
const placeholderByte = 0xE2

// markupAt is how many bytes of markup of a format s begins with.
func markupAt(s string, f Format) int {
	switch s[0] {
	case '{':
		end := strings.IndexByte(s, '}')
		if end > 0 && (f == SSA || f == anyFormat || strings.HasPrefix(s, `{\`)) && !strings.Contains(s[:end], "\n") {
			return end + 1
		}
	case '<':
		if f != SSA {
			return tagAt(s, f)
		}
	case placeholderByte:
		_, n := placeholder.At(s)
		return n
	}
	return 0
}

// tagAt is how many bytes the tag has that s begins with. A "<" that begins no
// tag, as in "a < b" and "<3", is text.
func tagAt(s string, f Format) int {
	if at := cueTime.FindStringIndex(s); at != nil {
		return at[1]
	}
	end := strings.IndexByte(s, '>')
	if end < 0 || strings.ContainsAny(s[1:end], "<\n") {
		return 0
	}
	name := tagName(s[1:end])
	if name == "" || f == SRT && !strings.Contains(srtTags, " "+name+" ") {
		return 0
	}
	return end + 1
}

// tagName is the name of the tag whose inside is given, in lower case.
func tagName(inside string) string {
	inside = strings.TrimPrefix(inside, "/")
	end := 0
	for end < len(inside) && (inside[end]|0x20 >= 'a' && inside[end]|0x20 <= 'z' || end > 0 && inside[end] >= '0' && inside[end] <= '9') {
		end++
	}
	if end < len(inside) && !strings.ContainsRune(" \t./", rune(inside[end])) {
		return ""
	}
	return strings.ToLower(inside[:end])
}

// markupPiece is a piece of markup with what is to be known of it.
func markupPiece(raw string) piece {
	p := piece{raw: raw, markup: true}
	if raw[0] == '<' {
		p.name = tagName(strings.TrimSuffix(raw[1:], ">"))
		p.closes = strings.HasPrefix(raw, "</")
	}
	return p
}

// literal reports whether a piece is a placeholder that stands in the source
// text itself: text, hidden only so that it is not taken for one of ours.
func (p piece) literal() bool { return p.raw[0] == placeholderByte }

// partners says for every piece which other one is its start or end tag, -1 if
// none is.
func partners(pieces []piece) []int {
	with := make([]int, len(pieces))
	var open []int
	for i, p := range pieces {
		with[i] = -1
		if !p.markup || p.name == "" || p.name == "br" {
			continue
		}
		if !p.closes {
			open = append(open, i)
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if pieces[open[n]].name == p.name {
				with[i], with[open[n]] = open[n], i
				open = append(open[:n], open[n+1:]...)
				break
			}
		}
	}
	return with
}
