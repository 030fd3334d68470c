package linelist

import (
	"dramaport/season"
)

// SetSpeakers shows speakers that were set, in every market. Whom the track names is
// read again.
func (l *List) SetSpeakers(sets []season.SpeakerSet) {
	type line struct {
		episode season.EpisodeName
		key     season.LineKey
	}
	by := make(map[line]string, len(sets))
	for _, s := range sets {
		if s.Speaker != "" {
			by[line{s.Episode, s.Key}] = s.Speaker
		}
	}
	if len(by) == 0 {
		return
	}
	for i := range l.sheets {
		for j := range l.sheets[i].Rows {
			if r := &l.sheets[i].Rows[j]; by[line{r.Episode, r.Key}] != "" {
				r.Speaker = by[line{r.Episode, r.Key}]
			}
		}
	}
}

// SetTranslation shows a translation as it was decided. Its findings follow when
// the line is read again.
func (l *List) SetTranslation(t season.Translation) {
	s, r, ok := l.Find(t.Place())
	if !ok {
		return
	}
	l.open = -1
	l.unfold(l.where[idOf(*s)])
	r.Translation = t
	r.Stale = t.Stale(r.Basis)
}

// SetAssigned shows to whom a line is assigned.
func (l *List) SetAssigned(a season.Assignment) {
	if _, r, ok := l.Find(a.Place); ok {
		r.Assigned = a.To
	}
}
