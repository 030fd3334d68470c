package store_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dramaport/store"
)

func noon(after time.Duration) time.Time {
	return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC).Add(after)
}

// take asks for the lease "draft us" at a time, for ten seconds.
func take(t *testing.T, s *store.Store, owner string, at time.Time, gone string) store.Lease {
	t.Helper()
	l, err := s.Acquire(t.Context(), store.Lease{Name: "draft us", Owner: owner, Until: at.Add(10 * time.Second)}, at, gone)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLeaseHasOneOwner(t *testing.T) {
	s := fresh(t, 1)
	if l, err := s.Lease(t.Context(), "draft us"); err != nil || l.Owner != "" || !l.Free(noon(0)) {
		t.Errorf("before: %+v, %v", l, err)
	}
	if l := take(t, s, "a", noon(0), ""); l.Owner != "a" {
		t.Errorf("a: %+v", l)
	}
	if l := take(t, s, "a", noon(time.Second), ""); l.Owner != "a" || !l.Until.Equal(noon(11*time.Second)) {
		t.Errorf("a again: %+v", l)
	}
	if l := take(t, s, "b", noon(2*time.Second), "c"); l.Owner != "a" || l.Free(noon(11*time.Second)) {
		t.Errorf("b while a has it: %+v", l)
	}
	// Renewed, it outlasts its first end; run out, anybody may have it.
	if names, err := s.Renew(t.Context(), "a", noon(20*time.Second)); err != nil || len(names) != 1 || names[0] != "draft us" {
		t.Errorf("renewed %v, %v", names, err)
	}
	if l := take(t, s, "b", noon(15*time.Second), ""); l.Owner != "a" {
		t.Errorf("b after a renewed: %+v", l)
	}
	if l := take(t, s, "b", noon(21*time.Second), ""); l.Owner != "b" {
		t.Errorf("b after it ran out: %+v", l)
	}
	// Who lost it hears so, and gives nothing back that is another's.
	if names, err := s.Renew(t.Context(), "a", noon(40*time.Second)); err != nil || len(names) != 0 {
		t.Errorf("a still has %v, %v", names, err)
	}
	if err := s.Release(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if l, err := s.Lease(t.Context(), "draft us"); err != nil || l.Owner != "b" {
		t.Errorf("after a's release: %+v, %v", l, err)
	}
	// An owner who is known to be no more need not be waited for.
	if l := take(t, s, "c", noon(22*time.Second), "b"); l.Owner != "c" {
		t.Errorf("c after b's death: %+v", l)
	}
	if err := s.Release(t.Context(), "c"); err != nil {
		t.Fatal(err)
	}
	if l, err := s.Lease(t.Context(), "draft us"); err != nil || !l.Free(noon(0)) {
		t.Errorf("after c's release: %+v, %v", l, err)
	}
}

func TestLeaseNeedsANameAnOwnerAndATime(t *testing.T) {
	s := fresh(t, 1)
	for _, l := range []store.Lease{{Name: "", Owner: "a", Until: noon(time.Second)}, {Name: "n", Until: noon(time.Second)}, {Name: "n", Owner: "a", Until: noon(0)}} {
		if _, err := s.Acquire(t.Context(), l, noon(0), ""); err == nil {
			t.Errorf("%+v was taken", l)
		}
	}
}

// TestLeasesUnderContention: of many who ask at once, over two connections to
// one file, exactly one gets each lease.
func TestLeasesUnderContention(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	stores := []*store.Store{open(t, path), open(t, path)}
	const workers, names = 8, 40
	won := make([]int, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for n := range names {
				l := store.Lease{Name: fmt.Sprint("e", n), Owner: fmt.Sprint("w", w), Until: noon(time.Second)}
				if got, err := stores[w%2].Acquire(t.Context(), l, noon(0), ""); err != nil {
					t.Error(err)
				} else if got.Owner == l.Owner {
					won[w]++
				}
			}
		})
	}
	all.Wait()
	sum := 0
	for _, n := range won {
		sum += n
	}
	if sum != names {
		t.Errorf("%d leases were taken, of %d: %v", sum, names, won)
	}
}
