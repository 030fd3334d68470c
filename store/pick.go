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

// The SQL of picks, as sql.go demands it.
const (
	pickColumns = `market, episode, line_key, spoken, take, author, at_us, version`

	addPickSQL = `INSERT INTO pick (` + pickColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

	onePickSQL = `SELECT ` + pickColumns + ` FROM pick
		WHERE market = $1 AND episode = $2 AND line_key = $3 AND spoken = $4
		ORDER BY version DESC LIMIT 1`

	// picksSQL is followed by further conditions on p.
	picksSQL = `SELECT ` + pickColumns + ` FROM pick p
		WHERE version = (SELECT max(q.version) FROM pick q WHERE q.market = p.market
			AND q.episode = p.episode AND q.line_key = p.line_key AND q.spoken = p.spoken)`
)

// PickConflict says that somebody else has picked a take since the person
// looked. Nothing was written.
type PickConflict struct{ Mine, Theirs season.Pick }

// Error names the line and who was faster.
func (c *PickConflict) Error() string {
	return fmt.Sprintf("%s %s line key %q: %s has picked take %d meanwhile: listen to it and pick again",
		c.Mine.Market, c.Mine.Episode, string(c.Mine.Key), c.Theirs.By, c.Theirs.Take)
}

// Pick keeps a person's choice among takes, as the version after the one the
// person saw (0: none), beside those before it. At is ignored, the time is
// that of keeping. The error is a *PickConflict if somebody was faster.
func (s *Store) Pick(ctx context.Context, p season.Pick) error {
	if err := checkPick(p); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		args := []any{string(p.Market), string(p.Episode), string(p.Key), p.Spoken}
		theirs, err := collect(ctx, tx, onePickSQL, args, scanPick)
		if err != nil {
			return err
		}
		if len(theirs) > 0 && theirs[0].Version != p.Version {
			return &PickConflict{Mine: p, Theirs: theirs[0]}
		}
		_, err = tx.ExecContext(ctx, addPickSQL, append(args, p.Take, p.By, time.Now().UnixMicro(), p.Version+1)...)
		return err
	})
}

func checkPick(p season.Pick) error {
	switch {
	case p.Market == "" || p.Episode == "" || p.Key == "" || p.Spoken == "":
		return errors.New("a pick needs a market, an episode, a line key and what is spoken")
	case p.By == "":
		return fmt.Errorf("%s %s line key %q: a pick needs the name of who picks", p.Market, p.Episode, string(p.Key))
	case p.Take < 1:
		return fmt.Errorf("%s %s line key %q: takes are numbered from 1", p.Market, p.Episode, string(p.Key))
	}
	return checkText(string(p.Market), string(p.Episode), string(p.Key), p.Spoken, p.By)
}

// Picks returns the picks that hold, of what q selects.
func (s *Store) Picks(ctx context.Context, q Query) ([]season.Pick, error) {
	conditions, args := q.conditions("p.", 1)
	query := strings.Join(append([]string{picksSQL}, conditions...), " AND ")
	ps, err := collect(ctx, s.db, query+` ORDER BY market, episode, line_key, spoken`, args, scanPick)
	return ps, explain(s.path, err)
}

func scanPick(rows *sql.Rows, p *season.Pick) error {
	var market, episode, key string
	var at int64
	err := rows.Scan(&market, &episode, &key, &p.Spoken, &p.Take, &p.By, &at, &p.Version)
	p.Market, p.Episode, p.Key, p.At = season.MarketName(market), season.EpisodeName(episode), season.LineKey(key), instant(at)
	return err
}
