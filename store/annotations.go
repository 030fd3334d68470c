package store

import (
	"context"
	"strings"

	"dramaport/season"
)

// Comments returns the comments on the lines that q selects, open and
// resolved, by market, episode and key, a line's in the order of writing.
func (s *Store) Comments(ctx context.Context, q Query) ([]season.Comment, error) {
	rs, err := s.annotations(ctx, kindComment, q)
	all := make([]season.Comment, 0, len(rs))
	for _, r := range rs {
		c := season.Comment{ID: r.id, Place: r.Place, By: r.by, At: r.at, Text: r.text, ResolvedBy: r.resolvedBy, Version: r.version}
		if !c.Open() {
			c.ResolvedAt = r.resolvedAt
		}
		all = append(all, c)
	}
	return all, err
}

// Speakers returns the decisions that hold about who speaks a line, by
// episode and key.
func (s *Store) Speakers(ctx context.Context) ([]season.SpeakerSet, error) {
	rs, err := s.annotations(ctx, kindSpeaker, Query{})
	all := make([]season.SpeakerSet, 0, len(rs))
	for _, r := range rs {
		all = append(all, season.SpeakerSet{Episode: r.Episode, Key: r.Key, Speaker: r.text, By: r.by, At: r.at})
	}
	return all, err
}

// Assignments returns who is to look at the lines that q selects, by market,
// episode and key. Lines that are nobody's are not among them.
func (s *Store) Assignments(ctx context.Context, q Query) ([]season.Assignment, error) {
	rs, err := s.annotations(ctx, kindAssignment, q)
	all := make([]season.Assignment, 0, len(rs))
	for _, r := range rs {
		all = append(all, season.Assignment{Place: r.Place, To: r.text, By: r.by, At: r.at})
	}
	return all, err
}

func (s *Store) annotations(ctx context.Context, kind string, q Query) ([]annotation, error) {
	conditions, more := q.conditions("", 2)
	query := strings.Join(append([]string{annotationsSQL}, conditions...), " AND ") + annotationsOrder
	rs, err := collect(ctx, s.db, query, append([]any{kind}, more...), scanAnnotation)
	return rs, explain(s.path, err)
}
