package check

import (
	"dramaport/internal/lang"
	"dramaport/subtitles"
)

const (
	// shortReply is up to how many lines the alignment is too weak to trust a
	// reply that ends like a shifted one (TestShiftRatesVaried).
	shortReply = 12
	// draftGain is what a draft asks of a shift instead of leastGain: it pays
	// for a false alarm with a request, check with a person's time.
	draftGain = 4.0
	// signGain is what a reply that ends like a shifted one, or that follows
	// one, needs instead of leastGain.
	signGain = 2.0
	// shortRun is leastRun in a short reply.
	shortRun = 2
)

// MovedReply reports a reply whose texts have moved to neighbouring lines.
// wary says that the engine has moved texts before.
func MovedReply(pairs []Pair, wary bool) bool {
	sign := endsMoved(pairs)
	if sign && len(pairs) <= shortReply {
		return true
	}
	least, run := draftGain, leastRun
	if sign || wary || len(pairs) <= shortReply {
		least = signGain
	}
	if len(pairs) <= shortReply {
		run = shortRun
	}
	return len(shiftedBy(pairs, least, run)) > 0
}

// endsMoved reports a reply whose last line has nothing, or the text of the
// line before: what is left there when two lines were joined further up, and
// the rest moved.
func endsMoved(pairs []Pair) bool {
	n := len(pairs)
	if n < 2 || pairs[n-1].source.length == 0 || pairs[n-2].target.length == 0 {
		return false
	}
	last, before := pairs[n-1], pairs[n-2]
	if last.target.length == 0 {
		return true
	}
	return lang.Letters(subtitles.Plain(last.target.text)) == lang.Letters(subtitles.Plain(before.target.text)) && !alike(last.source.text, before.source.text)
}
