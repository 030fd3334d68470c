package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"dramaport/season"
)

// changedSinceOverlap is how far back ChangedSince looks before the time it is asked
// about: a change carries the time at which its transaction began to write,
// and is seen when that has ended. 100,000 translations take about 5 s.
const changedSinceOverlap = 10 * time.Second

// ChangedSince returns the places where anything has changed since a time, by
// whomever: a translation, a comment, an assignment, a pick, or who speaks a
// line, which is a place without a market and means all of them. now is what to ask
// about the next time; places are in order, each once. Nothing is missed between two calls; a change may be
// told several times, because the second looks back some seconds further. A
// call costs what has changed lately, not what the store holds. It is an error
// if the store's file was deleted or replaced meanwhile.
func (s *Store) ChangedSince(ctx context.Context, since time.Time) (places []season.Place, now time.Time, err error) {
	if err := s.stands(); err != nil {
		return nil, since, err
	}
	now = time.Now().UTC().Truncate(time.Microsecond)
	places, err = collect(ctx, s.db, changedSinceSQL, []any{since.Add(-changedSinceOverlap).UnixMicro()},
		func(rows *sql.Rows, p *season.Place) error { return rows.Scan(&p.Market, &p.Episode, &p.Key) })
	slices.SortFunc(places, season.Place.Compare)
	return slices.Compact(places), now, explain(s.path, err)
}
