package libretranslate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"golang.org/x/text/language"
)

// piece is a part of a line: words to translate with the white space around
// them, or what is kept as it is.
type piece struct {
	before, words, after string
	kept                 string
}

// cut parts a line at its placeholders. What has no letter and no digit is
// kept.
func cut(text string) []piece {
	text = oneLine(text)
	var all []piece
	add := func(part string) {
		if !strings.ContainsFunc(part, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			all = append(all, piece{kept: part})
			return
		}
		words := strings.TrimSpace(part)
		before, after, _ := strings.Cut(part, words)
		all = append(all, piece{before: before, words: words, after: after})
	}
	from := 0
	for _, at := range placeholder.Spans(text) {
		if at[0] > from {
			add(text[from:at[0]])
		}
		all = append(all, piece{kept: text[at[0]:at[1]]})
		from = at[1]
	}
	if from < len(text) {
		add(text[from:])
	}
	return all
}

// oneLine makes a space of every control character and of what is no UTF-8.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, text)
}

// join puts a line together again; texts are the translations of its pieces
// with words. It is not ok if one is empty or brings placeholders of its own,
// or if the line has come back as it was sent.
func join(pieces []piece, texts []string, target language.Tag) (string, bool) {
	var b strings.Builder
	changed := false
	for _, p := range pieces {
		if p.words == "" {
			b.WriteString(p.kept)
			continue
		}
		text := strings.TrimSpace(texts[0])
		texts = texts[1:]
		if text == "" || placeholder.In(text) {
			return "", false
		}
		changed = changed || text != p.words
		if needsSpace(b.String(), text, target) {
			b.WriteByte(' ')
		}
		b.WriteString(p.before + text + p.after)
	}
	return strings.TrimSpace(b.String()), changed
}

// needsSpace reports two words of different pieces that would grow together:
// the source's script may have no spaces where the target's has.
func needsSpace(before, after string, target language.Tag) bool {
	base, _ := target.Base()
	if strings.Contains(" zh ja th lo km my ", " "+base.String()+" ") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(placeholder.Strip(before))
	first, _ := utf8.DecodeRuneInString(after)
	return inWord(last) && inWord(first)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
