package localize

import (
	_ "embed"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"
	"unicode"

	"dramaport/internal/lang"
	"dramaport/subtitles"

	"golang.org/x/text/language"
)

// Cost is what a draft is expected to consume.
type Cost struct {
	Requests, InputTokens, OutputTokens int64
	// PrefixTokens are those of the InputTokens that a provider with a prefix
	// cache has cached once the season and market's first request is answered.
	PrefixTokens int64
	// Characters are those that are sent of the texts, as translation services
	// without tokens count them.
	Characters int64
}

// Add is the sum of both.
func (c Cost) Add(d Cost) Cost {
	return Cost{c.Requests + d.Requests, c.InputTokens + d.InputTokens, c.OutputTokens + d.OutputTokens,
		c.PrefixTokens + d.PrefixTokens, c.Characters + d.Characters}
}

// tokensCSV is script,tokens,source: tokens per character.
//
//go:embed data/tokens.csv
var tokensCSV string

type scriptTokens struct {
	table  *unicode.RangeTable
	tokens float64
}

var tokenTable = sync.OnceValue(func() []scriptTokens {
	var ts []scriptTokens
	for _, row := range lang.Table(tokensCSV) {
		n, _ := strconv.ParseFloat(row[1], 64)
		ts = append(ts, scriptTokens{unicode.Scripts[row[0]], n})
	}
	return ts
})

// otherTokens is for scripts that are not in the table and for digits and
// marks: a token each is what a byte-level tokenizer rarely exceeds.
const otherTokens = 1

// EstimateTokens is how many tokens text is likely to be, by a rule of thumb
// per script (data/tokens.csv). It is meant to err on the high side.
func EstimateTokens(text string) int {
	sum := 0.0
	for _, r := range text {
		sum += runeTokens(r)
	}
	return int(math.Ceil(sum))
}

func runeTokens(r rune) float64 {
	if unicode.IsSpace(r) {
		return 0 // belongs to the word that follows
	}
	if r < 0x80 && !unicode.IsLetter(r) {
		return 0.5 // punctuation and digits, often two or three a token
	}
	for _, s := range tokenTable() {
		if unicode.Is(s.table, r) {
			return s.tokens
		}
	}
	return otherTokens
}

// Tokens around a line's text. Source: docs/sources.md C2, o200k_base:
// {"1":"…"} costs 2.4-3 tokens a line, "n|…" 2; speaker and budget added.
const (
	replyOverhead   = 3
	requestOverhead = 20 // roles and framing of a chat message
	// latinGrowth and otherGrowth are how much longer a reply is, in tokens,
	// than EstimateTokens of its source. A Chinese line of 10 characters (8
	// tokens by the table) becomes 28 English or 32 Spanish ones (7-9 tokens),
	// or 30 Thai ones (up to 15 in older tokenizers).
	latinGrowth = 1.1
	otherGrowth = 1.4
)

func growthInto(target language.Tag) float64 {
	if script, _ := target.Script(); script.String() == "Latn" {
		return latinGrowth
	}
	return otherGrowth
}

func requestTokens(r Request) int {
	return requestOverhead + EstimateTokens(r.Prefix) + EstimateTokens(Payload(r))
}

func replyTokens(r Request) int {
	n, growth := 0.0, growthInto(r.Target)
	for _, it := range r.Lines {
		n += growth*float64(EstimateTokens(it.Text)) + replyOverhead
	}
	return int(math.Ceil(n))
}

// Estimate is what drafting b is expected to consume: the lines that memory
// does not answer, all accepted from the first engine at the first asking, and
// the shorter wordings of units ToShorten. Without engines it is zero.
func Estimate(b Batch, engines []Engine) Cost {
	if len(engines) == 0 {
		return Cost{}
	}
	var open []int
	units := expected(b.Units)
	for i, u := range b.Units {
		if !u.Open || subtitles.Blank(u.Source) {
			continue
		}
		if _, ok := b.memoryText(u); !ok {
			units[i].examples = b.examples(u)
			open = append(open, i)
		}
	}
	first := b.fitted(engines[0], units, open)
	var c Cost
	for _, part := range b.chunks(open, first.Lines) {
		r := b.requestFor(first, units, part, earlierFailures(first, units, part))
		c = c.Add(costOf(engines[0], r))
	}
	for _, e := range engines {
		c = c.Add(b.estimateShorter(e, engines))
	}
	return c
}

func costOf(e Engine, r Request) Cost {
	return Cost{calls(e.Translator, r), int64(requestTokens(r)), int64(replyTokens(r)), cacheable(r.Prefix), charged(e.Translator, r)}
}

// estimateShorter is what e's shorter wordings of units ToShorten are expected to
// consume.
func (b Batch) estimateShorter(e Engine, engines []Engine) Cost {
	c := newAttempt(newDrafter(b, nil), e)
	long := c.withTooLong(nil, e, engines)
	for _, i := range long {
		c.drafted[i] = true
	}
	var sum Cost
	for _, part := range b.chunks(long, b.fitted(e, c.units, long).Lines) {
		why := c.tooLong(part)
		if asked := slices.Sorted(maps.Keys(why)); len(asked) > 0 {
			sum = sum.Add(costOf(e, c.requestFor(e, c.units, asked, why)))
		}
	}
	return sum
}

func calls(t Translator, r Request) int64 {
	if d, ok := t.(CallCounter); ok {
		return int64(d.Calls(r))
	}
	return 1
}

// charged is how many characters t is charged for r: what it says, else those
// of the texts.
func charged(t Translator, r Request) int64 {
	if c, ok := t.(CharacterCounter); ok {
		return c.Characters(r)
	}
	return sourceCharacters(r)
}

// expected is units with a likely text where a draft will be, for the context
// of later requests.
func expected(units []Unit) []Unit {
	out := append([]Unit(nil), units...)
	for i, u := range out {
		if u.Open {
			out[i].Accepted = u.Source
		}
	}
	return out
}

func sourceCharacters(r Request) int64 {
	n := 0
	for _, it := range r.Lines {
		n += len([]rune(it.Text))
	}
	return int64(n)
}
