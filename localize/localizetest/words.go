package localizetest

import (
	_ "embed"
	"hash/fnv"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed words.csv
var wordsCSV string

// wordsOf are everyday words of a language, English ones if it is not listed,
// and what stands between them.
func wordsOf(tag language.Tag) (words []string, space string) {
	base, _ := tag.Base()
	space = " "
	for _, row := range strings.Split(strings.TrimSpace(wordsCSV), "\n")[1:] {
		cell := strings.Split(row, ",")
		if cell[0] == base.String() || cell[0] == "en" && words == nil {
			words, space = strings.Fields(cell[1]), " "
			if strings.HasPrefix(cell[2], "joined") {
				space = ""
			}
		}
	}
	return words, space
}

// kept is a piece of a source text, at its beginning, that a translation keeps.
var kept = regexp.MustCompile(`^(?:⟦[0-9]+⟧|[0-9０-９]+(?:[.,:%][0-9]+)*%?)`)

// words is the server's own translation of a line: as many words as the source
// is likely to need and the budget allows, chosen by the text itself, and in
// the order of the source its terms, numbers and placeholders.
func words(p Prompt, l Line, dropTerms bool) string {
	var keep, sources []string
	if !dropTerms {
		sources = p.sources()
	}
	for rest := l.Text; rest != ""; {
		length, piece := p.pieceAt(rest, sources)
		if piece != "" {
			keep = append(keep, piece)
		}
		rest = rest[length:]
	}
	own := ownWords(p.Target, l, keep)
	_, space := wordsOf(p.Target)
	text := join(append(own, keep...), space)
	return capital(text) + stop(l.Text, p.Target)
}

// pieceAt is what of the beginning of rest is kept, and how long it is there.
func (p Prompt) pieceAt(rest string, sources []string) (length int, piece string) {
	if piece = kept.FindString(rest); piece != "" {
		return len(piece), piece
	}
	for _, s := range sources {
		if strings.HasPrefix(rest, s) {
			return len(s), p.Terms[s]
		}
	}
	_, size := utf8.DecodeRuneInString(rest)
	return size, ""
}

// ownWords chooses words by the text's hash.
func ownWords(target language.Tag, l Line, keep []string) []string {
	words, _ := wordsOf(target)
	h := fnv.New64a()
	_, _ = h.Write([]byte(l.Text))
	seed := h.Sum64()
	count := max(2, weight(l.Text)/5)
	room := l.Budget - utf8.RuneCountInString(strings.Join(keep, " ")) - 2
	var own []string
	for i := range count {
		word := words[(seed>>(uint(i)*5%59))%uint64(len(words))]
		room -= utf8.RuneCountInString(word) + 1
		if l.Budget > 0 && room < 0 && (i > 0 || len(keep) > 0) {
			break
		}
		own = append(own, word)
	}
	return own
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

// join sets space between pieces; where the script has none, only between two
// that end and begin in Latin script or a number.
func join(pieces []string, space string) string {
	var b strings.Builder
	for i, piece := range pieces {
		if i > 0 && (space != "" || latinEdge(pieces[i-1]) && latinEdge(piece)) {
			b.WriteByte(' ')
		}
		b.WriteString(piece)
	}
	return b.String()
}

func latinEdge(s string) bool { return s != "" && s[len(s)-1] < utf8.RuneSelf }

func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToTitle(r)) + text[size:]
}

// stop ends the text as the source ends, in the target's own mark.
func stop(source string, target language.Tag) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(placeholder.ReplaceAllString(source, ""), " ”\"»」"))
	base, _ := target.Base()
	han := base.String() == "zh" || base.String() == "ja"
	switch last {
	case '?', '？':
		if han {
			return "？"
		}
		return "?"
	case '!', '！':
		if han {
			return "！"
		}
		return "!"
	}
	switch {
	case han:
		return "。"
	case base.String() == "th":
		return ""
	}
	return "."
}
