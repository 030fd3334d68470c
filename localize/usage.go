package localize

// Possible is u without counts that cannot be: what is below nothing is
// nothing, and no more of the input can have been cached than there was. A
// count that had to be mended is marked Estimated.
func (u Usage) Possible() Usage {
	p := u
	p.InputTokens, p.OutputTokens, p.Characters = max(0, u.InputTokens), max(0, u.OutputTokens), max(0, u.Characters)
	p.CachedTokens = min(max(0, u.CachedTokens), p.InputTokens)
	if p != u {
		p.Estimated = true
	}
	return p
}
