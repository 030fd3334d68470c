package localize

import (
	"context"

	"golang.org/x/text/language"
)

// Translator proposes texts. An implementation holds its vendor's API and
// nothing else: no loop over lines that failed, no retry, no limit, no state.
// It may be called by many goroutines at once.
type Translator interface {
	// Translate answers one request. A line it has no text for is absent
	// from the reply; it never returns a line's source or an error's words
	// as a text. A failure of the whole request is a *provider.Error.
	Translate(ctx context.Context, r Request) (Reply, error)
}

// LineLimited is a Translator whose service takes only so many lines in a request.
type LineLimited interface {
	// MostLines is that number, 0 for any; a request with more fails as
	// provider.TooLong without being sent.
	MostLines() int
}

// Request is one batch of lines of one episode for one market.
type Request struct {
	Source, Target language.Tag
	// Prefix is the part of the prompt that is the same, byte for byte, for
	// every request of a season and market: rules, bible, market, glossary.
	Prefix string
	// Context is what is told about the lines: earlier lines with their
	// accepted translations, a few that follow, and on a repair the reasons.
	Context Context
	// CacheKey is the same for every request of a season and market, for
	// services that keep what such requests have in common by a key.
	CacheKey string
	// Lines are numbered 1… within the request.
	Lines []Item
}

// Item is one line of a request.
type Item struct {
	N       int
	Speaker string
	// Budget is how many characters fit the line's slot.
	Budget int
	// Text has its cue-internal line breaks joined; placeholders ⟦1⟧ must
	// come back unchanged.
	Text string
	// Terms are the agreed wordings of what occurs in Text, for engines
	// that do not read the Prefix.
	Terms []Wording
	// Examples are earlier translations of similar texts, the most similar
	// first.
	Examples []Example
}

// Example is an earlier translation of a text that is similar to a line's:
// Percent is how similar, below 100.
type Example struct {
	Source, Target string
	Percent        int
}

// Wording is a term's wording in the source and in the target.
type Wording struct{ Source, Target string }

// Reply is what an engine said.
type Reply struct {
	// Texts holds the proposed texts by Item.N.
	Texts map[int]string
	// Refused holds, by Item.N, why the engine would not translate a line.
	Refused map[int]string
	// Strange are keys of the reply that were never asked for.
	Strange []string
	// Unread is the beginning of a reply in which no text could be read, for
	// people to see.
	Unread string
	// Unasked says that the service was not asked: nothing in the request was
	// for it to translate.
	Unasked bool
	Usage   Usage
}

// Usage is what a request consumed, as the provider counted it. CachedTokens
// are those of the InputTokens that a prefix cache answered.
type Usage struct {
	// Requests are the calls that it took, where it was more than one.
	Requests                                            int64
	InputTokens, CachedTokens, OutputTokens, Characters int64
	// Estimated says that the provider did not count, or counted what cannot
	// be, and we did.
	Estimated bool
}

// Asked is how many calls a Usage stands for: none if nothing was consumed,
// else at least one.
func (u Usage) Asked() int64 {
	if u == (Usage{}) {
		return 0
	}
	return max(1, u.Requests)
}

// CallCounter is a Translator that may need several calls for one request.
type CallCounter interface {
	// Calls is how many it needs for r.
	Calls(r Request) int
}

// CharacterCounter is a Translator that sends more or fewer characters than the lines'
// texts have: some markup never leaves, some is written out.
type CharacterCounter interface {
	// Characters is how many it sends, and is charged for, for r.
	Characters(r Request) int64
}
