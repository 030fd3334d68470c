package localize

import (
	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/internal/provider"
	"dramaport/localize/check"
	"dramaport/localize/memory"
	"dramaport/season"
)

// ErrStopped is returned by DraftEpisode when Batch.Stop was closed before all
// was asked. A Translator's wrapper may return an error that wraps it, in order
// to end the draft at once: DraftEpisode hands that error to its caller.
var ErrStopped = provider.ErrStopped

// Unit is one line of a batch as the draft sees it.
type Unit struct {
	Line season.Line
	// Source is the text to translate from: the line's own text, or another
	// market's approved text where the market drafts from one.
	Source string
	// Accepted is the translation that stands, "" if there is none. It is
	// context for the lines around it.
	Accepted string
	// Open says that a draft is wanted. A line without any text is never
	// asked for.
	Open bool
	// ToShorten says that Accepted is a draft of the engine DraftedBy that was kept as too
	// long before a shorter wording was asked for: only that is still wanted.
	ToShorten bool
	DraftedBy string
	// Budget is how many characters fit the line's slot, 0 if unknown.
	Budget int
	// Paced says that Budget is what the cast voice has time for, which is
	// less than what can be read.
	Paced bool
	// Terms are the agreed wordings found in Source.
	Terms []glossaries.Match
	// Prev and Next are the source texts of the neighbouring lines, for the
	// memory's context; "" at the ends of the episode.
	Prev, Next string
	// Subject is what a proposed text is checked by (see check.Line), all but
	// the text; nil accepts what is whole.
	Subject *check.Subject
	// Findings are why earlier answers for the line were not accepted, as a Draft
	// of it that was left open has them.
	Findings []season.Finding
	// examples are what the memory has for a line that it cannot answer.
	examples []Example
	// wish is what a person wants of another text; nil for a first draft.
	wish *Wish
}

// Engine is a translator by its name in season.yaml.
type Engine struct {
	Name       string
	Translator Translator
	// Lines is the most lines of one request, 0 for the whole episode.
	Lines int
	// Shortens says that the engine reads budgets and reasons, so that a text
	// that is too long is worth one more request.
	Shortens bool
	// Uncached says that the provider reads the head of the prompt anew with
	// every request: only the terms that occur in it are sent.
	Uncached bool
	// Context is the most tokens of a request and its reply together, 0 if
	// it is not known. Requests are made smaller so that they fit.
	Context int
	// Plain says that the engine translates one text a request and reads no
	// Prefix: its Context is the lines before, as they are.
	Plain bool
	// Batch says that the Translator is a Batcher whose tier may be used.
	Batch bool
	// Pair names the languages that the Translator is for, "" if it takes any.
	Pair string
}

// Batch is one episode for one market, all its lines in order: open ones to
// draft, the others as context.
type Batch struct {
	Market  season.Market
	Episode season.EpisodeName
	// Source is the language of the units' Source.
	Source language.Tag
	// Prefix is the stable head of every request (see Prefix).
	Prefix string
	// PrefixWithoutTerms is Prefix without terms, for engines that are Uncached; "" if there
	// is none. UnstatedTerms are the Sources of terms that Prefix has no room for.
	PrefixWithoutTerms string
	UnstatedTerms      map[string]bool
	// CacheKey is Request.CacheKey.
	CacheKey string
	Units    []Unit
	// Memory is asked before any engine; nil for none.
	Memory *memory.Memory
	// Stop, when closed, starts no new request: what is in flight is
	// finished and kept, and DraftEpisode returns ErrStopped. May be nil.
	Stop <-chan struct{}
}

// Draft is what came of an open line.
type Draft struct {
	Key season.LineKey
	// Text is the proposal in NFC, "" if the line is left open.
	Text   string
	Origin season.Origin
	// Engine is the engine's name, "" for a text from memory, or for a line
	// without words that was kept as it is.
	Engine string
	// Revised says that the line was kept before, and that Text is what stands
	// after a shorter wording was asked for: that, or the same text again.
	Revised bool
	// Findings say, for a line left open, what each engine answered and which
	// rule the answer broke; for one with a text, that the voice has no time
	// for it. One of season.RuleUnshortened says that a shorter wording is to
	// be asked for: the line's Unit is ToShorten until it was.
	Findings []season.Finding
}
