// Package season holds the words of the trade as types: a season, its
// episodes, lines, markets and cast, a line's translation and the findings
// about it; season.yaml, strictly decoded; how lines keep their identity
// when a track is delivered again; and the gate that a line passes before it
// leaves.
//
// Not here: SQL (store), what proposes or checks text (localize) or sound
// (dubbing), and words to the user (cmd/dramaport).
//
// Promise: what decides (Match, Basis, Gaps, the selectors) is a function of
// its arguments. The disk is touched by Load, ReadEpisodes, Resolve, Survey,
// the trust file and the manifest alone.
package season
