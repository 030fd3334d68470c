package localize

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
)

// Wish is what a person wants of another text for a line.
type Wish struct {
	// Hint is what the person says about it, "" for nothing.
	Hint string
	// Text is the text that stands, "" if none does, and Findings what is
	// doubtful about it.
	Text     string
	Findings []season.Finding
}

// Answer is what an engine said when it was asked again for one line.
type Answer struct {
	// Text is the answer in NFC, "" if none came.
	Text string
	// Accepted says that a draft with this text would be kept.
	Accepted bool
	// Findings say why it would not be, or, of one that would, that the voice
	// has no time for it.
	Findings []season.Finding
}

// AskAgain asks e for another text for b's unit i, whatever stands there now, and
// keeps nothing. The request says what is wished. The answer is judged as a
// draft is: one that is not accepted is asked for once more with the reason,
// and one that is much too long for a shorter wording. The memory shows its
// examples and answers nothing.
//
// An error is of the sorts that DraftEpisode returns; an Answer that has a text
// was paid for, also if an error comes with it. Any other failure of the
// request is among the Findings.
func AskAgain(ctx context.Context, b Batch, i int, e Engine, w Wish) (Answer, error) {
	c := b.redraft(i, e, w)
	err := c.ladder(ctx, []int{i})
	if errors.Is(err, errGiveUp) {
		err = nil
	}
	if u := c.units[i]; c.drafted[i] {
		return Answer{Text: u.Accepted, Accepted: true, Findings: c.tooLongForVoice(u, u.Accepted)}, err
	}
	f, ok := c.why[i]
	if !ok {
		f = c.why[notReached]
	}
	return Answer{Text: f.answer, Findings: f.findings}, err
}

// EstimateAskAgain is what AskAgain is expected to consume: one request, accepted.
func EstimateAskAgain(b Batch, i int, e Engine, w Wish) Cost {
	c := b.redraft(i, e, w)
	r := c.requestFor(c.engine, c.units, []int{i}, nil)
	return Cost{1, int64(requestTokens(r)), int64(replyTokens(r)), cacheable(r.Prefix), sourceCharacters(r)}
}

// again is the work on unit i alone.
func (b Batch) redraft(i int, e Engine, w Wish) *attempt {
	d := newDrafter(b, func([]Draft) error { return nil })
	for n := range d.units {
		d.units[n].Open = n == i
	}
	u := &d.units[i]
	u.Accepted, u.ToShorten, u.wish, u.Findings = "", false, &w, nil // the wish tells of findings
	u.examples = slices.DeleteFunc(d.examples(*u), func(e Example) bool { return e.Target == w.Text })
	return newAttempt(d, d.fitted(e, d.units, []int{i}))
}

// mostHint is the most characters of a hint that are sent.
const mostHint = 500

// wishOf is what is wished of the one line that is asked for, if it is.
func wishOf(units []Unit, part []int) *Wish {
	if len(part) != 1 {
		return nil
	}
	return units[part[0]].wish
}

func (w Wish) words() string {
	var parts []string
	if w.Text != "" {
		parts = append(parts, "the text so far is “"+lang.Clip(w.Text, 200)+"”.")
	}
	for _, d := range w.Findings {
		if d.Severity != season.Info {
			parts = append(parts, fmt.Sprintf("%s: %s.", d.Rule, strings.TrimRight(lang.OneLine(d.Message), ". ")))
		}
	}
	if w.Hint != "" {
		parts = append(parts, "The person asks: “"+lang.Clip(w.Hint, mostHint)+"”.")
	}
	if len(parts) == 0 {
		return "translate it in other words."
	}
	return strings.Join(parts, " ")
}
