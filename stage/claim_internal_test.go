package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/store"
)

// twoRuns are two workspaces over one store, as two processes have it.
func twoRuns(t *testing.T) (a, b *Workspace) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "season.db")
	runs := make([]*Workspace, 2)
	for i := range runs {
		s, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		runs[i] = &Workspace{Store: s}
	}
	return runs[0], runs[1]
}

func markets(names ...string) []season.Market {
	var ms []season.Market
	for _, n := range names {
		ms = append(ms, season.Market{Name: season.MarketName(n)})
	}
	return ms
}

func claimed(t *testing.T, d *Workspace, names ...string) *Claim {
	t.Helper()
	c, err := d.Claim(t.Context(), "draft", markets(names...), nil, func(m season.MarketName) { t.Errorf("waits for %s", m) })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClaimIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := twoRuns(t)
		first := claimed(t, a, "us", "latam")
		other := claimed(t, b, "uk") // another market is nobody's
		time.AfterFunc(time.Minute, first.Release)
		var waited []season.MarketName
		begun := time.Now()
		second, err := b.Claim(t.Context(), "draft", markets("us", "latam"), nil, func(m season.MarketName) { waited = append(waited, m) })
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took < time.Minute || took > time.Minute+time.Second {
			t.Errorf("waited %v for a claim of a minute", took)
		}
		if len(waited) != 1 || waited[0] != "latam" {
			t.Errorf("told of %v, want the first market once", waited)
		}
		second.Release()
		other.Release()
		claimed(t, a, "us", "latam", "uk").Release()
		_ = errors.Join(a.Store.Close(), b.Store.Close())
	})
}

func TestStopEndsTheWaitForAClaim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := twoRuns(t)
		first := claimed(t, a, "us")
		stop := make(chan struct{})
		time.AfterFunc(time.Second, func() { close(stop) })
		if _, err := b.Claim(t.Context(), "draft", markets("uk", "us"), stop, func(season.MarketName) {}); !errors.Is(err, localize.ErrStopped) {
			t.Errorf("got %v", err)
		}
		claimed(t, a, "uk").Release() // what was taken before the wait is given back
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := b.Claim(ctx, "draft", markets("us"), nil, func(season.MarketName) {}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		first.Release()
		_ = errors.Join(a.Store.Close(), b.Store.Close())
	})
}

// TestClaimOfADistantRunEndsByItsTime: of a run on another machine nothing is
// known but that it renews its claim no more.
func TestClaimOfADistantRunEndsByItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := twoRuns(t)
		now := time.Now()
		if _, err := a.Store.Acquire(t.Context(), store.Lease{Name: "draft us", Owner: "elsewhere 17 4711 abc", Until: now.Add(claimTime)}, now, ""); err != nil {
			t.Fatal(err)
		}
		c, err := b.Claim(t.Context(), "draft", markets("us"), nil, func(season.MarketName) {})
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(now); took < claimTime || took > claimTime+time.Second {
			t.Errorf("waited %v, want %v", took, claimTime)
		}
		c.Release()
		_ = errors.Join(a.Store.Close(), b.Store.Close())
	})
}

// TestLostClaimStopsNewWork: within a beat, and the end is explained by it.
func TestLostClaimStopsNewWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := twoRuns(t)
		c := claimed(t, a, "latam", "us")
		time.Sleep(10 * claimTime) // renewed all the while
		if err := c.Lost(); err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		if l, err := b.Store.Acquire(t.Context(), store.Lease{Name: "draft us", Owner: "elsewhere", Until: now.Add(time.Hour)}, now, c.owner); err != nil || l.Owner != "elsewhere" {
			t.Fatalf("%+v, %v", l, err)
		}
		<-c.Stop()
		if took := time.Since(now); took > claimBeat {
			t.Errorf("heard of it after %v", took)
		}
		if err := c.Explain(localize.ErrStopped); !errors.Is(c.Lost(), ErrTakenOver) || !errors.Is(err, ErrTakenOver) {
			t.Errorf("%v, explained as %v", c.Lost(), err)
		}
		own := errors.New("no funds")
		if err := c.Explain(own); err != own {
			t.Errorf("a failure of the work's own is explained as %v", err)
		}
		c.Release()
		if l, err := b.Store.Lease(t.Context(), "draft us"); err != nil || l.Owner != "elsewhere" {
			t.Errorf("the other's claim was given back: %+v, %v", l, err)
		}
		_ = errors.Join(a.Store.Close(), b.Store.Close())
	})
}

