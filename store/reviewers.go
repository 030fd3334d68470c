package store

import (
	"context"
	"database/sql"
	"time"

	"dramaport/season"
)

// reviewersSQL counts the decisions of each person and state, all of them and
// those since $1. What an undo or redo restored is no decision; what is undone
// is taken off again, by way of the few actions that are. It casts, because
// sum(BIGINT) is NUMERIC in PostgreSQL.
const reviewersSQL = `SELECT author, state, CAST(sum(n) AS BIGINT), CAST(sum(lately) AS BIGINT) FROM (
		SELECT author, state, count(*) AS n, sum(CASE WHEN at_us >= $1 THEN 1 ELSE 0 END) AS lately
			FROM change WHERE restores IS NULL AND state IN ('approved', 'edited', 'needs_work')
			GROUP BY author, state
		UNION ALL
		SELECT c.author, c.state, -count(*), -sum(CASE WHEN c.at_us >= $1 THEN 1 ELSE 0 END)
			FROM action a JOIN action_item i ON i.action = a.id AND i.remark = 0
			JOIN change c ON c.market = i.market AND c.episode = i.episode
				AND c.line_key = i.line_key AND c.version = i.became
			WHERE a.state IN ('undone', 'forgotten') AND c.state IN ('approved', 'edited', 'needs_work')
			GROUP BY c.author, c.state
	) AS counted GROUP BY author, state ORDER BY author, state`

// counted is the decisions of one person that made one state.
type counted struct {
	by          string
	state       season.State
	all, lately int64
}

// Reviewers returns what each person has decided, in all and since a time,
// ordered by name: how many lines approved, edited and sent back. What was
// undone does not count. It reads the history once.
func (s *Store) Reviewers(ctx context.Context, since time.Time) ([]season.Reviewer, error) {
	rows, err := collect(ctx, s.db, reviewersSQL, []any{since.UnixMicro()}, func(rows *sql.Rows, c *counted) error {
		return rows.Scan(&c.by, &c.state, &c.all, &c.lately)
	})
	if err != nil {
		return nil, explain(s.path, err)
	}
	var all []season.Reviewer
	for _, c := range rows {
		if c.all == 0 {
			continue
		}
		if n := len(all); n == 0 || all[n-1].By != c.by {
			all = append(all, season.Reviewer{By: c.by})
		}
		last := &all[len(all)-1]
		add(&last.All, c.state, c.all)
		add(&last.Today, c.state, c.lately)
	}
	return all, nil
}

func add(d *season.Decided, state season.State, n int64) {
	switch state {
	case season.Approved:
		d.Approved += n
	case season.Edited:
		d.Edited += n
	case season.NeedsWork:
		d.SentBack += n
	}
}
