package localizetest

import (
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var placeholder = regexp.MustCompile(`⟦[0-9]+⟧`)

// spoilLines spoils the reply's lines.
func spoilLines(lines []said, p Prompt, f Fault) []said {
	at := slices.IndexFunc(lines, func(s said) bool { return s.key == strconv.Itoa(f.line(p.Lines)) })
	if at < 0 {
		return lines
	}
	switch f.Kind {
	case Dropped:
		lines = slices.Delete(lines, at, at+1)
	case Extra:
		lines = append(lines, said{key: strconv.Itoa(len(p.Lines) + 1000), text: "Nobody asked for this."})
	case Merged:
		if at+1 < len(lines) {
			lines[at].text += " " + lines[at+1].text
			moveUp(lines[at+1:])
			lines[len(lines)-1].text = ""
		}
	case Shifted:
		moveUp(lines[at:])
	case Slipped:
		slip(lines, at, min(at+slipLines, len(lines)-1))
	case Apology:
		lines[at].text = excuse
	case Doubled:
		lines = append(lines, said{key: lines[at].key, text: "A second text."})
	case NotText:
		lines[at].raw = "42"
	}
	return lines
}

const (
	excuse = "I'm sorry, but I can't help with that request."
	// slipLines is how many lines of a slipped reply hold another's text.
	slipLines = 6
)

// slip joins lines from and from+1, moves those up to to up, and parts the last
// of them into two.
func slip(lines []said, from, to int) {
	if to-from < 2 {
		return
	}
	lines[from].text += " " + lines[from+1].text
	for i := from + 1; i < to-1; i++ {
		lines[i].text = lines[i+1].text
	}
	words := strings.Fields(lines[to].text)
	half := (len(words) + 1) / 2
	lines[to-1].text, lines[to].text = strings.Join(words[:half], " "), strings.Join(words[half:], " ")
}

// moveUp gives each line the text of the next; the last keeps its own.
func moveUp(lines []said) {
	for i := range lines[:max(0, len(lines)-1)] {
		lines[i].text = lines[i+1].text
	}
}

// spoilChoice spoils what is around the reply's lines.
func spoilChoice(c *choice, p Prompt, f Fault) {
	content := &c.Message.Content
	switch f.Kind {
	case Truncated:
		key := `"` + strconv.Itoa(f.line(p.Lines)) + `":"`
		if at := strings.Index(*content, key); at >= 0 {
			rest := (*content)[at+len(key):]
			text, _, _ := strings.Cut(rest, `"`)
			*content = (*content)[:at+len(key)] + cut(text)
		}
		c.FinishReason = "length"
	case Empty:
		*content = ""
	case Fenced:
		*content = "<think>The user wants {\"1\": \"…\"}.</think>\n```json\n" + *content + "\n```\n"
	case Chatty:
		*content = "Here is your translation:\n" + *content + "\nLet me know if you need anything else!"
	case WrongShape:
		*content = "[" + strings.Trim(*content, "{}") + "]"
	case Refused:
		*content, c.Message.Refusal = "", "I'm sorry, but I can't help with that."
	case Excused:
		*content = excuse
	case Filtered:
		*content, c.FinishReason = "", "content_filter"
	}
}

// spoilAnswer writes a failure in place of an answer, and reports that it did.
func (h *Handler) spoilAnswer(w http.ResponseWriter, r *http.Request, f Fault, p Prompt) bool {
	switch f.Kind {
	case Status429:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(f.RetryAfter.Seconds()))))
		}
		writeError(w, http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached for requests")
	case Status500:
		http.Error(w, "<html><body><h1>Internal Server Error</h1></body></html>", http.StatusInternalServerError)
	case ErrorIn200:
		writeJSON(w, http.StatusOK, map[string]any{"error": map[string]any{"message": "Provider returned error", "code": 502}})
	case EmptyChoices:
		writeJSON(w, http.StatusOK, map[string]any{"id": "chatcmpl-fake", "choices": []any{}, "usage": usageOf(p, "", false)})
	case BadKey:
		key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		writeError(w, http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided: "+key)
	case InsufficientQuota:
		writeError(w, http.StatusTooManyRequests, "insufficient_quota", "You exceeded your current quota, please check your plan and billing details.")
	case TooLong:
		writeError(w, http.StatusBadRequest, "context_length_exceeded", "This model's maximum context length is 4096 tokens.")
	case Hang:
		<-r.Context().Done()
	case Broken:
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write([]byte(`{"choices":[{"message":{"content":"{\"1\":\"Half`))
		panic(http.ErrAbortHandler)
	default:
		return false
	}
	return true
}
