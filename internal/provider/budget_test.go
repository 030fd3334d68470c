package provider_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"dramaport/internal/provider"
)

// job is a request with its estimate and its true cost.
type job struct{ estimate, cost float64 }

// TestCeilingIsCrossedByNoMoreThanWhatWasInFlight spends random costs on
// random estimates, at most atOnce at a time, over two providers.
func TestCeilingIsCrossedByNoMoreThanWhatWasInFlight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ceiling := rapid.Float64Range(0.1, 20).Draw(t, "ceiling")
		atOnce := rapid.IntRange(1, 6).Draw(t, "at once")
		jobs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) job {
			estimate := rapid.Float64Range(0.001, 2).Draw(t, "estimate")
			return job{estimate, estimate * rapid.Float64Range(0, 3).Draw(t, "truth")}
		}), 1, 40).Draw(t, "jobs")
		spent, excess, refused := spendAll(ceiling, atOnce, jobs)
		slices.SortFunc(excess, func(a, b float64) int { return cmp.Compare(b, a) })
		bound := ceiling + sum(excess[:min(atOnce, len(excess))]) + 1e-9
		if spent > bound {
			t.Fatalf("spent %v of %v, with what was in flight at most %v", spent, ceiling, bound)
		}
		if total := sumCosts(jobs); !refused && math.Abs(spent-total) > 1e-9 {
			t.Fatalf("spent %v, the jobs cost %v, and none was refused", spent, total)
		}
	})
}

// spendAll returns what was spent and by how much requests cost more than what
// was set aside for them.
func spendAll(ceiling float64, atOnce int, jobs []job) (spent float64, excess []float64, refused bool) {
	b := provider.NewBudget(ceiling)
	slots := make(chan struct{}, atOnce)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, j := range jobs {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			name := []string{"one", "two"}[i%2]
			reserved, err := b.Reserve(context.Background(), name, j.estimate)
			mu.Lock()
			if refused = refused || err != nil; err == nil {
				excess = append(excess, max(0, j.cost-reserved))
			}
			mu.Unlock()
			if err == nil {
				b.Settle(name, reserved, j.cost)
			}
		})
	}
	wg.Wait()
	return b.Spent(), excess, refused
}

func sum(fs []float64) (s float64) {
	for _, f := range fs {
		s += f
	}
	return s
}

func sumCosts(jobs []job) (s float64) {
	for _, j := range jobs {
		s += j.cost
	}
	return s
}

// TestBudgetWaitsForWhatIsInFlight: what is set aside may turn out cheaper.
func TestBudgetWaitsForWhatIsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := provider.NewBudget(1)
		first, err := b.Reserve(t.Context(), "a", 0.8)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			time.Sleep(time.Second)
			b.Settle("a", first, 0.1)
		}()
		second, err := b.Reserve(t.Context(), "a", 0.5)
		if err != nil || second != 0.5 {
			t.Errorf("reserved %v, %v", second, err)
		}
		b.Settle("a", second, 0.5)
		if _, err := b.Reserve(t.Context(), "a", 0.45); !errors.Is(err, provider.ErrCeiling) {
			t.Errorf("beyond the ceiling: %v", err)
		}
		if free, err := b.Reserve(t.Context(), "a", 0); err != nil || free != 0 {
			t.Errorf("what costs nothing: %v, %v", free, err)
		}
		if _, err := b.Reserve(t.Context(), "a", 0.35); !errors.Is(err, provider.ErrCeiling) {
			t.Errorf("an estimate below the dearest request counts as that: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		held, err := b.Reserve(t.Context(), "c", 0.3)
		if _, err2 := b.Reserve(ctx, "d", 0.3); err != nil || !errors.Is(err2, context.DeadlineExceeded) {
			t.Errorf("waiting ends with its context: %v, %v, %v", held, err, err2)
		}
	})
}
