// Package season holds the words of the trade as types: episodes and lines,
// markets, a line's translation and the findings about it, what people
// change, and the manifest of what was exported; how lines keep their
// identity when a track is delivered again; and the gate that a line passes
// before it leaves.
//
// Not here: season.yaml (season/config), SQL (store), what proposes or checks
// text (localize) or sound (dubbing), and words to the user (cmd/dramaport).
//
// Promise: what decides (Match, Basis, Gaps, the selectors) is a function of
// its arguments. The disk is touched by the manifest alone.
package season
