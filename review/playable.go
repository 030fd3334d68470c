package review

import (
	"context"
	"fmt"
	"slices"

	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// playable is what is to be played of a line, or why there is nothing.
type playable struct {
	clips          []Clip
	words, missing string
}

// find says what to play.
func (h soundChoice) find(ctx context.Context, finder SoundFinder, takeReader TakeReader, s stage.Sheet, r stage.Row) (playable, error) {
	found, err := finder.Heard(ctx, s, r)
	if err != nil {
		return playable{}, err
	}
	name := fmt.Sprintf("%s [%s]", r.Ref(), s.Market.Name)
	source := playable{clips: []Clip{{found.Source.Path, found.Source.Start, found.Source.End}}, words: fmt.Sprintf("the original, %.1f s", (r.End - r.Start).Seconds())}
	if found.Source.Path == "" {
		source.missing = r.Ref() + " cannot be heard in the original: " + found.NoSource
	}
	if h == sourceOnly {
		source.words = r.Ref() + ": " + source.words
		return source, nil
	}
	take := takePlayable(found, takeReader, s, r)
	if take.missing != "" {
		take.missing = name + " has no take to play: " + take.missing
	}
	switch {
	case h == takeOnly:
		take.words = name + ": " + take.words
		return take, nil
	case source.missing != "":
		return source, nil
	}
	return playable{append(source.clips, take.clips...), name + ": " + source.words + ", then " + take.words, take.missing}, nil
}

// takePlayable is the take as the last dub uses it, else the chosen one as it was
// recorded.
func takePlayable(found stage.Sound, takeReader TakeReader, s stage.Sheet, r stage.Row) playable {
	if t := found.Take; t.Path != "" {
		words := fmt.Sprintf("take %d by %s, %.1f s", t.Number, t.Voice, t.Length.Seconds())
		if t.Rate > 1 {
			words += fmt.Sprintf(" at pace %.2f", t.Rate)
		}
		return playable{clips: []Clip{{File: t.Paced}}, words: words}
	}
	if takeReader != nil {
		takes, err := takeReader.Takes(s, r)
		i := slices.IndexFunc(takes, func(t stage.Take) bool { return t.Chosen })
		if err == nil && i >= 0 {
			return playable{clips: []Clip{{File: takes[i].Path}}, words: wording.Take(takes[i]) + " as recorded, not in its place yet"}
		}
	}
	return playable{missing: found.NoTake}
}

// lineSound is what can be heard of a line, as the detail shows it.
type lineSound struct {
	at    season.Place
	found stage.Sound
}

// texts is what is known of a line's take, as far as it has been read.
func (h lineSound) texts(r *stage.Row) (texts []string, missing bool) {
	if h.at != r.Translation.Place() {
		return nil, false
	}
	return wording.Sound(h.found, r)
}

// draw is what is known of the line's take.
func (h lineSound) draw(p paint.Painter, r *stage.Row, w int) []string {
	texts, missing := h.texts(r)
	if len(texts) == 0 {
		return nil
	}
	drawn := []string{p.Rule("Take", w)}
	for i, text := range texts {
		style := p.Look.Plain
		switch {
		case i == 2:
			style = p.Look.Bad
		case missing:
			style = p.Look.Warn
		}
		drawn = append(drawn, p.Wrap(text, w, style)...)
	}
	return drawn
}

// readSound reads what can be heard of the current line, for the detail.
func (m *Model) readSound() tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	if !ok || m.season.SoundFinder == nil || s.Market.Speak == "" {
		return nil
	}
	finder, place, ctx := m.season.SoundFinder, r.Translation.Place(), m.ctx
	return func() tea.Msg {
		found, err := finder.Heard(ctx, s, r)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
				return nil
			}
			m.lineSound = lineSound{place, found}
			return nil
		})
	}
}
