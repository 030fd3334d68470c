package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"dramaport/season"
)

// The SQL of plans, as sql.go demands it.
const (
	planColumns = `market, episode, content, stem_sha256, stem_bytes, stem_modified_us, at_us`

	// plansSQL is followed by conditions.
	plansSQL = `SELECT ` + planColumns + ` FROM dub_plan`

	addPlanSQL = `INSERT INTO dub_plan (` + planColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (market, episode) DO NOTHING`

	putPlanSQL = `INSERT INTO dub_plan (` + planColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (market, episode) DO UPDATE SET content = excluded.content,
			stem_sha256 = excluded.stem_sha256, stem_bytes = excluded.stem_bytes,
			stem_modified_us = excluded.stem_modified_us, at_us = excluded.at_us`
)

// Plan is an episode's dub in a market, as it was last made.
type Plan struct {
	Market  season.MarketName
	Episode season.EpisodeName
	// Content is the plan in the words of whoever makes it, kept byte for byte.
	Content string
	Stem    File
	// At is when the plan was kept.
	At time.Time
}

// File is what a file that was made holds, so that one that was changed since
// is known.
type File struct {
	// SHA256 is the hash of its bytes in hex, "" where it is not known.
	SHA256 string
	Bytes  int64
	// Modified is when it was written: a file of the same size and time need
	// not be read again.
	Modified time.Time
}

// PutPlan keeps a plan in place of the episode's last one. A zero At means now.
func (s *Store) PutPlan(ctx context.Context, p Plan) error { return s.plan(ctx, putPlanSQL, p) }

// AddPlans keeps plans of episodes that have none; the others stay.
func (s *Store) AddPlans(ctx context.Context, ps ...Plan) error {
	return s.plan(ctx, addPlanSQL, ps...)
}

func (s *Store) plan(ctx context.Context, query string, ps ...Plan) error {
	for _, p := range ps {
		if p.Market == "" || p.Episode == "" || p.Content == "" {
			return fmt.Errorf("plan of %s [%s]: needs a market, an episode and a content", p.Episode, p.Market)
		}
		if err := checkText(p.Content); err != nil {
			return fmt.Errorf("plan of %s [%s]: %w", p.Episode, p.Market, err)
		}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var failed []error
		for _, p := range ps {
			if p.At.IsZero() {
				p.At = time.Now()
			}
			_, err := tx.ExecContext(ctx, query, string(p.Market), string(p.Episode), p.Content,
				p.Stem.SHA256, p.Stem.Bytes, p.Stem.Modified.UnixMicro(), p.At.UnixMicro())
			failed = append(failed, err)
		}
		return errors.Join(failed...)
	})
}

// Plans returns the plans that q selects, in no order.
func (s *Store) Plans(ctx context.Context, q Query) ([]Plan, error) {
	conditions, args := q.conditions("", 1)
	query := plansSQL
	if len(conditions) > 0 {
		query += " WHERE " + strings.Join(conditions, " AND ")
	}
	ps, err := collect(ctx, s.db, query, args, func(rows *sql.Rows, p *Plan) error {
		var modified, at int64
		err := rows.Scan(&p.Market, &p.Episode, &p.Content, &p.Stem.SHA256, &p.Stem.Bytes, &modified, &at)
		p.Stem.Modified, p.At = instant(modified), instant(at)
		return err
	})
	return ps, explain(s.path, err)
}
