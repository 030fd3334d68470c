package localize

import (
	"context"
	"fmt"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// DraftEpisode proposes a text for every open line of b: from memory, then from
// engines in their order. keep is called with what is accepted as it arrives,
// and at the end with the lines left open; it is never called concurrently.
//
// A reply is accepted line by line. What is not accepted is asked once more
// with the reason, then in halves while many are left, then line by line; then
// the next engine is asked; then a line without words is kept as it is, and any
// other left open, its Findings naming what every engine said. A request that is
// too long or refused as a whole is asked in halves. What was accepted but is much
// too long for its budget is asked for once more, if the engine shortens; what
// stands then replaces it, as a Draft that is Revised. If the draft ends before, a
// later one has those lines as units ToShorten and asks for nothing but that. An
// engine that fails otherwise is not asked again for the episode.
//
// An error is returned for a provider's missing credentials or funds, for the
// end of ctx, for ErrStopped, and for an error of keep. Lines not reached are
// then not mentioned: what was kept stays kept, and the rest is still open.
func DraftEpisode(ctx context.Context, b Batch, engines []Engine, keep func([]Draft) error) error {
	d := newDrafter(b, keep)
	open, err := d.fromMemory()
	if err != nil {
		return err
	}
	for _, e := range engines {
		work := d.withTooLong(open, e, engines)
		if len(work) == 0 {
			continue
		}
		if err := d.askEngine(ctx, e, work); err != nil {
			return err
		}
		open = d.open(open)
	}
	if err := d.wordless(open, engines); err != nil {
		return err
	}
	return d.keepOpen(d.open(open))
}

// wordless keeps lines without a letter or a digit, such as “……”, as they are,
// where no engine had a text for them: some services take words only. The text
// is no engine's.
func (d *drafter) wordless(open []int, engines []Engine) error {
	var drafts []Draft
	for _, i := range open {
		u := d.units[i]
		text := normalized(joinLines(u.Source))
		if len(engines) == 0 || strings.ContainsFunc(subtitles.Plain(u.Source), lang.IsLetterOrDigit) {
			continue
		}
		if _, bad := d.reject(u, text); !bad {
			drafts = append(drafts, d.accept(i, Draft{Text: text, Origin: season.FromMachine}))
		}
	}
	return d.keepAll(drafts)
}

// drafter is the work on one episode.
type drafter struct {
	Batch
	// units are the batch's with what was accepted so far.
	units []Unit
	// toShorten are the lines whose text is too long and whose shorter wording is
	// still to be asked for.
	toShorten map[int]bool
	// failed holds what every engine that was given up said of a line.
	failed map[int][]season.Finding
	keep   func([]Draft) error
}

// memoryText is the memory's text for u, if it would be accepted.
func (b Batch) memoryText(u Unit) (string, bool) {
	hit, ok := b.Memory.Match(u.Source, u.Prev, u.Next, u.Line.Speaker, b.Source)
	if !ok {
		return "", false
	}
	text := normalized(hit.Target)
	_, bad := b.reject(u, text)
	return text, !bad
}

// fromMemory answers what memory can, and returns the indexes left to ask for.
func (d *drafter) fromMemory() (open []int, err error) {
	var drafts []Draft
	for i, u := range d.units {
		if !u.Open || subtitles.Blank(u.Source) {
			continue
		}
		text, ok := d.memoryText(u)
		if !ok {
			d.units[i].examples = d.examples(u)
			open = append(open, i)
			continue
		}
		drafts = append(drafts, d.accept(i, Draft{Text: text, Origin: season.FromMemory}))
	}
	return open, d.keepAll(drafts)
}

func (d *drafter) accept(i int, draft Draft) Draft {
	d.units[i].Open, d.units[i].Accepted = false, draft.Text
	draft.Key = d.units[i].Line.Key
	return draft
}

func (d *drafter) keepAll(drafts []Draft) error {
	if len(drafts) == 0 {
		return nil
	}
	return d.keep(drafts)
}

func (d *drafter) open(part []int) []int {
	var left []int
	for _, i := range part {
		if d.units[i].Open {
			left = append(left, i)
		}
	}
	return left
}

// keepOpen hands on the lines that nobody could draft.
func (d *drafter) keepOpen(open []int) error {
	var drafts []Draft
	for _, i := range open {
		findings := d.failed[i]
		if len(findings) == 0 {
			findings = []season.Finding{d.finding(season.RuleUntranslated, "no translator is set for market %s: add translate: to it in season.yaml", d.Market.Name)}
		}
		drafts = append(drafts, Draft{Key: d.units[i].Line.Key, Findings: findings})
	}
	return d.keepAll(drafts)
}

func (b Batch) finding(r season.Rule, format string, args ...any) season.Finding {
	return season.Finding{Rule: r, Severity: b.Market.SeverityOr(r, season.DefaultSeverity(r)), Message: fmt.Sprintf(format, args...)}
}
