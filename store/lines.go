package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"dramaport/season"
)

// Lines returns the current lines of all episodes, each episode's by number.
// Lines that are gone from their track are not among them; see Gone.
func (s *Store) Lines(ctx context.Context) (map[season.EpisodeName][]season.Line, error) {
	stored, err := readLines(ctx, s.db, currentLinesSQL)
	if err != nil {
		return nil, explain(s.path, err)
	}
	byEpisode := map[season.EpisodeName][]season.Line{}
	for _, l := range stored {
		byEpisode[l.Episode] = append(byEpisode[l.Episode], l.Line)
	}
	return byEpisode, nil
}

// Gone returns the lines that an episode once had, as they last were, by
// their last number.
func (s *Store) Gone(ctx context.Context, ep season.EpisodeName) ([]season.Line, error) {
	stored, err := readLines(ctx, s.db, episodeLinesSQL, string(ep))
	if err != nil {
		return nil, explain(s.path, err)
	}
	var gone []season.Line
	for _, l := range stored {
		if l.gone {
			gone = append(gone, l.Line)
		}
	}
	return gone, nil
}

// PutLines makes keyed the current lines of ep. Lines of the episode that are
// not among them are marked gone and kept with their translations; a line
// that is delivered again under its key is current again. Only what differs
// is written, in one transaction; if nothing differs, nothing is.
//
// It is an error if a key is empty or given twice, or if a line names another
// episode; then nothing is written.
func (s *Store) PutLines(ctx context.Context, ep season.EpisodeName, keyed []season.Line) error {
	if err := checkLines(ep, keyed); err != nil {
		return err
	}
	stored, err := readLines(ctx, s.db, episodeLinesSQL, string(ep))
	if err != nil {
		return explain(s.path, err)
	}
	if len(changedLines(stored, keyed)) == 0 {
		return nil
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		// Read again: another process may have written in between.
		stored, err := readLines(ctx, tx, episodeLinesSQL, string(ep))
		if err != nil {
			return err
		}
		return writeLines(ctx, tx, changedLines(stored, keyed))
	})
}

// checkLines refuses lines that cannot be told apart.
func checkLines(ep season.EpisodeName, keyed []season.Line) error {
	seen := make(map[season.LineKey]bool, len(keyed))
	for _, l := range keyed {
		switch {
		case ep == "" || l.Episode != ep:
			return fmt.Errorf("%s: a line of episode %q among those of %q", l.Ref(), l.Episode, ep)
		case l.Key == "":
			return fmt.Errorf("%s: the line has no key", l.Ref())
		case seen[l.Key]:
			return fmt.Errorf("%s: the key %q is that of two lines", l.Ref(), string(l.Key))
		}
		seen[l.Key] = true
		texts := append([]string{string(l.Key), l.Speaker, l.Text, l.Before, l.After, l.CueID, l.Settings}, l.Tags...)
		if err := checkText(texts...); err != nil {
			return fmt.Errorf("%s: %v", l.Ref(), err)
		}
	}
	return nil
}

// storedLine is a row of the table line.
type storedLine struct {
	season.Line
	gone bool
}

// changedLines returns the rows to write so that stored becomes keyed.
func changedLines(stored []storedLine, keyed []season.Line) []storedLine {
	old := make(map[season.LineKey]storedLine, len(stored))
	for _, l := range stored {
		old[l.Key] = l
	}
	var rows []storedLine
	for _, l := range keyed {
		before, known := old[l.Key]
		if !known || before.gone || !sameLine(before.Line, l) {
			rows = append(rows, storedLine{Line: l})
		}
		delete(old, l.Key)
	}
	for _, l := range stored {
		if _, absent := old[l.Key]; absent && !l.gone {
			l.gone = true
			rows = append(rows, l)
		}
	}
	return rows
}

// sameLine compares all fields.
func sameLine(a, b season.Line) bool {
	return a.Episode == b.Episode && a.Key == b.Key && a.Number == b.Number &&
		a.Start == b.Start && a.End == b.End && a.Speaker == b.Speaker && a.Text == b.Text &&
		a.Before == b.Before && a.After == b.After && slices.Equal(a.Tags, b.Tags) &&
		a.CueID == b.CueID && a.Settings == b.Settings
}

func writeLines(ctx context.Context, tx *sql.Tx, rows []storedLine) error {
	put, err := tx.PrepareContext(ctx, putLineSQL)
	if err != nil {
		return err
	}
	defer put.Close()
	for _, l := range rows {
		tags, err := listText(l.Tags)
		if err != nil {
			return fmt.Errorf("%s: %v", l.Ref(), err)
		}
		_, err = put.ExecContext(ctx, string(l.Episode), string(l.Key), int64(l.Number),
			int64(l.Start), int64(l.End), l.Speaker, l.Text, l.Before, l.After, tags, l.CueID, l.Settings, l.gone)
		if err != nil {
			return fmt.Errorf("%s: %w", l.Ref(), err)
		}
	}
	return nil
}

func readLines(ctx context.Context, q querier, query string, args ...any) ([]storedLine, error) {
	return collect(ctx, q, query, args, func(rows *sql.Rows, l *storedLine) error {
		var ep, key, tags string
		var start, end int64
		err := rows.Scan(&ep, &key, &l.Number, &start, &end, &l.Speaker, &l.Text,
			&l.Before, &l.After, &tags, &l.CueID, &l.Settings, &l.gone)
		if err != nil {
			return err
		}
		l.Episode, l.Key = season.EpisodeName(ep), season.LineKey(key)
		l.Start, l.End = time.Duration(start), time.Duration(end)
		l.Tags, err = textList[string](tags)
		return err
	})
}
