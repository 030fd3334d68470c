package player

import (
	"errors"
	"strings"
	"time"
)

var errUnclosed = errors.New("a quotation mark is not closed, or a \\ stands last")

// splitWords splits a command as a POSIX shell does at blanks, quotation marks
// and backslashes; nothing else means anything.
func splitWords(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	inWord, escaped := false, false
	for _, r := range command {
		switch {
		case escaped:
			if quote == '"' && !strings.ContainsRune(`"\$`+"`", r) {
				word.WriteRune('\\')
			}
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, inWord = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, inWord = r, true
		case quote == 0 && strings.ContainsRune(" \t\r\n", r):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 || escaped {
		return nil, errUnclosed
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// aDay stands for the end of a file, which no player reaches.
const aDay = 24 * time.Hour

// filled are the words of a command with a clip filled in: within a word,
// whatever the clip's name holds.
func filled(words []string, c Clip) []string {
	end := c.End
	if end == 0 {
		end = aDay
	}
	fill := strings.NewReplacer("{file}", c.File, "{start}", seconds(c.Start), "{end}", seconds(end), "{duration}", seconds(end-c.Start))
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fill.Replace(w)
	}
	return out
}

// quoted is a word as a POSIX shell takes it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+,=:@%", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
