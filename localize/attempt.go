package localize

import (
	"context"
	"errors"
)

const (
	// halveAbove is how many bad lines are worth two more requests before
	// each is asked for alone.
	halveAbove = 8
	// mostFailuresInARow is after how many single lines in a row without success an
	// engine is not asked for the others.
	mostFailuresInARow = 3
	// mostShiftedReplies is after how many moved replies an engine is asked for single
	// lines only: there is nothing to move in them.
	mostShiftedReplies = 2
)

// errGiveUp says that an engine is not to be asked again for this episode.
var errGiveUp = errors.New("engine given up")

// attempt is the work of one engine on an episode.
type attempt struct {
	*drafter
	engine Engine
	// why holds the last failure of each line with this engine.
	why map[int]failure
	// drafted are the lines whose text is this engine's.
	drafted map[int]bool
	// shiftedReplies counts replies whose texts had moved to neighbouring lines, and
	// refusals the single lines in a row for which the request was refused.
	shiftedReplies, refusals int
	// wrongLanguageBefore says that it has answered in another language.
	wrongLanguageBefore bool
	// boilerplate are answers that the engine gave for several different lines.
	boilerplate map[string]bool
}

func newAttempt(d *drafter, e Engine) *attempt {
	return &attempt{drafter: d, engine: e, why: map[int]failure{}, drafted: map[int]bool{}, boilerplate: map[string]bool{}}
}

// askEngine lets e draft what of work is open, and shorten what is too long. Lines
// it could not draft are left open with its failures recorded.
func (d *drafter) askEngine(ctx context.Context, e Engine, work []int) error {
	c := newAttempt(d, e)
	for _, i := range work {
		c.drafted[i] = !d.units[i].Open
	}
	e = d.fitted(e, d.units, work)
	var err error
	for _, part := range d.chunks(work, e.Lines) {
		if err = c.ladder(ctx, part); err != nil {
			break
		}
	}
	if err != nil && !errors.Is(err, errGiveUp) {
		return err
	}
	c.record(work)
	return nil
}

// ladder asks for the lines of one request, and for those that are still open
// once more at every step: all, the bad ones with reasons, halves of many, each
// alone; and then for shorter wordings of what is too long. An engine that moves
// texts again and again, or refuses every line, is asked for single lines sooner.
func (c *attempt) ladder(ctx context.Context, part []int) error {
	all := part
	for _, step := range []func(context.Context, []int) error{c.whole, c.repair, c.halves, c.singles} {
		part = c.open(part)
		if len(part) == 0 {
			break
		}
		if err := step(ctx, part); err != nil {
			return err
		}
	}
	return c.shorten(ctx, all)
}

// whole asks for all lines.
func (c *attempt) whole(ctx context.Context, part []int) error {
	return c.ask(ctx, part, earlierFailures(c.engine, c.units, part))
}

// repair asks for the bad lines with the reasons.
func (c *attempt) repair(ctx context.Context, part []int) error {
	if c.shiftedReplies >= mostShiftedReplies || c.refusals >= mostFailuresInARow {
		return nil
	}
	return c.ask(ctx, part, c.why)
}

// halves asks for each half of many bad lines.
func (c *attempt) halves(ctx context.Context, part []int) error {
	if len(part) <= halveAbove || c.shiftedReplies >= mostShiftedReplies || c.refusals >= mostFailuresInARow {
		return nil
	}
	half := len(part) / 2
	if err := c.ask(ctx, part[:half], c.why); err != nil {
		return err
	}
	return c.ask(ctx, part[half:], c.why)
}

// singles asks for each line alone that was not alone in its last request.
func (c *attempt) singles(ctx context.Context, part []int) error {
	inARow := 0
	for _, i := range part {
		if c.why[i].alone {
			continue
		}
		if err := c.ask(ctx, []int{i}, c.why); err != nil {
			return err
		}
		inARow++
		if !c.units[i].Open {
			inARow = 0
		}
		if inARow == mostFailuresInARow {
			return nil
		}
	}
	return nil
}
