package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"dramaport/season"
)

// Query selects translations. An empty list selects all.
type Query struct {
	Markets  []season.MarketName
	Episodes []season.EpisodeName
}

// conditions are the conditions of q on columns of the given prefix, with
// placeholders from $first on, and their arguments.
func (q Query) conditions(prefix string, first int) ([]string, []any) {
	var all []string
	markets, args := in(prefix+"market", q.Markets, first)
	episodes, more := in(prefix+"episode", q.Episodes, first+len(args))
	for _, c := range []string{markets, episodes} {
		if c != "" {
			all = append(all, c)
		}
	}
	return all, append(args, more...)
}

func placeholder(n int) string { return "$" + strconv.Itoa(n) }

// Translations returns the stored translations that q selects, ordered by
// market, episode and key. Those of lines that are gone are among them.
func (s *Store) Translations(ctx context.Context, q Query) ([]season.Translation, error) {
	ts, err := readTranslations(ctx, s.db, q)
	return ts, explain(s.path, err)
}

func readTranslations(ctx context.Context, db querier, q Query) ([]season.Translation, error) {
	conditions, args := q.conditions("", 1)
	query := translationsSQL
	if len(conditions) > 0 {
		query += " WHERE " + strings.Join(conditions, " AND ")
	}
	return collect(ctx, db, query+translationsOrder, args, scanTranslation)
}

func scanTranslation(rows *sql.Rows, t *season.Translation) error { return scanTranslationAnd(rows, t) }

// scanTranslationAnd scans further columns as well.
func scanTranslationAnd(rows *sql.Rows, t *season.Translation, more ...any) error {
	var market, episode, key, state, origin, findings string
	var at int64
	err := rows.Scan(append([]any{&market, &episode, &key, &t.Text, &state, &origin, &t.Engine,
		&t.Basis, &t.By, &at, &t.Note, &findings, &t.Version}, more...)...)
	if err != nil {
		return err
	}
	t.Market, t.Episode, t.Key = season.MarketName(market), season.EpisodeName(episode), season.LineKey(key)
	t.State, t.Origin, t.At = season.State(state), season.Origin(origin), instant(at)
	t.Findings, err = textList[season.Finding](findings)
	return err
}
