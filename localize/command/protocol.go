package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dramaport/localize"
)

type header struct {
	FormatVersion int    `json:"format_version"`
	Source        string `json:"source"`
	Target        string `json:"target"`
	Prefix        string `json:"prefix"`
	Context       string `json:"context"`
}

type item struct {
	N       int    `json:"n"`
	Speaker string `json:"speaker"`
	Budget  int    `json:"budget"`
	Text    string `json:"text"`
	Terms   []term `json:"terms"`
}

type term struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// answer is one line of the program's output.
type answer struct {
	N       *int    `json:"n"`
	Text    *string `json:"text"`
	Refused *string `json:"refused"`
	Usage   *usage  `json:"usage"`
}

type usage struct {
	InputTokens  int64 `json:"input_tokens"`
	CachedTokens int64 `json:"cached_tokens"`
	OutputTokens int64 `json:"output_tokens"`
	Characters   int64 `json:"characters"`
}

// question is the program's input for a request.
func question(r localize.Request) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(header{1, r.Source.String(), r.Target.String(), r.Prefix, r.Context.Render(len(r.Lines))})
	for _, l := range r.Lines {
		it := item{N: l.N, Speaker: l.Speaker, Budget: l.Budget, Text: l.Text, Terms: []term{}}
		for _, w := range l.Terms {
			it.Terms = append(it.Terms, term{w.Source, w.Target})
		}
		err = errors.Join(err, enc.Encode(it))
	}
	return b.Bytes(), err
}

// read takes the program's output. cut says that the program was ended early,
// so that a last line without its newline is not its fault.
func read(out []byte, lines []localize.Item, cut bool) (localize.Reply, error) {
	c := collector{
		reply: localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}},
		asked: map[int]bool{}, answered: map[int]bool{},
	}
	for _, l := range lines {
		c.asked[l.N] = true
	}
	for number, line := range bytes.Split(out, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || cut && number == bytes.Count(out, []byte("\n")) {
			continue
		}
		a, err := decode(line)
		if err == nil {
			err = c.take(a)
		}
		if err != nil {
			return localize.Reply{Usage: c.reply.Usage}, fmt.Errorf("output line %d: %w", number+1, err)
		}
	}
	return c.reply, nil
}

// decode reads exactly one object, no unknown keys in it.
func decode(line []byte) (answer, error) {
	var a answer
	if !utf8.Valid(line) {
		return a, errors.New("not UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		return a, errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); err != io.EOF {
		return a, errors.New("more than one object")
	}
	return a, nil
}

// collector gathers answers by their number.
type collector struct {
	reply           localize.Reply
	asked, answered map[int]bool
}

func (c *collector) take(a answer) error {
	switch {
	case a.Usage != nil && a.N == nil && a.Text == nil && a.Refused == nil:
		c.reply.Usage.InputTokens += max(0, a.Usage.InputTokens)
		c.reply.Usage.CachedTokens += max(0, a.Usage.CachedTokens)
		c.reply.Usage.OutputTokens += max(0, a.Usage.OutputTokens)
		c.reply.Usage.Characters += max(0, a.Usage.Characters)
		return nil
	case a.Usage != nil || a.N == nil || (a.Text == nil) == (a.Refused == nil):
		return errors.New(`want {"n":…,"text":…}, {"n":…,"refused":…} or {"usage":{…}}`)
	case !c.asked[*a.N]:
		c.reply.Strange = append(c.reply.Strange, strconv.Itoa(*a.N))
		return nil
	case c.answered[*a.N]:
		delete(c.reply.Texts, *a.N)
		delete(c.reply.Refused, *a.N)
		return nil
	}
	c.answered[*a.N] = true
	if a.Refused != nil {
		c.reply.Refused[*a.N] = *a.Refused
	} else if strings.TrimSpace(*a.Text) != "" {
		c.reply.Texts[*a.N] = *a.Text
	}
	return nil
}
