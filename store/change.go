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

// current reads the stored rows of all markets and episodes in ts.
func current(ctx context.Context, tx *sql.Tx, ts []season.Translation) (map[season.Place]season.Translation, error) {
	type part struct {
		market  season.MarketName
		episode season.EpisodeName
	}
	rows, read := map[season.Place]season.Translation{}, map[part]bool{}
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
			rows[r.Place()] = r
		}
	}
	return rows, nil
}

// changer writes translations and annotations together with their history, all at
// the same time and under the same label.
type changer struct {
	tx    *sql.Tx
	by    string
	label string
	at    time.Time
	stmts map[string]*sql.Stmt
}

func newChanger(tx *sql.Tx, by, label string) *changer {
	return &changer{tx: tx, by: by, label: label, at: time.Now().UTC().Truncate(time.Microsecond), stmts: map[string]*sql.Stmt{}}
}

func (c *changer) close() {
	for _, s := range c.stmts {
		_ = s.Close() // the transaction's end decides, not this
	}
}

// prepared is query, prepared once.
func (c *changer) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.tx.PrepareContext(ctx, query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

func (c *changer) exec(ctx context.Context, query string, args ...any) error {
	s, err := c.prepared(ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// number runs a query that returns one whole number, or no row.
func (c *changer) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	s, err := c.prepared(ctx, query)
	if err != nil {
		return 0, err
	}
	err = s.QueryRowContext(ctx, args...).Scan(&n)
	return n, err
}

// write stores t as the changer's, as the version after t.Version, with its
// history row, and returns it as stored.
func (c *changer) write(ctx context.Context, t season.Translation) (season.Translation, error) {
	t.By, t.At = c.by, c.at
	return c.keep(ctx, t, sql.NullInt64{})
}

// restore stores t, which is what the version content left (0: nothing), as
// the version after t.Version. The history names the changer, the row t.By.
func (c *changer) restore(ctx context.Context, t season.Translation, content int64) error {
	if content == 0 {
		t.By, t.At = c.by, c.at
	}
	_, err := c.keep(ctx, t, sql.NullInt64{Int64: content, Valid: true})
	return err
}

func (c *changer) keep(ctx context.Context, t season.Translation, restores sql.NullInt64) (season.Translation, error) {
	findings, err := listText(t.Findings)
	if err != nil {
		return t, fmt.Errorf("%s: %v", t.Place(), err)
	}
	t.Version++
	args := func(by string, at time.Time) []any {
		return []any{string(t.Market), string(t.Episode), string(t.Key), t.Text, string(t.State), string(t.Origin),
			t.Engine, t.Basis, by, at.UnixMicro(), t.Note, findings, t.Version}
	}
	_, err = c.number(ctx, putTranslationSQL, args(t.By, t.At)...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return t, fmt.Errorf("%s: %w", t.Place(), errRaced)
	case err != nil:
		return t, withoutLine(t.Place(), err)
	}
	if err := c.exec(ctx, addChangeSQL, append(args(c.by, c.at), c.label, restores)...); err != nil {
		return t, fmt.Errorf("%s: %w", t.Place(), err)
	}
	return t, nil
}

// withoutLine says what a broken constraint means.
func withoutLine(p season.Place, err error) error {
	if hasCode(err, sqlite3.SQLITE_CONSTRAINT) {
		return fmt.Errorf("%s: the store has no such line: keep the lines of the episode first (%v)", p, err)
	}
	return fmt.Errorf("%s: %w", p, err)
}

// checkTranslation refuses what names no line or cannot be kept as it is.
func checkTranslation(t season.Translation) error {
	if t.Market == "" || t.Episode == "" || t.Key == "" {
		return fmt.Errorf("%s: a translation needs a market, an episode and a line key", t.Place())
	}
	texts := []string{string(t.Market), string(t.Episode), string(t.Key), t.Text, string(t.Origin), t.Engine, t.Basis, t.By, t.Note}
	for _, d := range t.Findings {
		texts = append(texts, d.Message)
	}
	if err := checkText(texts...); err != nil {
		return fmt.Errorf("%s: %v", t.Place(), err)
	}
	return nil
}

// sameProposal compares what a machine proposes, not who kept it and when.
func sameProposal(a, b season.Translation) bool {
	return a.Text == b.Text && a.State == b.State && a.Origin == b.Origin && a.Engine == b.Engine &&
		a.Basis == b.Basis && a.Note == b.Note && slices.Equal(a.Findings, b.Findings)
}
