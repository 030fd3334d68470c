package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"dramaport/season"
)

// History returns every change of one translation, oldest first. The first
// one starts from Untranslated.
func (s *Store) History(ctx context.Context, market season.MarketName, ep season.EpisodeName, key season.LineKey) ([]season.Revision, error) {
	cs, err := collect(ctx, s.db, historySQL, []any{string(market), string(ep), string(key)}, scanChange)
	return cs, explain(s.path, err)
}

// Recent returns the changes of the translations that q selects, made at or
// after since, newest first, at most limit of them (all if limit is not
// positive).
func (s *Store) Recent(ctx context.Context, q Query, since time.Time, limit int) ([]season.Revision, error) {
	conditions, more := q.conditions("c.", 3)
	conditions = append([]string{"c.at_us >= $1"}, conditions...)
	query := changesSQL + " WHERE " + strings.Join(conditions, " AND ") + recentOrder
	args := append([]any{since.UnixMicro(), atMost(limit)}, more...)
	cs, err := collect(ctx, s.db, query, args, scanChange)
	return cs, explain(s.path, err)
}

func scanChange(rows *sql.Rows, c *season.Revision) error {
	var at int64
	err := rows.Scan(&c.Market, &c.Episode, &c.Key, &c.By, &c.Note, &at,
		&c.FromState, &c.State, &c.FromText, &c.Text, &c.Origin, &c.Engine, &c.Version, &c.Label)
	c.At = instant(at)
	return err
}
