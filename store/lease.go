package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// The SQL of leases, as sql.go demands it.
const (
	leaseSQL = `SELECT name, owner, until_us FROM lease WHERE name = $1`

	// acquireSQL takes the time as $4 and an owner who is no more as $5. It
	// returns no row if somebody else has the lease.
	acquireSQL = `INSERT INTO lease (name, owner, until_us) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_us = excluded.until_us
		WHERE lease.owner = excluded.owner OR lease.until_us < $4 OR lease.owner = $5
		RETURNING name, owner, until_us`

	renewSQL = `UPDATE lease SET until_us = $2 WHERE owner = $1 RETURNING name`

	releaseSQL = `DELETE FROM lease WHERE owner = $1`
)

// Lease is the right to do a piece of work until a time. Whoever works on
// renews it; one that has run out may be taken over.
type Lease struct {
	// Name is the work's, "draft us".
	Name string
	// Owner tells one worker's claim from every other, "" for nobody.
	Owner string
	Until time.Time
}

// Free reports whether nobody has the lease at now.
func (l Lease) Free(now time.Time) bool { return l.Owner == "" || l.Until.Before(now) }

// Lease is who has the lease of a name; its Owner is "" if nobody has.
func (s *Store) Lease(ctx context.Context, name string) (Lease, error) {
	found, err := collect(ctx, s.db, leaseSQL, []any{name}, scanLease)
	if err != nil || len(found) == 0 {
		return Lease{Name: name}, explain(s.path, err)
	}
	return found[0], nil
}

// Acquire takes a lease for want.Owner until want.Until, if it is free at now,
// has that owner already, or is held by gone, an owner who is known to be no
// more ("" for none). It returns the lease as it then stands: want, or somebody
// else's.
func (s *Store) Acquire(ctx context.Context, want Lease, now time.Time, gone string) (Lease, error) {
	if want.Name == "" || want.Owner == "" || !want.Until.After(now) {
		return Lease{}, fmt.Errorf("lease %q of owner %q until %v: needs a name, an owner and an end to come", want.Name, want.Owner, want.Until)
	}
	var stands []Lease
	err := s.write(ctx, func(tx *sql.Tx) (err error) {
		stands, err = collect(ctx, tx, acquireSQL, []any{want.Name, want.Owner, want.Until.UnixMicro(), now.UnixMicro(), gone}, scanLease)
		if err == nil && len(stands) == 0 {
			stands, err = collect(ctx, tx, leaseSQL, []any{want.Name}, scanLease)
		}
		if err == nil && len(stands) == 0 {
			err = errors.New("the lease vanished while it was taken: try again")
		}
		return err
	})
	if err != nil {
		return Lease{}, err
	}
	return stands[0], nil
}

// Renew lets every lease of an owner last until a time, and returns the names
// of those that the owner still has: one that is missing was taken over.
func (s *Store) Renew(ctx context.Context, owner string, until time.Time) (names []string, err error) {
	err = s.write(ctx, func(tx *sql.Tx) (err error) {
		names, err = collect(ctx, tx, renewSQL, []any{owner, until.UnixMicro()}, func(r *sql.Rows, name *string) error { return r.Scan(name) })
		return err
	})
	return names, err
}

// Release gives back every lease of an owner.
func (s *Store) Release(ctx context.Context, owner string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, releaseSQL, owner)
		return err
	})
}

func scanLease(rows *sql.Rows, l *Lease) error {
	var until int64
	err := rows.Scan(&l.Name, &l.Owner, &until)
	l.Until = instant(until)
	return err
}
