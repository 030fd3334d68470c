package googletest

import (
	"hash/fnv"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	span   = regexp.MustCompile(`(?s)<span translate="no">.*?</span>`)
	marked = regexp.MustCompile(`⟦([0-9]+)⟧`)
	number = regexp.MustCompile(`^[0-9]+(?:[.,:%][0-9]+)*%?`)
)

// words are everyday words by language; those of en serve any other.
func words() map[string][]string {
	return map[string][]string{
		"en": strings.Fields("you know that we never went home because they still think about her when night comes back again today"),
		"es": strings.Fields("nunca vamos a casa porque ellos piensan siempre en ella cuando llega la noche otra vez hoy conmigo"),
	}
}

// text is the translation of one content.
func (s *Server) text(kind Kind, a asked, content string, terms []term) string {
	if fixed, ok := s.config.Phrasebook[content]; ok {
		return fixed
	}
	if a.mime == "text/plain" {
		out := marked.ReplaceAllString(translated(content, a.target, terms), "⟦ $1 ⟧")
		if kind == HTML {
			out = html.EscapeString(out + " It's")
		}
		return out
	}
	var b strings.Builder
	rest := content
	for rest != "" {
		at := span.FindStringIndex(rest)
		if at == nil {
			at = []int{len(rest), len(rest)}
		}
		if piece := html.UnescapeString(rest[:at[0]]); strings.TrimSpace(piece) != "" {
			b.WriteString(html.EscapeString(translated(piece, a.target, terms)))
		}
		if kind != LostMarks && at[0] < at[1] {
			b.WriteString(" " + rest[at[0]:at[1]] + " ") // as Google sets them
		}
		rest = rest[at[1]:]
	}
	return strings.TrimSpace(b.String())
}

// translated is words chosen by the text itself, with what is kept of it.
func translated(text, target string, terms []term) string {
	var keep []string
	for rest := text; rest != ""; {
		length, piece := pieceAt(rest, terms)
		if piece != "" {
			keep = append(keep, piece)
		}
		rest = rest[length:]
	}
	all := append(chosen(text, target), keep...)
	out := strings.Join(all, " ")
	first, size := utf8.DecodeRuneInString(out)
	return string(unicode.ToTitle(first)) + out[size:] + stop(text)
}

// pieceAt is what of the beginning of rest is kept, and how long it is there.
func pieceAt(rest string, terms []term) (length int, piece string) {
	if piece = number.FindString(rest); piece != "" {
		return len(piece), piece
	}
	if piece = marked.FindString(rest); piece != "" && strings.HasPrefix(rest, piece) {
		return len(piece), piece
	}
	best := term{}
	for _, t := range terms {
		if len(t.source) > len(best.source) && len(rest) >= len(t.source) && strings.EqualFold(rest[:len(t.source)], t.source) {
			best = t
		}
	}
	if best.source != "" {
		return len(best.source), best.target
	}
	_, size := utf8.DecodeRuneInString(rest)
	return size, ""
}

func chosen(text, target string) []string {
	base, _, _ := strings.Cut(target, "-")
	from := words()[base]
	if from == nil {
		from = words()["en"]
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	seed := h.Sum64()
	var all []string
	for i := range max(2, weight(text)/5) {
		all = append(all, from[(seed>>(uint(i)*5%59))%uint64(len(from))])
	}
	return all
}

// weight is a text's length in letters; a Han character says as much as two.
func weight(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			n += 2
		case unicode.IsLetter(r):
			n++
		}
	}
	return n
}

// stop ends a text as its source ends.
func stop(source string) string {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(marked.ReplaceAllString(source, "")))
	switch r {
	case '?', '？':
		return "?"
	case '!', '！':
		return "!"
	}
	return "."
}
