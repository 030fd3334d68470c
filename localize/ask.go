package localize

import (
	"context"
	"errors"

	"dramaport/internal/lang"
	"dramaport/internal/provider"
	"dramaport/season"
)

// ask sends one request and keeps what is accepted of its reply.
func (c *attempt) ask(ctx context.Context, part []int, why map[int]failure) error {
	if err := c.stopped(ctx); err != nil {
		return err
	}
	r := c.requestFor(c.engine, c.units, part, why)
	reply, err := c.engine.Translator.Translate(ctx, r)
	end := endsDraft(ctx, err)
	if err != nil && end == nil {
		return c.failedRequest(ctx, part, why, err)
	}
	// A reply that came with the end of the draft is paid for: it is kept.
	if len(reply.Texts) > 0 || end == nil {
		if err := c.acceptReply(part, reply); err != nil {
			return err
		}
	}
	return end
}

// failedRequest deals with a request that failed as a whole.
func (c *attempt) failedRequest(ctx context.Context, part []int, why map[int]failure, err error) error {
	rule := season.RuleUntranslated
	kind := provider.KindOf(err)
	if kind == provider.Refused {
		rule = season.RuleRefusal
	}
	f := failure{findings: []season.Finding{c.finding(rule, "the request failed: %s", lang.Clip(err.Error(), 200))}, alone: len(part) == 1}
	mendable := kind == provider.Refused || kind == provider.TooLong
	if mendable && len(part) == 1 {
		c.refusals++
	}
	if mendable && len(part) > 1 && c.refusals < mostFailuresInARow {
		half := len(part) / 2
		if err := c.ask(ctx, part[:half], why); err != nil {
			return err
		}
		return c.ask(ctx, part[half:], why)
	}
	for _, i := range part {
		c.why[i] = f
	}
	if mendable {
		return nil
	}
	c.why[notReached] = f
	return errGiveUp
}

// stopped reports that no new request may start.
func (d *drafter) stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-d.Stop:
		return ErrStopped
	default:
		return nil
	}
}

// endsDraft reports an error of a request that ends the whole draft.
func endsDraft(ctx context.Context, err error) error {
	switch kind := provider.KindOf(err); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrStopped), kind == provider.Credentials, kind == provider.Funds:
		return err
	}
	return nil
}
