package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"time"
	"unicode/utf8"
)

// querier is what *sql.DB and *sql.Tx have in common for reading.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows, *T) error) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return scanned(rows, scan)
}

// scanned reads all rows and closes them.
func scanned[T any](rows *sql.Rows, scan func(*sql.Rows, *T) error) ([]T, error) {
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := scan(rows, &v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// listText is a list as the text of a column: a JSON array, "" for no items.
func listText[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(list)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// textList is the inverse of listText.
func textList[T any](text string) ([]T, error) {
	if text == "" {
		return nil, nil
	}
	var list []T
	err := json.Unmarshal([]byte(text), &list)
	return list, err
}

// checkText refuses what PostgreSQL would refuse and JSON would change.
func checkText(texts ...string) error {
	for _, t := range texts {
		if !utf8.ValidString(t) {
			return errors.New("the text is not valid UTF-8: decode it before it is kept")
		}
	}
	return nil
}

// instant is a stored time of day.
func instant(us int64) time.Time { return time.UnixMicro(us).UTC() }

// atMost is limit, or no limit if it is not positive.
func atMost(limit int) int64 {
	if limit <= 0 {
		return math.MaxInt32
	}
	return int64(limit)
}

// in is the condition that column is one of names, with placeholders from
// $first on; "" for no names. It returns the arguments too.
func in[S ~string](column string, names []S, first int) (string, []any) {
	if len(names) == 0 {
		return "", nil
	}
	marks, args := make([]string, len(names)), make([]any, len(names))
	for i, n := range names {
		marks[i], args[i] = placeholder(first+i), string(n)
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")", args
}
