package localize

const (
	// shortReply is up to how many lines the alignment is too weak to trust a
	// reply that ends like a shifted one (TestShiftRatesVaried).
	shortReply = 12
	// signGain is what a reply that ends like a shifted one, or that follows
	// one, needs instead of leastGain.
	signGain = 2.0
	// unsteady is after how many moved replies an engine is asked for single
	// lines only: there is nothing to move in them.
	unsteady = 2
)

// movedReply reports a reply whose texts have moved to neighbouring lines.
// wary says that the engine has moved texts before.
func movedReply(pairs []pair, wary bool) bool {
	sign := endsMoved(pairs)
	if sign && len(pairs) <= shortReply {
		return true
	}
	least := leastGain
	if sign || wary {
		least = signGain
	}
	return len(shiftedBy(pairs, least)) > 0
}

// endsMoved reports a reply whose last line has nothing, or the text of the
// line before: what is left there when two lines were joined further up, and
// the rest moved.
func endsMoved(pairs []pair) bool {
	n := len(pairs)
	if n < 2 || pairs[n-1].source.length == 0 || pairs[n-2].target.length == 0 {
		return false
	}
	last, before := pairs[n-1], pairs[n-2]
	if last.target.length == 0 {
		return true
	}
	return letters(last.target.text) == letters(before.target.text) && !alike(last.source.text, before.source.text)
}
