package localize

import "context"

// Counted is t whose replies say what they consumed: where a service answers
// but does not say, the Usage is estimated and marked so; a count that cannot be
// is mended likewise (see Usage.Possible).
func Counted(t Translator) Translator { return counted{t} }

type counted struct{ Translator }

// Translate counts what the service did not.
func (c counted) Translate(ctx context.Context, r Request) (Reply, error) {
	reply, err := c.Translator.Translate(ctx, r)
	reply.Usage = reply.Usage.Possible()
	if reply.Usage == (Usage{}) && !reply.Unasked && (err == nil || len(reply.Texts) > 0) {
		reply.Usage = consumed(r, reply)
	}
	return reply, err
}

// Plus is what both consumed together.
func (u Usage) Plus(o Usage) Usage {
	switch {
	case u == (Usage{}):
		return o
	case o == (Usage{}):
		return u
	}
	return Usage{Requests: u.Asked() + o.Asked(), InputTokens: u.InputTokens + o.InputTokens, CachedTokens: u.CachedTokens + o.CachedTokens,
		OutputTokens: u.OutputTokens + o.OutputTokens, Characters: u.Characters + o.Characters, Estimated: u.Estimated || o.Estimated}
}

// Likely is what a request is expected to consume.
func Likely(r Request) Usage {
	return Usage{InputTokens: int64(requestTokens(r)), OutputTokens: int64(replyTokens(r)), Characters: sourceCharacters(r)}
}

// consumed is what a request and its reply are likely to have consumed.
func consumed(r Request, reply Reply) Usage {
	out := 0
	for _, text := range reply.Texts {
		out += EstimateTokens(text) + replyOverhead
	}
	u := Likely(r)
	u.OutputTokens, u.Estimated = int64(out), true
	return u
}
