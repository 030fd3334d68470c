package openai

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// thinking is a passage that a reasoning model writes in front of its answer.
// Where it is not closed, all that follows belongs to it.
var thinking = regexp.MustCompile(`(?s)^\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|$)`)

// fence is a code fence around an answer, whose end may be cut off.
var fence = regexp.MustCompile("(?s)^\\s*```[A-Za-z]*[ \t]*\r?\n(.*?)(?:\n```\\s*)?$")

// readContent takes what the model wrote, as far as it can be read. Keys up to
// size may stand in it without text: the schema made the model write them.
func readContent(content string, lines []localize.Item, size int) localize.Reply {
	content = thinking.ReplaceAllString(content, "")
	if m := fence.FindStringSubmatch(content); m != nil {
		content = m[1]
	}
	begin := strings.IndexByte(content, '{')
	if begin < 0 {
		begin = len(content)
	}
	pairs, after := readPairs(content[begin:])
	reply := sortPairs(pairs, lines, size)
	for _, around := range []string{content[:begin], after} {
		if said := provider.Shorten(around); said != "" {
			reply.Strange = append(reply.Strange, said)
		}
	}
	return reply
}

// pair is one "key": value of the reply. text is nil where the value is no
// text, or one that could not be read without loss.
type pair struct {
	key  string
	text *string
}

// readPairs reads one object as far as it is complete, and returns what stands
// behind it; an object that breaks off has nothing behind it.
func readPairs(object string) (pairs []pair, after string) {
	dec := json.NewDecoder(strings.NewReader(object))
	if begin, err := dec.Token(); err != nil || begin != json.Delim('{') {
		return nil, ""
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return pairs, ""
		}
		var raw json.RawMessage
		if dec.Decode(&raw) != nil {
			return pairs, ""
		}
		name, _ := key.(string)
		pairs = append(pairs, pair{name, textOf(raw)})
	}
	if _, err := dec.Token(); err != nil {
		return pairs, ""
	}
	return pairs, object[dec.InputOffset():]
}

// textOf is the text of a JSON value. The decoder puts U+FFFD where a text is
// broken (half a surrogate pair, bytes that are no UTF-8).
func textOf(raw json.RawMessage) *string {
	var text *string
	if json.Unmarshal(raw, &text) != nil || text == nil || strings.ContainsRune(*text, utf8.RuneError) {
		return nil
	}
	return text
}

// sortPairs puts each pair where it belongs: a text of a line, nothing, or
// Strange.
func sortPairs(pairs []pair, lines []localize.Item, size int) localize.Reply {
	reply := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	keys := map[string]int{}
	for _, l := range lines {
		keys[strconv.Itoa(l.N)] = l.N
	}
	seen := map[string]int{}
	for _, p := range pairs {
		seen[p.key]++
	}
	for _, p := range pairs {
		n, asked := keys[p.key]
		switch {
		case asked && seen[p.key] == 1 && p.text != nil && strings.TrimSpace(*p.text) != "":
			reply.Texts[n] = *p.text
		case !asked && !padding(p, size) && !slices.Contains(reply.Strange, provider.Shorten(p.key)):
			reply.Strange = append(reply.Strange, provider.Shorten(p.key))
		}
	}
	return reply
}

// padding reports a pair that only fills up the size class.
func padding(p pair, size int) bool {
	n, err := strconv.Atoi(p.key)
	return err == nil && n >= 1 && n <= size && (p.text == nil || strings.TrimSpace(*p.text) == "")
}
