package localize

import (
	"context"
	"fmt"
	"slices"

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

// hurried doubts a text that the voice has no time for. What cannot be read in
// time, CheckEpisode finds by itself.
func (b Batch) hurried(u Unit, text string) []season.Doubt {
	length, excess := b.over(u, text)
	if excess == 0 || !u.Paced {
		return nil
	}
	d := b.doubt(season.RulePace, "%d characters, the voice has time for about %d: shorten the text", length, u.Budget)
	d.Severity = severity(b.Market, season.RulePace, season.Warning)
	return []season.Doubt{d}
}

// shorter asks once for shorter wordings of what was accepted of part and is
// too long, and keeps those that are. What was accepted first stands until
// then, so that nothing is lost or asked again if the run ends here.
func (c *climb) shorter(ctx context.Context, part []int) error {
	if !c.engine.Shortens {
		return nil
	}
	why := c.tooLong(part)
	if len(why) == 0 {
		return nil
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
	if kept := c.keepShorter(long, reply); kept != nil {
		return kept
	}
	return ends(ctx, err)
}

// tooLong are the lines that this engine has drafted and that are too long.
func (c *climb) tooLong(part []int) map[int]failure {
	why := map[int]failure{}
	for _, i := range part {
		u := c.units[i]
		if length, excess := c.over(u, u.Accepted); excess > 0 && c.drafted[i] {
			message := fmt.Sprintf("%d characters, at most %d: say it in fewer words and keep what matters", length, u.Budget)
			why[i] = failure{answer: u.Accepted, doubts: []season.Doubt{c.doubt(season.RuleTooFast, "%s", message)}}
		}
	}
	return why
}

// keepShorter keeps of a reply what is acceptable and shorter than what stands.
func (c *climb) keepShorter(long []int, reply Reply) error {
	texts := map[int]string{}
	for n, i := range long {
		if t := tidy(restored(reply.Texts[n+1], c.units[i].Source)); t != "" && reply.Refused[n+1] == "" {
			texts[i] = t
		}
	}
	pairs := c.pairs(long, texts)
	if movedReply(pairs, c.moved > 0) {
		return nil
	}
	merged := joinedLines(pairs)
	var drafts []Draft
	for n, i := range long {
		u := c.units[i]
		if _, bad := c.reject(u, texts[i]); bad || merged[n] || subtitles.Count(texts[i], c.Market.Locale) >= subtitles.Count(u.Accepted, c.Market.Locale) {
			continue
		}
		drafts = append(drafts, c.accept(i, Draft{Text: texts[i], Origin: season.FromMachine, Engine: c.engine.Name, Revised: true, Doubts: c.hurried(u, texts[i])}))
	}
	return c.pass(slices.Clip(drafts))
}
