package localizetest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kind is a way to fail.
type Kind string

// The faults. Those of the first group spoil the reply, the others the answer.
const (
	Dropped    Kind = "dropped"     // line Fault.Line is missing
	Extra      Kind = "extra"       // a key that was not asked for
	Merged     Kind = "merged"      // line Line holds two lines, those behind it move up, the last is empty
	Shifted    Kind = "shifted"     // from Line on each line holds its neighbour's text, the last of them twice
	Slipped    Kind = "slipped"     // Line holds two lines, those behind it move up, and a few lines on one is split in two: the rest is right
	Apology    Kind = "apology"     // line Line is an excuse
	OtherWords Kind = "other-words" // in another language of the same script
	Truncated  Kind = "truncated"   // breaks off in line Line, finish_reason length
	Empty      Kind = "empty"       // no content at all
	Fenced     Kind = "fenced"      // in a code fence, with a thinking passage in front
	Chatty     Kind = "chatty"      // prose before and behind the object
	Doubled    Kind = "doubled"     // line Line stands twice, with different texts
	NotText    Kind = "not-text"    // line Line is a number
	WrongShape Kind = "wrong-shape" // an array instead of an object
	WrongText  Kind = "wrong-text"  // the source's words instead of a translation (wrong script)
	LostTags   Kind = "lost-tags"   // placeholders are left out
	LostTerms  Kind = "lost-terms"  // agreed wordings are not used
	Wordy      Kind = "wordy"       // three times the length
	Padded     Kind = "padded"      // right, but with as many words again

	OverCached Kind = "over-cached" // answers well, but says that more was cached than sent
	CutPrompt  Kind = "cut-prompt"  // answers well, but has read a quarter of the prompt, by its own count

	Refused           Kind = "refused"            // the message is a refusal
	Excused           Kind = "excused"            // an excuse in prose instead of the reply
	Filtered          Kind = "filtered"           // finish_reason content_filter
	Status429         Kind = "429"                // with Retry-After
	Status500         Kind = "500"                // with a web page as body
	ErrorIn200        Kind = "error-in-200"       // an error object, status 200
	EmptyChoices      Kind = "empty-choices"      // status 200, choices: []
	BadKey            Kind = "bad-key"            // 401 that repeats the key
	InsufficientQuota Kind = "insufficient-quota" // 429 that no waiting mends
	TooLong           Kind = "too-long"           // 400 context_length_exceeded
	Hang              Kind = "hang"               // no answer until the client goes
	Broken            Kind = "broken"             // the connection breaks within the answer
)

func kinds() []Kind {
	return []Kind{Dropped, Extra, Merged, Shifted, Slipped, Apology, OtherWords, Truncated, Empty, Fenced, Chatty, Doubled, NotText, WrongShape, WrongText,
		LostTags, LostTerms, Wordy, Padded, CutPrompt, OverCached, Refused, Excused, Filtered, Status429, Status500, ErrorIn200, EmptyChoices, BadKey,
		InsufficientQuota, TooLong, Hang, Broken}
}

// Fault is a failure and when it happens.
type Fault struct {
	Kind Kind
	// Line is where a reply is spoiled; 0 is the middle of the request.
	Line int
	// RetryAfter is what Status429 tells, 0 for nothing.
	RetryAfter time.Duration
	// From and To are the numbers, from 1, of the requests that fail so.
	// From 0 is the first; To 0 is From alone, To < 0 is without end.
	From, To int
	// Text limits the fault to requests of which a line contains it.
	Text string
	// Many limits the fault to requests of at least so many lines.
	Many int
	// Only limits the fault to requests that tell why an answer was not good
	// enough ("repair"), or to those that do not ("first").
	Only string
}

// hits reports that the fault happens to request number n.
func (f Fault) hits(n int, p Prompt) bool {
	lines := p.Lines
	from := max(1, f.From)
	to := f.To
	if to == 0 {
		to = from
	}
	if n < from || to > 0 && n > to || len(lines) < f.Many || f.Only != "" && (f.Only == "repair") != strings.Contains("\n"+p.User, "\nREPAIR (") {
		return false
	}
	return f.Text == "" || slices.ContainsFunc(lines, func(l Line) bool { return strings.Contains(l.Text, f.Text) })
}

// line is the number of the line that the fault is about.
func (f Fault) line(lines []Line) int {
	if f.Line > 0 || len(lines) == 0 {
		return f.Line
	}
	return lines[len(lines)/2].N
}

// ParseFault reads a fault as a command line has it: the kind and then, with
// commas, line=3, retry-after=2s, on=2 (or on=2-5, on=2-, on=always), text=…,
// many=5, only=repair. Example: "dropped,line=3,on=always".
func ParseFault(s string) (Fault, error) {
	parts := strings.Split(s, ",")
	f := Fault{Kind: Kind(parts[0])}
	if !slices.Contains(kinds(), f.Kind) {
		return f, fmt.Errorf("fault %q: want one of %v", parts[0], kinds())
	}
	for _, part := range parts[1:] {
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "line":
			f.Line, err = strconv.Atoi(value)
		case "many":
			f.Many, err = strconv.Atoi(value)
		case "retry-after":
			f.RetryAfter, err = time.ParseDuration(value)
		case "only":
			f.Only = value
		case "text":
			f.Text = value
		case "on":
			f.From, f.To, err = requests(value)
		default:
			err = fmt.Errorf("want line, many, only, retry-after, text or on")
		}
		if err != nil {
			return f, fmt.Errorf("fault %q: %q: %w", s, part, err)
		}
	}
	return f, nil
}

// requests reads "2", "2-5", "2-" and "always".
func requests(value string) (from, to int, err error) {
	if value == "always" {
		return 1, -1, nil
	}
	first, last, ranged := strings.Cut(value, "-")
	if from, err = strconv.Atoi(first); err != nil || !ranged {
		return from, from, err
	}
	if last == "" {
		return from, -1, nil
	}
	to, err = strconv.Atoi(last)
	return from, to, err
}
