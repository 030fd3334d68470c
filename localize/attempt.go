package localize

import (
	"context"
	"errors"
	"strings"

	"dramaport/internal/lang"
	"dramaport/internal/provider"
	"dramaport/season"
)

const (
	// halveAbove is how many bad lines are worth two more requests before
	// each is asked for alone.
	halveAbove = 8
	// hopeless is after how many single lines in a row without success an
	// engine is not asked for the others.
	hopeless = 3
	// unsteady is after how many moved replies an engine is asked for single
	// lines only: there is nothing to move in them.
	unsteady = 2
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
	// moved counts replies whose texts had moved to neighbouring lines, and
	// refusals the single lines in a row for which the request was refused.
	moved, refusals int
	// wrongLanguageBefore says that it has answered in another language.
	wrongLanguageBefore bool
	// boilerplate are answers that the engine gave for several different lines.
	boilerplate map[string]bool
}

func newAttempt(d *drafter, e Engine) *attempt {
	return &attempt{drafter: d, engine: e, why: map[int]failure{}, drafted: map[int]bool{}, boilerplate: map[string]bool{}}
}

// engine lets e draft what of work is open, and shorten what is too long. Lines
// it could not draft are left open with its failures recorded.
func (d *drafter) engine(ctx context.Context, e Engine, work []int) error {
	c := newAttempt(d, e)
	for _, i := range work {
		c.drafted[i] = !d.units[i].Open
	}
	e = d.fitted(e, d.units, work)
	var err error
	for _, part := range d.chunks(work, e.Lines) {
		if err = c.part(ctx, part); err != nil {
			break
		}
	}
	if err != nil && !errors.Is(err, errGiveUp) {
		return err
	}
	c.record(work)
	return nil
}

// record keeps why the engine's lines are still open, naming the engine. A
// line that was never reached has the reason for which the engine was given up.
func (c *attempt) record(open []int) {
	for _, i := range c.open(open) {
		f, ok := c.why[i]
		if !ok {
			f = c.why[unasked]
		}
		for _, finding := range f.findings {
			finding.Message = c.engine.Name + ": " + finding.Message
			if f.answer != "" {
				finding.Message += " (it answered “" + lang.Clip(f.answer, 60) + "”)"
			}
			if f.unread != "" {
				finding.Message += " (its reply begins “" + lang.Clip(f.unread, 60) + "”)"
			}
			c.failed[i] = append(c.failed[i], finding)
		}
	}
}

// unasked is the index under which attempt.why has the failure of the lines that
// were not reached.
const unasked = -1

// part is the ladder for one request's lines: all, the bad ones with reasons,
// halves of many, each alone; and then what is too long. An engine that moves
// texts again and again, or refuses every line, climbs faster.
func (c *attempt) part(ctx context.Context, part []int) error {
	all := part
	for _, step := range []func(context.Context, []int) error{c.whole, c.again, c.halves, c.singles} {
		part = c.open(part)
		if len(part) == 0 {
			break
		}
		if err := step(ctx, part); err != nil {
			return err
		}
	}
	return c.shorter(ctx, all)
}

func (c *attempt) whole(ctx context.Context, part []int) error {
	return c.ask(ctx, part, earlier(c.engine, c.units, part))
}

// earlier is why answers of e in an earlier run were not accepted, for the
// units at the indexes part. That a request failed is no reason to tell.
func earlier(e Engine, units []Unit, part []int) map[int]failure {
	why := map[int]failure{}
	for _, i := range part {
		var f failure
		for _, finding := range units[i].Findings {
			said, own := strings.CutPrefix(finding.Message, e.Name+": ")
			if own && finding.Rule != season.RuleUntranslated {
				finding.Message = said
				f.findings = append(f.findings, finding)
			}
		}
		if len(f.findings) > 0 {
			why[i] = f
		}
	}
	return why
}

func (c *attempt) again(ctx context.Context, part []int) error {
	if c.moved >= unsteady || c.refusals >= hopeless {
		return nil
	}
	return c.ask(ctx, part, c.why)
}

func (c *attempt) halves(ctx context.Context, part []int) error {
	if len(part) <= halveAbove || c.moved >= unsteady || c.refusals >= hopeless {
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
		if inARow == hopeless {
			return nil
		}
	}
	return nil
}

// ask sends one request and keeps what is accepted of its reply.
func (c *attempt) ask(ctx context.Context, part []int, why map[int]failure) error {
	if err := c.stopped(ctx); err != nil {
		return err
	}
	r := c.requestFor(c.engine, c.units, part, why)
	reply, err := c.engine.Translator.Translate(ctx, r)
	end := ends(ctx, err)
	if err != nil && end == nil {
		return c.failure(ctx, part, why, err)
	}
	// A reply that came with the end of the draft is paid for: it is kept.
	if len(reply.Texts) > 0 || end == nil {
		if err := c.acceptReply(part, reply); err != nil {
			return err
		}
	}
	return end
}

// failure deals with a request that failed as a whole.
func (c *attempt) failure(ctx context.Context, part []int, why map[int]failure, err error) error {
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
	if mendable && len(part) > 1 && c.refusals < hopeless {
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
	c.why[unasked] = f
	return errGiveUp
}
