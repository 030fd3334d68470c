package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"dramaport/season"
)

// AddUsage records what one request consumed. A zero At means now. What has a
// Ref is recorded once, however often it is added.
func (s *Store) AddUsage(ctx context.Context, u season.Usage) error {
	return s.write(ctx, func(tx *sql.Tx) error { return addUsage(ctx, tx, u) })
}

func addUsage(ctx context.Context, tx *sql.Tx, u season.Usage) error {
	if u.Provider == "" || math.IsNaN(u.Cost) || math.IsInf(u.Cost, 0) {
		return fmt.Errorf("usage of provider %q at cost %v: needs a name and a finite cost", u.Provider, u.Cost)
	}
	if u.At.IsZero() {
		u.At = time.Now()
	}
	_, err := tx.ExecContext(ctx, addUsageSQL, u.Provider, string(u.Market), string(u.Episode), u.Requests,
		u.InputTokens, u.CachedTokens, u.OutputTokens, u.Characters, u.Estimated, u.Cost, u.At.UnixMicro(), u.Ref)
	return err
}

// Usage returns what was consumed, summed per provider and ordered by its
// name; At is the time of the last request, Market and Episode are empty.
func (s *Store) Usage(ctx context.Context) ([]season.Usage, error) { return s.sum(ctx, sumUsageSQL) }

// MarketUsage is Usage per market and provider, in this order.
func (s *Store) MarketUsage(ctx context.Context) ([]season.Usage, error) {
	return s.sum(ctx, marketUsageSQL)
}

func (s *Store) sum(ctx context.Context, query string) ([]season.Usage, error) {
	us, err := collect(ctx, s.db, query, nil, func(rows *sql.Rows, u *season.Usage) error {
		var at int64
		err := rows.Scan(&u.Provider, &u.Market, &u.Requests, &u.InputTokens, &u.CachedTokens,
			&u.OutputTokens, &u.Characters, &u.Estimated, &u.Cost, &at)
		u.At = instant(at)
		return err
	})
	return us, explain(s.path, err)
}
