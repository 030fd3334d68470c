package stage

import (
	"context"

	"dramaport/season"
	"dramaport/store"
)

// annotations is what people put annotations the lines.
type annotations struct {
	// speakers are decided in every market: their lineIn has none.
	speakers map[lineIn]string
	comments map[lineIn][]season.Comment
	assigned map[lineIn]string
}

func (d *Workspace) annotationsOf(ctx context.Context, s Scope) (b annotations, err error) {
	q := store.Query{Episodes: s.Episodes}
	for _, m := range s.Markets {
		q.Markets = append(q.Markets, m.Name)
	}
	comments, err := d.Store.Comments(ctx, q)
	if err != nil {
		return b, err
	}
	assignments, err := d.Store.Assignments(ctx, q)
	if err != nil {
		return b, err
	}
	b = annotations{comments: map[lineIn][]season.Comment{}, assigned: map[lineIn]string{}}
	for _, c := range comments {
		at := lineAt(c.Place)
		b.comments[at] = append(b.comments[at], c)
	}
	for _, a := range assignments {
		b.assigned[lineAt(a.Place)] = a.To
	}
	b.speakers, err = d.decidedSpeakers(ctx)
	return b, err
}

func lineAt(p season.Place) lineIn { return lineIn{p.Market, p.Episode, p.Key} }

// decidedSpeakers are the speakers that people decided, whatever the track
// says.
func (d *Workspace) decidedSpeakers(ctx context.Context) (map[lineIn]string, error) {
	sets, err := d.Store.Speakers(ctx)
	by := make(map[lineIn]string, len(sets))
	for _, s := range sets {
		by[lineIn{"", s.Episode, s.Key}] = s.Speaker
	}
	return by, err
}

// addAnnotations puts it to the rows. The workspace's own lines carry the speakers that
// were decided when it was opened.
func (d *Workspace) addAnnotations(sheets []Sheet, b annotations) {
	for _, s := range sheets {
		for i := range s.Rows {
			r := &s.Rows[i]
			at := lineIn{s.Market.Name, s.Episode, r.Key}
			r.Comments, r.Assigned = b.comments[at], b.assigned[at]
			at.market = ""
			if own, ok := d.tracked[at]; ok {
				r.Speaker = own
			}
			if decided, ok := b.speakers[at]; ok {
				r.Speaker, r.decided = decided, decided
			}
		}
	}
}

// laySpeakers gives the workspace's lines their decided speakers and remembers what
// the tracks say. The store has the tracks' own: re-delivered lines are known
// by them.
func (d *Workspace) laySpeakers(ctx context.Context) error {
	decided, err := d.decidedSpeakers(ctx)
	if err != nil || len(decided) == 0 {
		return err
	}
	d.tracked = map[lineIn]string{}
	for _, e := range d.Episodes {
		for i := range e.Lines {
			at := lineIn{"", e.Name, e.Lines[i].Key}
			if speaker, ok := decided[at]; ok {
				d.tracked[at], e.Lines[i].Speaker = e.Lines[i].Speaker, speaker
			}
		}
	}
	return nil
}

// OpenComments counts the comments that wait for somebody.
func (r Row) OpenComments() int {
	n := 0
	for _, c := range r.Comments {
		if c.Open() {
			n++
		}
	}
	return n
}
