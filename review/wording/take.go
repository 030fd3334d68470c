package wording

import (
	"fmt"

	"dramaport/stage"
)

// Take is a take's number, its voice and how long it is.
func Take(t stage.Take) string {
	return fmt.Sprintf("take %d by %s, %.1f s", t.Number, t.Voice, t.Duration.Seconds())
}

// TakeNote is what is to be known of a take.
func TakeNote(t stage.Take) string {
	text := ""
	switch {
	case t.Chosen:
		text = "picked"
	case !t.Cast:
		text = "another voice"
	}
	if t.SameAs > 0 {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("same sound as %d", t.SameAs)
	}
	return text
}

// Sound is what is known of the line's take: which it is, how it lies, and
// what is wrong with it; or, missing, why there is none. Nothing is told of a
// line without a text.
func Sound(found stage.Sound, r *stage.Row) (texts []string, missing bool) {
	t := found.Take
	switch {
	case t.Path == "" && r.Translation.Text == "":
		return nil, false
	case t.Path == "":
		return []string{found.NoTake}, true
	}
	texts = []string{fmt.Sprintf("take %d by %s, %.2f s", t.Number, t.Voice, t.Duration.Seconds()),
		fmt.Sprintf("pace %.2f of %.2f   starts %+.2f of %.2f s   overhang %.2f of %.2f s", t.Rate, t.MostRate,
			(t.Start - r.Start).Seconds(), t.MostLate.Seconds(), t.Overhang.Seconds(), t.MostOverhang.Seconds())}
	if t.Problem != "" {
		texts = append(texts, t.Problem)
	}
	return texts, false
}
