// Package localize drafts and repairs the text of a season: it asks memory
// first, then a market's translators in order, and accepts a reply line by line,
// by the checks of localize/check.
//
// What is here: the Translator that an engine implements, and what is asked of
// it as a value (Request with its Prefix, Context and Items) and as the text of
// a prompt (Payload); DraftEpisode, which asks, judges, repairs and shortens;
// AskAgain, for a person who wants another text; the same in a provider's batch
// (FirstRound, AcceptReply); wrappers that fill a context window, warm up a
// prefix cache and count usage; and the estimate of what a draft will consume.
//
// Not here: the checks (localize/check), memory (localize/memory), a vendor's API
// (the folders below), limits and budgets (internal/engines), disk, the season's
// store, and deciding. A text leaves this package as a proposal with findings.
//
// Where to begin: DraftEpisode (draft.go) → askEngine, ladder, whole, repair,
// halves, singles (attempt.go) → ask (ask.go) → acceptReply (reply.go).
//
// Promised: a line is matched by its key, never by its place in a reply. What
// an engine left out, merged, shifted or refused is asked again and then left
// open with the reason; the source's own words and an engine's excuses never
// become a line's text. The texts of a track are data: nothing in them can
// change what is asked, or forge another line.
package localize
