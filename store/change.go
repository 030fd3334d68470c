package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"dramaport/season"

	sqlite3 "modernc.org/sqlite/lib"
)

// errRaced says that a row changed between reading and writing it.
var errRaced = errors.New("changed while it was written: try again")

// name is what tells one translation from another.
type name struct {
	market  season.MarketName
	episode season.EpisodeName
	key     season.LineKey
}

func nameOf(t season.Translation) name { return name{t.Market, t.Episode, t.Key} }

// current reads the stored rows of all markets and episodes in ts.
func current(ctx context.Context, tx *sql.Tx, ts []season.Translation) (map[name]season.Translation, error) {
	type part struct {
		market  season.MarketName
		episode season.EpisodeName
	}
	rows, read := map[name]season.Translation{}, map[part]bool{}
	for _, t := range ts {
		p := part{t.Market, t.Episode}
		if read[p] {
			continue
		}
		read[p] = true
		stored, err := readTranslations(ctx, tx, Query{
			Markets: []season.MarketName{p.market}, Episodes: []season.EpisodeName{p.episode}})
		if err != nil {
			return nil, err
		}
		for _, r := range stored {
			rows[nameOf(r)] = r
		}
	}
	return rows, nil
}

// changer writes translations together with their history.
type changer struct {
	put, add *sql.Stmt
	at       time.Time
}

func newChanger(ctx context.Context, tx *sql.Tx) (*changer, error) {
	put, err := tx.PrepareContext(ctx, putTranslationSQL)
	if err != nil {
		return nil, err
	}
	add, err := tx.PrepareContext(ctx, addChangeSQL)
	if err != nil {
		return nil, errors.Join(err, put.Close())
	}
	return &changer{put: put, add: add, at: time.Now().UTC().Truncate(time.Microsecond)}, nil
}

func (c *changer) close() { _ = errors.Join(c.put.Close(), c.add.Close()) }

// write stores t as the version after t.Version, with its history row, and
// returns it as stored.
func (c *changer) write(ctx context.Context, t season.Translation) (season.Translation, error) {
	doubts, err := listText(t.Doubts)
	if err != nil {
		return t, fmt.Errorf("%s: %v", place(t), err)
	}
	t.Version++
	t.At = c.at
	args := []any{string(t.Market), string(t.Episode), string(t.Key), t.Text, string(t.State), string(t.Origin),
		t.Engine, t.Basis, t.By, t.At.UnixMicro(), t.Note, doubts, t.Version}
	var version int64
	err = c.put.QueryRowContext(ctx, args...).Scan(&version)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return t, fmt.Errorf("%s: %w", place(t), errRaced)
	case hasCode(err, sqlite3.SQLITE_CONSTRAINT):
		return t, fmt.Errorf("%s: the store has no such line: keep the lines of the episode first (%v)", place(t), err)
	case err != nil:
		return t, fmt.Errorf("%s: %w", place(t), err)
	}
	if _, err := c.add.ExecContext(ctx, args...); err != nil {
		return t, fmt.Errorf("%s: %w", place(t), err)
	}
	return t, nil
}

// checkTranslation refuses what names no line or cannot be kept as it is.
func checkTranslation(t season.Translation) error {
	if t.Market == "" || t.Episode == "" || t.Key == "" {
		return fmt.Errorf("%s: a translation needs a market, an episode and a line key", place(t))
	}
	texts := []string{string(t.Market), string(t.Episode), string(t.Key), t.Text, string(t.Origin), t.Engine, t.Basis, t.By, t.Note}
	for _, d := range t.Doubts {
		texts = append(texts, d.Message)
	}
	if err := checkText(texts...); err != nil {
		return fmt.Errorf("%s: %v", place(t), err)
	}
	return nil
}

// sameProposal compares what a machine proposes, not who kept it and when.
func sameProposal(a, b season.Translation) bool {
	return a.Text == b.Text && a.State == b.State && a.Origin == b.Origin && a.Engine == b.Engine &&
		a.Basis == b.Basis && a.Note == b.Note && slices.Equal(a.Doubts, b.Doubts)
}
