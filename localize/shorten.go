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

// budgetTolerance is by how much a text may exceed its budget before it is worth a
// request: what is less, a person sees at a glance.
const budgetTolerance = 1.1

// excess is by how many characters text is too long for u: 0 if it is not, or
// hardly.
func (b Batch) excess(u Unit, text string) (length, excess int) {
	length = int(subtitles.Count(text, b.Market.Locale) + 0.5)
	if u.Budget <= 0 || float64(length) <= budgetTolerance*float64(u.Budget)+1 {
		return length, 0
	}
	return length, length - u.Budget
}

// tooLongForVoice reports a text that the voice has no time for. What cannot be read in
// time, check.Episode finds by itself.
func (b Batch) tooLongForVoice(u Unit, text string) []season.Finding {
	length, excess := b.excess(u, text)
	if excess == 0 || !u.Paced {
		return nil
	}
	d := b.finding(season.RulePace, "%d characters, the voice has time for about %d: shorten the text", length, u.Budget)
	d.Severity = b.Market.SeverityOr(season.RulePace, season.Warning)
	return []season.Finding{d}
}

// markTooLong says of a text that this engine drafted and that is too long that its
// shorter wording is still to be asked for.
func (c *attempt) markTooLong(i int, text string) []season.Finding {
	if _, excess := c.excess(c.units[i], text); excess == 0 || !c.engine.Shortens {
		return nil
	}
	c.toShorten[i] = true
	return []season.Finding{{Rule: season.RuleUnshortened, Severity: season.Info, Message: "no shorter wording has been asked for yet"}}
}

// withTooLong is open with the lines that only e is to shorten, in their order: the
// engine that drafted them, or else the first that shortens.
func (d *drafter) withTooLong(open []int, e Engine, engines []Engine) []int {
	work := slices.Clone(open)
	for i, u := range d.units {
		if by, ok := shorteningEngine(u, engines); ok && by == e.Name && u.ToShorten && d.toShorten[i] {
			work = append(work, i)
		}
	}
	slices.Sort(work)
	return work
}

// shorteningEngine is the engine that is asked for a shorter wording of u.
func shorteningEngine(u Unit, engines []Engine) (name string, ok bool) {
	for _, e := range engines {
		if e.Shortens && (!ok || e.Name == u.DraftedBy) {
			name, ok = e.Name, true
		}
	}
	return name, ok
}

// shorten asks once for shorter wordings of what was accepted of part and is
// too long, and keeps those that are. What was accepted first stands until
// then, marked, so that nothing is lost or asked again if the run ends here.
func (c *attempt) shorten(ctx context.Context, part []int) error {
	if !c.engine.Shortens {
		return nil
	}
	why := c.tooLong(part)
	if err := c.clearMarks(part, why); err != nil || len(why) == 0 {
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
	if kept := c.keepShorter(long, reply, isFinal(ctx, err)); kept != nil {
		return kept
	}
	return endsDraft(ctx, err)
}

// isFinal reports that asking again would bring nothing else: there was a
// reply, or a failure that waiting does not mend.
func isFinal(ctx context.Context, err error) bool {
	kind := provider.KindOf(err)
	return err == nil || endsDraft(ctx, err) == nil && kind != provider.Busy && kind != provider.Temporary
}

// tooLong are the lines that this engine has drafted and that are too long.
func (c *attempt) tooLong(part []int) map[int]failure {
	why := map[int]failure{}
	for _, i := range part {
		u := c.units[i]
		if length, excess := c.excess(u, u.Accepted); excess > 0 && c.drafted[i] {
			message := fmt.Sprintf("%d characters, at most %d: say it in fewer words and keep what matters", length, u.Budget)
			why[i] = failure{answer: u.Accepted, findings: []season.Finding{c.finding(season.RuleTooFast, "%s", message)}}
		}
	}
	return why
}

// clearMarks keeps what is marked in part and not in why without its mark: the voice or
// the cue has more time now.
func (c *attempt) clearMarks(part []int, why map[int]failure) error {
	var drafts []Draft
	for _, i := range part {
		if _, long := why[i]; c.toShorten[i] && !long && !c.units[i].Open {
			drafts = append(drafts, c.revised(i, c.units[i].Accepted))
		}
	}
	return c.keepAll(drafts)
}

// revised is line i with the text that stands now that no shorter wording is to
// be asked for any more.
func (c *attempt) revised(i int, text string) Draft {
	u := c.units[i]
	by := c.engine.Name
	if u.ToShorten && text == u.Accepted {
		by = u.DraftedBy
	}
	delete(c.toShorten, i)
	return c.accept(i, Draft{Text: text, Origin: season.FromMachine, Engine: by, Revised: true, Findings: c.tooLongForVoice(u, text)})
}

// keepShorter keeps of a reply what is acceptable and shorter than what stands,
// and the rest as it stands where all was answered.
func (c *attempt) keepShorter(long []int, reply Reply, all bool) error {
	texts := c.textsOf(long, reply)
	for n, i := range long {
		if reply.Refused[n+1] != "" {
			delete(texts, i)
		}
	}
	pairs := c.pairs(long, texts)
	moved, merged := check.MovedReply(pairs, c.shiftedReplies > 0), check.JoinedLines(pairs)
	var drafts []Draft
	for n, i := range long {
		u := c.units[i]
		_, bad := c.reject(u, texts[i])
		switch {
		case !bad && !moved && !merged[n] && subtitles.Count(texts[i], c.Market.Locale) < subtitles.Count(u.Accepted, c.Market.Locale):
			drafts = append(drafts, c.revised(i, texts[i]))
		case all || texts[i] != "":
			drafts = append(drafts, c.revised(i, u.Accepted))
		}
	}
	return c.keepAll(drafts)
}
