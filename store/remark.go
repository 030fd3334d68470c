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

// The kinds of remarks, and what Conflict.About calls them.
const (
	kindComment    = "comment"
	kindSpeaker    = "speaker"
	kindAssignment = "assignment"
)

// remark is what stands beside a line: a comment, who speaks it (in every
// market), who is to look at it. An empty text means that there is none.
type remark struct {
	id   int64
	kind string
	season.Place
	text       string
	by         string
	at         time.Time
	resolvedBy string
	resolvedAt time.Time
	version    int64
}

// remarksOf are a deed's remarks, as they are to become.
func remarksOf(d season.Deed) []remark {
	var all []remark
	for _, s := range d.Speakers {
		all = append(all, remark{kind: kindSpeaker, Place: season.Place{Episode: s.Episode, Key: s.Key}, text: s.Speaker})
	}
	for _, a := range d.Assignments {
		all = append(all, remark{kind: kindAssignment, Place: a.Place, text: a.To})
	}
	for _, c := range d.Comments {
		all = append(all, remark{id: c.ID, kind: kindComment, Place: c.Place, text: c.Text, resolvedBy: c.ResolvedBy, version: c.Version})
	}
	return all
}

// checkRemarks refuses what names no line, or is said twice at once.
func checkRemarks(rs []remark) error {
	type target struct {
		kind string
		id   int64
		season.Place
	}
	seen := make(map[target]bool, len(rs))
	for _, r := range rs {
		t := target{r.kind, r.id, r.Place}
		switch {
		case r.Episode == "" || r.Key == "" || r.Market == "" && r.kind != kindSpeaker:
			return fmt.Errorf("%s: the %s needs a market, an episode and a line key", r.Place, r.kind)
		case r.kind == kindComment && strings.TrimSpace(r.text) == "":
			return fmt.Errorf("%s: a comment needs a text", r.Place)
		case seen[t] && (r.kind != kindComment || r.id != 0):
			return fmt.Errorf("%s: the %s is set twice at once", r.Place, r.kind)
		}
		seen[t] = true
		if err := checkText(string(r.Market), string(r.Episode), string(r.Key), r.text, r.resolvedBy); err != nil {
			return fmt.Errorf("%s: %v", r.Place, err)
		}
	}
	return nil
}

// changedRemarks are those of wanted that differ from what is stored, each
// with the id and version of what it replaces (0: nothing).
func (c *changer) changedRemarks(ctx context.Context, wanted []remark) ([]remark, error) {
	var changed []remark
	for _, w := range wanted {
		old, err := c.stored(ctx, w)
		if err != nil {
			return nil, err
		}
		if w.kind == kindComment && old.version != w.version {
			return nil, c.remarkConflict(ctx, w, old)
		}
		w.id, w.version = old.id, old.version
		w.by, w.at, w.resolvedAt = c.by, c.at, c.at
		if w.kind == kindComment && old.id != 0 { // it stays whose it is
			w.Place, w.by, w.at = old.Place, old.by, old.at
		}
		switch {
		case w.resolvedBy == "":
			w.resolvedAt = time.UnixMicro(0)
		case old.resolvedBy != "":
			w.resolvedBy, w.resolvedAt = old.resolvedBy, old.resolvedAt
		default:
			w.resolvedBy = c.by
		}
		if w.text != old.text || w.resolvedBy != old.resolvedBy {
			changed = append(changed, w)
		}
	}
	return changed, nil
}

// stored is what a remark would replace; the zero remark if nothing.
func (c *changer) stored(ctx context.Context, w remark) (remark, error) {
	query, args := singleRemarkSQL, []any{w.kind, string(w.Market), string(w.Episode), string(w.Key)}
	if w.kind == kindComment {
		if w.id == 0 {
			return remark{}, nil
		}
		query, args = remarkSQL, []any{w.id}
	}
	s, err := c.prepared(ctx, query)
	if err != nil {
		return remark{}, err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return remark{}, err
	}
	found, err := scanned(rows, scanRemark)
	switch {
	case err != nil:
		return remark{}, err
	case len(found) > 0 && found[0].kind == w.kind:
		return found[0], nil
	case w.kind == kindComment:
		return remark{}, fmt.Errorf("%s: the store has no comment %d", w.Place, w.id)
	}
	return remark{}, nil
}

