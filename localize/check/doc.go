// Package check finds what may be wrong with a translation: with one line, with
// the lines of an episode together, with the lines of a reply, and with the
// names of a season.
//
// What is here: Line, Episode and SeasonNames, which return findings; the
// alignment of sources and texts by which a shift is seen (Pair, MovedReply,
// JoinedLines); and the tables of refusals, leaks, strong words and lengths.
//
// Not here: asking for a better text (localize), agreed words themselves
// (glossaries), timed-text rules (subtitles), and deciding.
//
// Promised: functions of their arguments. A rule that guesses says so by its
// severity, which a market may change.
package check
