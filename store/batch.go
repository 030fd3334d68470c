package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"dramaport/season"
)

// The SQL of batches, as sql.go demands it.
const (
	batchColumns = `token, translator, submitted_us, provider_id, ended`

	addBatchSQL = `INSERT INTO batch (` + batchColumns + `) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (token) DO NOTHING RETURNING token`

	batchSQL = `SELECT ` + batchColumns + ` FROM batch WHERE token = $1`

	pendingBatchesSQL = `SELECT ` + batchColumns + ` FROM batch WHERE ended = '' ORDER BY submitted_us, token`

	setBatchIDSQL = `UPDATE batch SET provider_id = $2 WHERE token = $1`

	endBatchSQL = `UPDATE batch SET ended = $2 WHERE token = $1`

	dropBatchSQL = `DELETE FROM batch WHERE token = $1`

	addRequestSQL = `INSERT INTO batch_request (token, request, number, market, episode, lines, done)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`

	requestsSQL = `SELECT request, market, episode, lines, done FROM batch_request WHERE token = $1 ORDER BY number`

	requestDoneSQL = `UPDATE batch_request SET done = TRUE WHERE token = $1 AND request = $2`

	dropRequestsSQL = `DELETE FROM batch_request WHERE token = $1`
)

// Batch is a batch of requests at a provider. It is kept before it is
// submitted, so that whoever comes after a run that was killed finds it at the
// provider by its token and never pays for it twice.
type Batch struct {
	// Token is in the batch's metadata at the provider.
	Token      string
	Translator string
	Submitted  time.Time
	// ID is the provider's, "" until it has answered.
	ID string
	// Ended is how it ended, in the provider's word, once all is kept; it then
	// has no Requests any more. "" while it is under way.
	Ended    string
	Requests []BatchRequest
}

// BatchRequest is one request of a batch.
type BatchRequest struct {
	ID      string
	Market  season.MarketName
	Episode season.EpisodeName
	// Lines are the request's lines in their order.
	Lines []BatchLine
	// Done says that the reply is kept.
	Done bool
}

// BatchLine is a line of a request, with the basis it was asked for on.
type BatchLine struct {
	Key   season.LineKey `json:"key"`
	Basis string         `json:"basis"`
}

// AddBatches keeps batches whose token is new; of the others nothing changes.
// What it keeps is on the disk when it returns: a batch that is submitted and
// then forgotten is paid for twice.
func (s *Store) AddBatches(ctx context.Context, bs ...Batch) error {
	for _, b := range bs {
		if b.Token == "" || b.Translator == "" {
			return fmt.Errorf("batch %q of translator %q: needs both", b.Token, b.Translator)
		}
	}
	return s.writeDurably(ctx, func(tx *sql.Tx) error {
		var failed []error
		for _, b := range bs {
			failed = append(failed, addBatch(ctx, tx, b))
		}
		return errors.Join(failed...)
	})
}

func addBatch(ctx context.Context, tx *sql.Tx, b Batch) error {
	c := newChanger(tx, "", "")
	defer c.close()
	rows, err := c.prepared(ctx, addBatchSQL)
	if err != nil {
		return err
	}
	var token string
	err = rows.QueryRowContext(ctx, b.Token, b.Translator, b.Submitted.UnixMicro(), b.ID, b.Ended).Scan(&token)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // it is known
	}
	for i := 0; err == nil && i < len(b.Requests); i++ {
		r := b.Requests[i]
		var lines string
		if lines, err = listText(r.Lines); err == nil {
			err = c.exec(ctx, addRequestSQL, b.Token, r.ID, i, string(r.Market), string(r.Episode), lines, r.Done)
		}
	}
	return err
}

// Batch returns a batch by its token; ok is false if there is none.
func (s *Store) Batch(ctx context.Context, token string) (b Batch, ok bool, err error) {
	found, err := s.batches(ctx, batchSQL, token)
	if err != nil || len(found) == 0 {
		return Batch{}, false, err
	}
	return found[0], true, nil
}

// PendingBatches are those that have not ended, oldest first.
func (s *Store) PendingBatches(ctx context.Context) ([]Batch, error) {
	return s.batches(ctx, pendingBatchesSQL)
}

func (s *Store) batches(ctx context.Context, query string, args ...any) ([]Batch, error) {
	bs, err := collect(ctx, s.db, query, args, func(rows *sql.Rows, b *Batch) error {
		var at int64
		err := rows.Scan(&b.Token, &b.Translator, &at, &b.ID, &b.Ended)
		b.Submitted = instant(at)
		return err
	})
	for i := 0; err == nil && i < len(bs); i++ {
		bs[i].Requests, err = collect(ctx, s.db, requestsSQL, []any{bs[i].Token}, scanRequest)
	}
	return bs, explain(s.path, err)
}

func scanRequest(rows *sql.Rows, r *BatchRequest) error {
	var lines string
	err := rows.Scan(&r.ID, &r.Market, &r.Episode, &lines, &r.Done)
	if err == nil {
		r.Lines, err = textList[BatchLine](lines)
	}
	return err
}

// SetBatchID keeps the provider's name for a batch, "" if it has none.
func (s *Store) SetBatchID(ctx context.Context, token, id string) error {
	return s.exec(ctx, setBatchIDSQL, token, id)
}

// EndBatch keeps how a batch ended, and lets go of its requests.
func (s *Store) EndBatch(ctx context.Context, token, how string) error {
	if how == "" {
		return errors.New("a batch ends somehow: say how")
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, dropRequestsSQL, token)
		if err == nil {
			_, err = tx.ExecContext(ctx, endBatchSQL, token, how)
		}
		return err
	})
}

// DropBatch removes a batch that the provider never had.
func (s *Store) DropBatch(ctx context.Context, token string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, dropRequestsSQL, token)
		if err == nil {
			_, err = tx.ExecContext(ctx, dropBatchSQL, token)
		}
		return err
	})
}

// KeepReply keeps all that one reply of a batch brings, in one transaction:
// what is proposed for its lines (see Propose), what it has consumed, nil for
// nothing, and that the request is done.
func (s *Store) KeepReply(ctx context.Context, token, request string, ts []season.Translation, u *season.Usage) error {
	for _, t := range ts {
		if err := checkProposal(t); err != nil {
			return err
		}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := propose(ctx, tx, "", ts); err != nil {
			return err
		}
		if u != nil {
			if err := addUsage(ctx, tx, *u); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, requestDoneSQL, token, request)
		return err
	})
}
