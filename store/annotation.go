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

// The kinds of annotations, and what Conflict.About calls them.
const (
	kindComment    = "comment"
	kindSpeaker    = "speaker"
	kindAssignment = "assignment"
)

// annotation is what stands beside a line: a comment, who speaks it (in every
// market), who is to look at it. An empty text means that there is none.
type annotation struct {
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

// annotationsOf are a change's annotations, as they are to become.
func annotationsOf(d season.Change) []annotation {
	var all []annotation
	for _, s := range d.Speakers {
		all = append(all, annotation{kind: kindSpeaker, Place: season.Place{Episode: s.Episode, Key: s.Key}, text: s.Speaker})
	}
	for _, a := range d.Assignments {
		all = append(all, annotation{kind: kindAssignment, Place: a.Place, text: a.To})
	}
	for _, c := range d.Comments {
		all = append(all, annotation{id: c.ID, kind: kindComment, Place: c.Place, text: c.Text, resolvedBy: c.ResolvedBy, version: c.Version})
	}
	return all
}

// checkAnnotations refuses what names no line, or is said twice at once.
func checkAnnotations(rs []annotation) error {
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

// changedAnnotations are those of wanted that differ from what is stored, each
// with the id and version of what it replaces (0: nothing).
func (c *changer) changedAnnotations(ctx context.Context, wanted []annotation) ([]annotation, error) {
	var changed []annotation
	for _, w := range wanted {
		old, err := c.stored(ctx, w)
		if err != nil {
			return nil, err
		}
		if w.kind == kindComment && old.version != w.version {
			return nil, c.annotationConflict(ctx, w, old)
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

// stored is what a annotation would replace; the zero annotation if nothing.
func (c *changer) stored(ctx context.Context, w annotation) (annotation, error) {
	query, args := singleAnnotationSQL, []any{w.kind, string(w.Market), string(w.Episode), string(w.Key)}
	if w.kind == kindComment {
		if w.id == 0 {
			return annotation{}, nil
		}
		query, args = annotationSQL, []any{w.id}
	}
	s, err := c.prepared(ctx, query)
	if err != nil {
		return annotation{}, err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return annotation{}, err
	}
	found, err := scanned(rows, scanAnnotation)
	switch {
	case err != nil:
		return annotation{}, err
	case len(found) > 0 && found[0].kind == w.kind:
		return found[0], nil
	case w.kind == kindComment:
		return annotation{}, fmt.Errorf("%s: the store has no comment %d", w.Place, w.id)
	}
	return annotation{}, nil
}

// annotation writes one annotation of an action, over the version that it has.
func (c *changer) annotation(ctx context.Context, action int64, r annotation) (err error) {
	seen := r.version
	if r, err = c.keepAnnotation(ctx, r, sql.NullInt64{}); err != nil {
		return err
	}
	return c.exec(ctx, addAnnotationItemSQL, action, string(r.Market), string(r.Episode), string(r.Key), r.id, seen, r.version)
}

// keepAnnotation stores r as the version after r.version, with its history.
func (c *changer) keepAnnotation(ctx context.Context, r annotation, restores sql.NullInt64) (annotation, error) {
	var err error
	r.version++
	if r.id == 0 {
		r.id, err = c.number(ctx, addAnnotationSQL, r.kind, string(r.Market), string(r.Episode), string(r.Key),
			r.text, r.by, r.at.UnixMicro(), r.resolvedBy, r.resolvedAt.UnixMicro())
	} else {
		_, err = c.number(ctx, setAnnotationSQL, r.id, r.text, r.by, r.at.UnixMicro(), r.resolvedBy, r.resolvedAt.UnixMicro(), r.version)
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, fmt.Errorf("%s: %w", r.Place, errRaced)
	case err != nil:
		return r, withoutLine(r.Place, err)
	}
	return r, c.exec(ctx, addAnnotationChangeSQL, r.id, r.text, c.by, c.at.UnixMicro(),
		r.resolvedBy, r.resolvedAt.UnixMicro(), r.version, c.label, restores)
}

// moveAnnotation restores a annotation of an action.
func (c *changer) moveAnnotation(ctx context.Context, i item) error {
	now, err := one(ctx, c, annotationSQL, []any{i.annotation}, scanAnnotation)
	if err != nil {
		return err
	}
	then := now
	then.text, then.resolvedBy, then.resolvedAt, then.by, then.at = "", "", time.UnixMicro(0), c.by, c.at
	if i.to != 0 {
		if then, err = one(ctx, c, annotationVersionSQL, []any{i.annotation, i.to}, scanAnnotation); err != nil {
			return err
		}
	}
	of, err := c.number(ctx, annotationContentSQL, i.annotation, now.version)
	if err != nil {
		return err
	}
	if of != i.from {
		then.version = i.from
		return c.annotationConflict(ctx, then, now)
	}
	then.version = now.version
	if then.kind == kindComment {
		then.by, then.at = now.by, now.at
	}
	_, err = c.keepAnnotation(ctx, then, sql.NullInt64{Int64: i.to, Valid: true})
	return err
}

// annotationConflict tells who has changed a annotation since, which need not be
// whose it is.
func (c *changer) annotationConflict(ctx context.Context, mine, theirs annotation) error {
	if theirs.id != 0 {
		last, err := one(ctx, c, annotationVersionSQL, []any{theirs.id, theirs.version}, scanAnnotation)
		if err != nil {
			return err
		}
		theirs.by, theirs.at = last.by, last.at
	}
	mine.by = c.by
	as := func(r annotation) season.Translation {
		return season.Translation{Market: r.Market, Episode: r.Episode, Key: r.Key, Text: r.text, By: r.by, At: r.at, Version: r.version}
	}
	return &season.Conflict{Mine: as(mine), Theirs: as(theirs), About: mine.kind}
}

func scanAnnotation(rows *sql.Rows, r *annotation) error {
	var at, resolved int64
	err := rows.Scan(&r.id, &r.kind, &r.Market, &r.Episode, &r.Key, &r.text, &r.by, &at, &r.resolvedBy, &resolved, &r.version)
	r.at, r.resolvedAt = instant(at), instant(resolved)
	return err
}
