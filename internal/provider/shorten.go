package provider

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Excerpt is how many runes of a foreign text stand in an error.
const Excerpt = 300

// Shorten makes a foreign text fit to stand in an error: one line, control
// and direction characters written out, at most Excerpt runes.
func Shorten(text string) string {
	words := strings.Fields(strings.ToValidUTF8(text, "?"))
	var b strings.Builder
	n := 0
	for _, r := range strings.Join(words, " ") {
		if n == Excerpt {
			b.WriteString(" …")
			break
		}
		n++
		if r == ' ' || unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
	}
	return b.String()
}

// Tail is the end of a long foreign text, such as a program's error stream,
// made fit to stand in an error like Shorten does.
func Tail(text string) string {
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), " "))
	if len(runes) <= Excerpt {
		return Shorten(string(runes))
	}
	return "… " + Shorten(string(runes[len(runes)-Excerpt:]))
}

// Masked stands where a key stood.
const Masked = "[key]"

// Mask removes a secret from a text. An empty secret removes nothing.
func Mask(text, secret string) string {
	if secret == "" {
		return text
	}
	return strings.ReplaceAll(text, secret, Masked)
}

// keyShape is what keys look like in the bodies services send back: a bearer
// header, and the prefixes sk- (OpenAI and its likes), sk_ (ElevenLabs),
// AIza (Google), xi- and gsk_.
var keyShape = regexp.MustCompile(`(?i)bearer\s+[^\s"',}]+|\b(?:sk[-_]|gsk_|AIza|xi-)[\w*.-]{6,}`)

// HideKeys removes what looks like a key from a text, whose key is not known.
func HideKeys(text string) string { return keyShape.ReplaceAllString(text, Masked) }
