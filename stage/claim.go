package stage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"dramaport/internal/provider"
	"dramaport/season"
	"dramaport/store"
)

const (
	// claimTime is how long a claim holds unless it is renewed: so long does
	// somebody on another machine wait for a run that has died.
	claimTime = 15 * time.Second
	// claimBeat is how often it is renewed: twice may fail.
	claimBeat = 5 * time.Second
	// claimPause is how often a claim that somebody else holds is asked for.
	claimPause = 200 * time.Millisecond
	// releasePatience is how long giving a claim back may take: it ends by
	// itself.
	releasePatience = 2 * time.Second
)

// ErrTakenOver says that a claim ran out and somebody else has it now. What
// was finished is kept.
var ErrTakenOver = errors.New("another dramaport has taken the work over, because this one was not heard of for 15 s; what was finished is kept")

// Claim is the right to work on something, kept up until Release. It is a
// lease in the store, so that workers on other machines see it.
type Claim struct {
	store *store.Store
	owner string
	// mu guards names, the leases that were taken.
	mu    sync.Mutex
	names []string
	// stop is closed when the caller's stop is, or when the claim is lost.
	stop  chan struct{}
	close func()
	lost  chan struct{}
	// quit ends the heartbeat, beating waits for its end.
	quit    context.CancelFunc
	beating sync.WaitGroup
}

// Claim reserves a stage of the markets for this run, so that two at once do
// not pay for the same lines: the second waits, then finds them done. waiting
// hears of each market that another run holds. It returns ErrStopped if stop
// is closed meanwhile. The claim of a run that has died ends at once on the
// same machine, elsewhere after claimTime.
func (d *Workspace) Claim(ctx context.Context, stage string, markets []season.Market, stop <-chan struct{}, waiting func(season.MarketName)) (*Claim, error) {
	c := newClaim(d.Store, stop)
	for _, name := range claimOrder(markets) {
		if err := c.wait(ctx, fmt.Sprintf("%s %s", stage, name), func() { waiting(name) }); err != nil {
			c.Release()
			return nil, err
		}
	}
	return c, nil
}

// claimOrder is the same for every run, so that no two wait for each other.
func claimOrder(markets []season.Market) []season.MarketName {
	var names []season.MarketName
	for _, m := range markets {
		names = append(names, m.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// lockBatch reserves a batch for this run, so that no other collects it, or
// takes it for one that was never submitted, in the meantime. It does not
// wait: the claim is nil if somebody else has the batch.
func (d *Workspace) lockBatch(ctx context.Context, token string) (*Claim, error) {
	c := newClaim(d.Store, nil)
	free, err := c.try(ctx, "batch "+token)
	if err != nil || !free {
		c.Release()
		return nil, err
	}
	return c, nil
}

// newClaim begins a claim of nothing yet; whoever does releases it.
func newClaim(s *store.Store, stop <-chan struct{}) *Claim {
	beats, quit := context.WithCancel(context.Background())
	c := &Claim{store: s, owner: newOwner(), stop: make(chan struct{}), lost: make(chan struct{}), quit: quit}
	c.close = sync.OnceFunc(func() { close(c.stop) })
	select {
	case <-stop: // already: nothing may begin before the goroutine runs
		c.close()
	default:
	}
	c.beating.Go(func() { c.keepUp(beats, stop) })
	return c
}

// Stop is closed when nothing new may begin: the caller's stop was closed, or
// the claim is lost.
func (c *Claim) Stop() <-chan struct{} { return c.stop }

// Lost is ErrTakenOver once somebody else has the claim, else nil.
func (c *Claim) Lost() error {
	select {
	case <-c.lost:
		return ErrTakenOver
	default:
		return nil
	}
}

// Explain is how work under the claim ended: where the claim was lost, that is
// said in place of the stop which it caused.
func (c *Claim) Explain(err error) error {
	lost := c.Lost()
	if lost != nil && (err == nil || errors.Is(err, provider.ErrStopped)) {
		return lost
	}
	return err
}

// Release gives the claim back. Where the store cannot be written now, it ends
// by its time.
func (c *Claim) Release() {
	c.quit()
	c.beating.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), releasePatience)
	defer cancel()
	if len(c.names) > 0 {
		_ = c.store.Release(ctx, c.owner) // it ends by its time
	}
}
