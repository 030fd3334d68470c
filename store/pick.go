package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dramaport/season"
)

// The SQL of picks, as sql.go demands it.
const (
	pickColumns = `market, episode, line_key, spoken, take, author, at_us, version`

	addPickSQL = `INSERT INTO pick (` + pickColumns + `, restores) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

	// onePickSQL is the pick that holds, with the version whose choice it has.
	onePickSQL = `SELECT ` + pickColumns + `, COALESCE(restores, version) FROM pick
		WHERE market = $1 AND episode = $2 AND line_key = $3 AND spoken = $4
		ORDER BY version DESC LIMIT 1`

	// pickVersionSQL is a pick as a version left it.
	pickVersionSQL = `SELECT ` + pickColumns + ` FROM pick
		WHERE market = $1 AND episode = $2 AND line_key = $3 AND spoken = $4 AND version = $5`

	// picksSQL is followed by further conditions on p.
	picksSQL = `SELECT ` + pickColumns + ` FROM pick p
		WHERE version = (SELECT max(q.version) FROM pick q WHERE q.market = p.market
			AND q.episode = p.episode AND q.line_key = p.line_key AND q.spoken = p.spoken)`

	addPickItemSQL = `INSERT INTO action_pick (action, market, episode, line_key, spoken, was, became)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`

	pickItemsSQL = `SELECT market, episode, line_key, spoken, was, became FROM action_pick
		WHERE action = $1 ORDER BY market, episode, line_key, spoken`
)

// aboutPick is what Conflict.About calls a pick.
const aboutPick = "take"

// checkPicks refuses what names no line or take, or is said twice at once.
func checkPicks(by string, ps []season.Pick) error {
	seen := make(map[string]bool, len(ps))
	for _, p := range ps {
		at := p.Place()
		id := at.String() + "\x00" + p.Spoken
		switch {
		case p.Market == "" || p.Episode == "" || p.Key == "" || p.Spoken == "":
			return errors.New("a pick needs a market, an episode, a line key and what is spoken")
		case p.Take < 1:
			return fmt.Errorf("%s: takes are numbered from 1", at)
		case seen[id]:
			return fmt.Errorf("%s: the take is chosen twice at once", at)
		}
		seen[id] = true
		if err := checkText(string(p.Market), string(p.Episode), string(p.Key), p.Spoken, by); err != nil {
			return fmt.Errorf("%s: %v", at, err)
		}
	}
	return nil
}

// pickContent is a pick with the version whose choice it has.
type pickContent struct {
	season.Pick
	of int64
}

// standingPick is the pick that holds for what w speaks of; its version is 0
// if there is none.
func (c *changer) standingPick(ctx context.Context, w season.Pick) (pickContent, error) {
	s, err := c.prepared(ctx, onePickSQL)
	if err != nil {
		return pickContent{}, err
	}
	rows, err := s.QueryContext(ctx, string(w.Market), string(w.Episode), string(w.Key), w.Spoken)
	if err != nil {
		return pickContent{}, err
	}
	found, err := scanned(rows, func(rows *sql.Rows, p *pickContent) error { return scanPickAnd(rows, &p.Pick, &p.of) })
	if err != nil || len(found) == 0 {
		return pickContent{}, err
	}
	return found[0], nil
}

// changedPicks are those of wanted that differ from what is stored, with what
// they replace.
func (c *changer) changedPicks(ctx context.Context, wanted []season.Pick) (changed []season.Pick, over []pickContent, err error) {
	for _, w := range wanted {
		old, err := c.standingPick(ctx, w)
		if err != nil {
			return nil, nil, err
		}
		w.By = c.by
		if old.Version != w.Version {
			return nil, nil, pickConflict(w, old.Pick)
		}
		if old.Take != w.Take {
			changed, over = append(changed, w), append(over, old)
		}
	}
	return changed, over, nil
}

// pick writes one pick of an action, over the one that it replaces.
func (c *changer) pick(ctx context.Context, action int64, p season.Pick, over pickContent) error {
	if err := c.keepPick(ctx, p, over.Version, sql.NullInt64{}); err != nil {
		return err
	}
	return c.exec(ctx, addPickItemSQL, action, string(p.Market), string(p.Episode), string(p.Key), p.Spoken, over.of, over.Version+1)
}

// keepPick stores p as the version after over.
func (c *changer) keepPick(ctx context.Context, p season.Pick, over int64, restores sql.NullInt64) error {
	err := c.exec(ctx, addPickSQL, string(p.Market), string(p.Episode), string(p.Key), p.Spoken, p.Take, p.By, c.at.UnixMicro(), over+1, restores)
	if err != nil {
		return withoutLine(p.Place(), err)
	}
	return nil
}

// pickItem is one choice of an action: see item.
type pickItem struct {
	season.Pick
	from, to int64
}

// movePicks restores what an action's picks were, or became.
func (c *changer) movePicks(ctx context.Context, action int64, back bool) ([]season.Place, error) {
	items, err := collect(ctx, c.tx, pickItemsSQL, []any{action}, func(rows *sql.Rows, i *pickItem) error {
		was, became := &i.to, &i.from
		if !back {
			was, became = &i.from, &i.to
		}
		return rows.Scan(&i.Market, &i.Episode, &i.Key, &i.Spoken, was, became)
	})
	if err != nil {
		return nil, err
	}
	var places []season.Place
	for _, i := range items {
		if err := c.movePick(ctx, i); err != nil {
			return nil, err
		}
		places = append(places, i.Place())
	}
	return places, nil
}

func (c *changer) movePick(ctx context.Context, i pickItem) error {
	now, err := c.standingPick(ctx, i.Pick)
	if err != nil {
		return err
	}
	then := i.Pick
	then.Take, then.By = 1, c.by
	if i.to != 0 {
		args := []any{string(i.Market), string(i.Episode), string(i.Key), i.Spoken, i.to}
		if then, err = one(ctx, c, pickVersionSQL, args, scanPick); err != nil {
			return err
		}
	}
	if now.of != i.from {
		then.Version, then.By = i.from, c.by
		return pickConflict(then, now.Pick)
	}
	return c.keepPick(ctx, then, now.Version, sql.NullInt64{Int64: i.to, Valid: true})
}

// pickConflict tells who has picked meanwhile, and which take.
func pickConflict(mine, theirs season.Pick) error {
	as := func(p season.Pick) season.Translation {
		t := season.Translation{Market: mine.Market, Episode: mine.Episode, Key: mine.Key, By: p.By, At: p.At, Version: p.Version}
		if p.Take > 0 {
			t.Text = fmt.Sprint(p.Take)
		}
		return t
	}
	return &season.Conflict{Mine: as(mine), Theirs: as(theirs), About: aboutPick}
}

// Picks returns the picks that hold, of what q selects.
func (s *Store) Picks(ctx context.Context, q Query) ([]season.Pick, error) {
	conditions, args := q.conditions("p.", 1)
	query := strings.Join(append([]string{picksSQL}, conditions...), " AND ")
	ps, err := collect(ctx, s.db, query+` ORDER BY market, episode, line_key, spoken`, args, scanPick)
	return ps, explain(s.path, err)
}

func scanPick(rows *sql.Rows, p *season.Pick) error { return scanPickAnd(rows, p) }

// scanPickAnd scans a pick and what stands after it.
func scanPickAnd(rows *sql.Rows, p *season.Pick, more ...any) error {
	var at int64
	err := rows.Scan(append([]any{&p.Market, &p.Episode, &p.Key, &p.Spoken, &p.Take, &p.By, &at, &p.Version}, more...)...)
	p.At = instant(at)
	return err
}
