package localize

import (
	"context"
	"fmt"
	"slices"

	"dramaport/internal/provider"
	"dramaport/localize/check"
	"dramaport/season"
	"dramaport/subtitles"
)

// tolerated is by how much a text may exceed its budget before it is worth a
// request: what is less, a person sees at a glance.
const tolerated = 1.1

// over is by how many characters text is too long for u: 0 if it is not, or
// hardly.
func (b Batch) over(u Unit, text string) (length, excess int) {
	length = int(subtitles.Count(text, b.Market.Locale) + 0.5)
	if u.Budget <= 0 || float64(length) <= tolerated*float64(u.Budget)+1 {
		return length, 0
	}
	return length, length - u.Budget
}

// hurried reports a text that the voice has no time for. What cannot be read in
// time, check.Episode finds by itself.
func (b Batch) hurried(u Unit, text string) []season.Finding {
	length, excess := b.over(u, text)
	if excess == 0 || !u.Paced {
		return nil
	}
	d := b.finding(season.RulePace, "%d characters, the voice has time for about %d: shorten the text", length, u.Budget)
	d.Severity = b.Market.SeverityOr(season.RulePace, season.Warning)
	return []season.Finding{d}
}

// mark says of a text that this engine drafted and that is too long that its
// shorter wording is still to be asked for.
func (c *attempt) mark(i int, text string) []season.Finding {
	if _, excess := c.over(c.units[i], text); excess == 0 || !c.engine.Shortens {
		return nil
	}
	c.marked[i] = true
	return []season.Finding{{Rule: season.RuleUnshortened, Severity: season.Info, Message: "no shorter wording has been asked for yet"}}
}

// withLong is open with the lines that only e is to shorten, in their order: the
// engine that drafted them, or else the first that shortens.
func (d *drafter) withLong(open []int, e Engine, engines []Engine) []int {
	work := slices.Clone(open)
	for i, u := range d.units {
		if by, ok := shortener(u, engines); ok && by == e.Name && u.Long && d.marked[i] {
			work = append(work, i)
		}
	}
	slices.Sort(work)
	return work
}

// shortener is the engine that is asked for a shorter wording of u.
func shortener(u Unit, engines []Engine) (name string, ok bool) {
	for _, e := range engines {
		if e.Shortens && (!ok || e.Name == u.By) {
			name, ok = e.Name, true
		}
	}
	return name, ok
}

// shorter asks once for shorter wordings of what was accepted of part and is
// too long, and keeps those that are. What was accepted first stands until
// then, marked, so that nothing is lost or asked again if the run ends here.
func (c *attempt) shorter(ctx context.Context, part []int) error {
	if !c.engine.Shortens {
		return nil
	}
	why := c.tooLong(part)
	if err := c.unmark(part, why); err != nil || len(why) == 0 {
		return err
	}
	if err := c.stopped(ctx); err != nil {
		return err
	}
	var long []int
	for _, i := range part {
		if _, ok := why[i]; ok {
			long = append(long, i)
		}
	}
	reply, err := c.engine.Translator.Translate(ctx, c.requestFor(c.engine, c.units, long, why))
	if kept := c.keepShorter(long, reply, answered(ctx, err)); kept != nil {
		return kept
	}
	return ends(ctx, err)
}

// answered reports that asking again would bring nothing else: there was a
// reply, or a failure that waiting does not mend.
func answered(ctx context.Context, err error) bool {
	kind := provider.KindOf(err)
	return err == nil || ends(ctx, err) == nil && kind != provider.Busy && kind != provider.Temporary
}

// tooLong are the lines that this engine has drafted and that are too long.
func (c *attempt) tooLong(part []int) map[int]failure {
	why := map[int]failure{}
	for _, i := range part {
		u := c.units[i]
		if length, excess := c.over(u, u.Accepted); excess > 0 && c.drafted[i] {
			message := fmt.Sprintf("%d characters, at most %d: say it in fewer words and keep what matters", length, u.Budget)
			why[i] = failure{answer: u.Accepted, findings: []season.Finding{c.finding(season.RuleTooFast, "%s", message)}}
		}
	}
	return why
}

// unmark keeps what is marked in part and not in why without its mark: the voice or
// the cue has more time now.
func (c *attempt) unmark(part []int, why map[int]failure) error {
	var drafts []Draft
	for _, i := range part {
		if _, long := why[i]; c.marked[i] && !long && !c.units[i].Open {
			drafts = append(drafts, c.settled(i, c.units[i].Accepted))
		}
	}
	return c.pass(drafts)
}

// settled is line i with the text that stands now that no shorter wording is to
// be asked for any more.
func (c *attempt) settled(i int, text string) Draft {
	u := c.units[i]
	by := c.engine.Name
	if u.Long && text == u.Accepted {
		by = u.By
	}
	delete(c.marked, i)
	return c.accept(i, Draft{Text: text, Origin: season.FromMachine, Engine: by, Revised: true, Findings: c.hurried(u, text)})
}

// keepShorter keeps of a reply what is acceptable and shorter than what stands,
// and the rest as it stands where all was answered.
func (c *attempt) keepShorter(long []int, reply Reply, all bool) error {
	texts := map[int]string{}
	for n, i := range long {
		if t := tidy(restored(reply.Texts[n+1], c.units[i].Source)); t != "" && reply.Refused[n+1] == "" {
			texts[i] = t
		}
	}
	pairs := c.pairs(long, texts)
	moved, merged := check.MovedReply(pairs, c.moved > 0), check.JoinedLines(pairs)
	var drafts []Draft
	for n, i := range long {
		u := c.units[i]
		_, bad := c.reject(u, texts[i])
		switch {
		case !bad && !moved && !merged[n] && subtitles.Count(texts[i], c.Market.Locale) < subtitles.Count(u.Accepted, c.Market.Locale):
			drafts = append(drafts, c.settled(i, texts[i]))
		case all || texts[i] != "":
			drafts = append(drafts, c.settled(i, u.Accepted))
		}
	}
	return c.pass(drafts)
}