// remark writes one remark of an action, over the version that it has.
func (c *changer) remark(ctx context.Context, action int64, r remark) (err error) {
	seen := r.version
	if r, err = c.keepRemark(ctx, r, sql.NullInt64{}); err != nil {
		return err
	}
	return c.exec(ctx, addRemarkItemSQL, action, string(r.Market), string(r.Episode), string(r.Key), r.id, seen, r.version)
}

// keepRemark stores r as the version after r.version, with its history.
func (c *changer) keepRemark(ctx context.Context, r remark, restores sql.NullInt64) (remark, error) {
	var err error
	r.version++
	if r.id == 0 {
		r.id, err = c.number(ctx, addRemarkSQL, r.kind, string(r.Market), string(r.Episode), string(r.Key),
			r.text, r.by, r.at.UnixMicro(), r.resolvedBy, r.resolvedAt.UnixMicro())
	} else {
		_, err = c.number(ctx, setRemarkSQL, r.id, r.text, r.by, r.at.UnixMicro(), r.resolvedBy, r.resolvedAt.UnixMicro(), r.version)
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, fmt.Errorf("%s: %w", r.Place, errRaced)
	case err != nil:
		return r, withoutLine(r.Place, err)
	}
	return r, c.exec(ctx, addRemarkChangeSQL, r.id, r.text, c.by, c.at.UnixMicro(),
		r.resolvedBy, r.resolvedAt.UnixMicro(), r.version, c.label, restores)
}

// moveRemark restores a remark of an action.
func (c *changer) moveRemark(ctx context.Context, i item) error {
	now, err := one(ctx, c, remarkSQL, []any{i.remark}, scanRemark)
	if err != nil {
		return err
	}
	then := now
	then.text, then.resolvedBy, then.resolvedAt, then.by, then.at = "", "", time.UnixMicro(0), c.by, c.at
	if i.to != 0 {
		if then, err = one(ctx, c, remarkVersionSQL, []any{i.remark, i.to}, scanRemark); err != nil {
			return err
		}
	}
	of, err := c.number(ctx, remarkContentSQL, i.remark, now.version)
	if err != nil {
		return err
	}
	if of != i.from {
		then.version = i.from
		return c.remarkConflict(ctx, then, now)
	}
	then.version = now.version
	if then.kind == kindComment {
		then.by, then.at = now.by, now.at
	}
	_, err = c.keepRemark(ctx, then, sql.NullInt64{Int64: i.to, Valid: true})
	return err
}

// remarkConflict tells who has changed a remark since, which need not be
// whose it is.
func (c *changer) remarkConflict(ctx context.Context, mine, theirs remark) error {
	if theirs.id != 0 {
		last, err := one(ctx, c, remarkVersionSQL, []any{theirs.id, theirs.version}, scanRemark)
		if err != nil {
			return err
		}
		theirs.by, theirs.at = last.by, last.at
	}
	mine.by = c.by
	as := func(r remark) season.Translation {
		return season.Translation{Market: r.Market, Episode: r.Episode, Key: r.Key, Text: r.text, By: r.by, At: r.at, Version: r.version}
	}
	return &season.Conflict{Mine: as(mine), Theirs: as(theirs), About: mine.kind}
}

func scanRemark(rows *sql.Rows, r *remark) error {
	var at, resolved int64
	err := rows.Scan(&r.id, &r.kind, &r.Market, &r.Episode, &r.Key, &r.text, &r.by, &at, &r.resolvedBy, &resolved, &r.version)
	r.at, r.resolvedAt = instant(at), instant(resolved)
	return err
}
