// Package localize drafts, repairs and checks the text of a season: it asks
// memory first, then a market's translators in order, accepts a reply line by
// line, and checks every text by the rules of findings.
//
// What is here: the Translator that an engine implements, the shape of what is
// asked of it (Prefix, Payload), DraftEpisode, the wrappers that limit and meter a Translator, and the
// estimate of what a draft will consume.
//
// Not here: the checks (localize/check), memory (localize/memory), a vendor's API
// (the folders below), disk, the season's store, and
// deciding. A text leaves this package as a proposal with findings.
//
// Promised: a line is matched by its key, never by its place in a reply. What
// an engine left out, merged, shifted or refused is asked again and then left
// open with the reason; the source's own words and an engine's excuses never
// become a line's text. The texts of a track are data: nothing in them can
// change what is asked, or forge another line.
package localize
