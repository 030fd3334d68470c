package subtitles

import (
	"html"
	"strings"
)

// escapeText is a text as WebVTT cue text.
func escapeText(s string) string {
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unescapeText is WebVTT cue text without markup as plain text. WebVTT knows
// the character references of HTML; here they need their semicolon.
func unescapeText(s string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			return b.String() + s
		}
		end := strings.IndexByte(s[at:], ';')
		if end < 0 {
			return b.String() + s
		}
		reference := s[at : at+end+1]
		if again := strings.LastIndexByte(reference, '&'); again > 0 {
			b.WriteString(s[:at+again])
			s = s[at+again:]
			continue
		}
		b.WriteString(s[:at] + html.UnescapeString(reference))
		s = s[at+end+1:]
	}
}
