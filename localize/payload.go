package localize

import (
	"strconv"
	"strings"

	"dramaport/internal/lang"
)

// Payload is the user's message of a request: the context, the examples of
// similar lines if there are any, a line "LINES:", and one line
// "n|speaker|budget|text" for each item; nothing follows. Budget is empty where
// it is 0.
//
// The texts are data and cannot forge a line or a field: white space that
// breaks lines, and every control character, becomes one space, and "|"
// becomes "｜" (U+FF5C), which DraftEpisode turns back in the reply to a line
// that had a "|". So the last line that reads "LINES:" is the true one.
func Payload(r Request) string {
	var b strings.Builder
	if context := r.Context.Render(len(r.Lines)); context != "" {
		b.WriteString(strings.TrimRight(context, "\n"))
		b.WriteString("\n")
	}
	b.WriteString(examplesIn(r.Lines))
	b.WriteString("LINES:\n")
	for i, it := range r.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strconv.Itoa(it.N))
		b.WriteByte('|')
		b.WriteString(harmless(it.Speaker))
		b.WriteByte('|')
		if it.Budget > 0 {
			b.WriteString(strconv.Itoa(it.Budget))
		}
		b.WriteByte('|')
		b.WriteString(harmless(it.Text))
	}
	return b.String()
}

// examplesIn shows the examples of lines, each once with the numbers of the
// lines that it resembles; "" if there are none.
func examplesIn(lines []Item) string {
	var order []Example
	numbers := map[Example]string{}
	for _, it := range lines {
		for _, e := range it.Examples {
			e.Percent = 0 // tells lines apart, not examples
			if numbers[e] == "" {
				order = append(order, e)
			} else {
				numbers[e] += ","
			}
			numbers[e] += strconv.Itoa(it.N)
		}
	}
	if len(order) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("EXAMPLES (approved translations of texts similar to the lines numbered; keep their wording where the line says the same)\n")
	for _, e := range order {
		b.WriteString("- " + numbers[e] + "|" + harmless(e.Source) + " => " + harmless(e.Target) + "\n")
	}
	return b.String()
}

const fieldMark, harmlessMark = "|", "｜"

func harmless(s string) string {
	return strings.ReplaceAll(lang.OneLine(s), fieldMark, harmlessMark)
}
