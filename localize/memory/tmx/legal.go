package tmx

import (
	"bufio"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// lostError says that a unit has a character that cannot be in it.
type lostError struct{}

func (lostError) Error() string {
	return "a unit ending here has a control character, or one that was lost in an earlier conversion (U+FFFD): correct or remove the unit; it is skipped"
}

// legal reads a document in which U+FFFD stands for every control character
// that XML 1.0 does not allow, as such or by its number (&#1;), so that only the
// unit that has one is lost.
type legal struct {
	r    *bufio.Reader
	rest []byte // made, not read yet
}

// declared finds the encoding that a document names in its first line.
var declared = regexp.MustCompile(`^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// legalText is a document as legal reads it; one in an encoding of its own as it
// is, because it is decoded later (charset).
func legalText(b *bufio.Reader) io.Reader {
	head, _ := b.Peek(200)
	if m := declared.FindSubmatch(head); m != nil {
		if l := strings.ToLower(string(m[1])); l != "utf-8" && !strings.HasPrefix(l, "utf-16") && l != "ucs-2" {
			return b
		}
	}
	return &legal{r: b}
}

const (
	replacement = "\uFFFD"
	// longestReference is the most bytes of a reference by number: &#x10FFFF;
	longestReference = 12
)

func (l *legal) Read(p []byte) (int, error) {
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	for n < len(p) {
		if n > 0 && l.r.Buffered() == 0 {
			return n, nil
		}
		c, err := l.r.ReadByte()
		if err != nil {
			return n, err
		}
		made := l.made(c)
		m := copy(p[n:], made)
		n, l.rest = n+m, append(l.rest, made[m:]...)
	}
	return n, nil
}

// made is what stands for a byte.
func (l *legal) made(c byte) []byte {
	switch {
	case c < ' ' && c != '\t' && c != '\n' && c != '\r':
		return []byte(replacement)
	case c == '&':
		ahead, _ := l.r.Peek(longestReference)
		if n := illegalReference(string(ahead)); n > 0 {
			_, _ = l.r.Discard(n)
			return []byte(replacement)
		}
	}
	return []byte{c}
}

// illegalReference is the length of a reference, behind its &, to a character
// that XML does not allow; 0 if the text begins with none.
func illegalReference(text string) int {
	end := strings.IndexByte(text, ';')
	digits, ok := strings.CutPrefix(text[:max(end, 0)], "#")
	if !ok {
		return 0
	}
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n >= ' ' && (n < 0xD800 || n > 0xDFFF) && n != 0xFFFE && n != 0xFFFF || n == '\t' || n == '\n' || n == '\r' {
		return 0
	}
	return end + 1
}