// TestUnwrittenHeartbeatLosesNothing: while the store cannot be written the
// work in hand goes on.
func TestUnwrittenHeartbeatLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := twoRuns(t)
		c := claimed(t, a, "us")
		if err := a.Store.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(claimTime - time.Second)
		select {
		case <-c.Stop():
			t.Error("the work was stopped")
		default:
		}
		if err := c.Lost(); err != nil {
			t.Error(err)
		}
		c.Release()
		time.Sleep(2 * time.Second)
		claimed(t, b, "us").Release() // by its time
		_ = b.Store.Close()
	})
}

func TestStoppedBeforeTheClaim(t *testing.T) {
	a, _ := twoRuns(t)
	stop := make(chan struct{})
	close(stop)
	c, err := a.Claim(t.Context(), "draft", markets("us"), stop, func(season.MarketName) {})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Release()
	select {
	case <-c.Stop():
	default:
		t.Error("work may begin though the run is stopped")
	}
	if c.Lost() != nil || c.Explain(localize.ErrStopped) != localize.ErrStopped {
		t.Errorf("a stop is explained as %v", c.Explain(localize.ErrStopped))
	}
}

// TestOwnerGone: only a process that is known to have ended, on this machine,
// is gone.
func TestOwnerGone(t *testing.T) {
	here := self()
	if here.machine == "" {
		t.Skip("nothing is known of processes here")
	}
	child := exec.Command(os.Args[0], "-test.run=^$")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	ended := child.Process.Pid
	for owner, want := range map[string]bool{
		newOwner(): false,
		fmt.Sprintf("%s %d 1 token", here.machine, ended):                    true,
		fmt.Sprintf("%s %d - token", here.machine, ended):                    true,
		fmt.Sprintf("elsewhere %d 1 token", ended):                           false,
		fmt.Sprintf("%s %d - token", here.machine, here.pid):                 false,
		fmt.Sprintf("%s %d %s9 token", here.machine, here.pid, here.started): here.started != "",
		fmt.Sprintf("%s %s 1 token", here.machine, "pid"):                    false,
		fmt.Sprintf("- %d 1 token", ended):                                   false,
		"somebody":                                                           false,
		"":                                                                   false,
	} {
		if got := ownerGone(owner, here); got != want {
			t.Errorf("%q: gone is %v, want %v", owner, got, want)
		}
	}
	if strings.Contains(here.machine, " ") {
		t.Errorf("the machine %q would be read as several words", here.machine)
	}
}

// TestClaimOfAnEndedRunIsTakenAtOnce: after kill -9 nobody waits.
func TestClaimOfAnEndedRunIsTakenAtOnce(t *testing.T) {
	here := self()
	if here.machine == "" {
		t.Skip("nothing is known of processes here")
	}
	child := exec.Command(os.Args[0], "-test.run=^$")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	a, _ := twoRuns(t)
	now := time.Now()
	l := store.Lease{Name: "draft us", Owner: fmt.Sprintf("%s %d 1 token", here.machine, child.Process.Pid), Until: now.Add(time.Hour)}
	if _, err := a.Store.Acquire(t.Context(), l, now, ""); err != nil {
		t.Fatal(err)
	}
	claimed(t, a, "us").Release()
	if c, err := a.lockBatch(t.Context(), "00aa"); err != nil || c == nil {
		t.Errorf("%v, %v", c, err)
	} else if again, err := a.lockBatch(t.Context(), "00aa"); err != nil || again != nil {
		t.Errorf("a batch was locked twice: %v", err)
	} else {
		c.Release()
	}
}
