package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dramaport/localize"
	"dramaport/season"
)

// claimPause is how often a claim that another process holds is asked for.
const claimPause = 200 * time.Millisecond

// Claim reserves a stage of the markets for this process, so that two at once
// do not pay for the same lines: the second waits, then finds them done. The
// system takes a claim back when its process ends, however it ends. waiting
// hears of each market that another process holds. It returns ErrStopped if
// stop is closed meanwhile. Claims hold on one machine; systems without file
// locks have none.
func (d *Workspace) Claim(ctx context.Context, stage string, markets []season.Market, stop <-chan struct{}, waiting func(season.MarketName)) (release func(), err error) {
	var held []*os.File
	release = func() {
		for _, f := range held {
			f.Close()
		}
	}
	for _, name := range claimOrder(markets) {
		f, err := d.claim(ctx, stage, name, stop, waiting)
		if err != nil {
			release()
			return nil, err
		}
		held = append(held, f)
	}
	return release, nil
}

// claimOrder is the same for every process, so that no two wait for each
// other.
func claimOrder(markets []season.Market) []season.MarketName {
	var names []season.MarketName
	for _, m := range markets {
		names = append(names, m.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (d *Workspace) claim(ctx context.Context, stage string, market season.MarketName, stop <-chan struct{}, waiting func(season.MarketName)) (*os.File, error) {
	path := filepath.Join(d.Config.Dir, ".dramaport", "claims", fmt.Sprintf("%s-%s", stage, market))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for told := false; ; {
		free, err := tryLock(f)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", path, err), f.Close())
		}
		if free {
			return f, nil
		}
		if !told {
			waiting(market)
			told = true
		}
		if err := pause(ctx, stop); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
}

// lockBatch reserves a batch for this process, so that no other collects it, or
// takes it for one that was never submitted, in the meantime. It does not wait.
func (d *Workspace) lockBatch(token string) (release func(), free bool, err error) {
	path := filepath.Join(d.Config.Dir, ".dramaport", "claims", "batch-"+token)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, false, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, false, err
	}
	if free, err = tryLock(f); err != nil || !free {
		return nil, false, errors.Join(err, f.Close())
	}
	return func() { f.Close() }, true, nil
}

func pause(ctx context.Context, stop <-chan struct{}) error {
	select {
	case <-time.After(claimPause):
		return nil
	case <-stop:
		return localize.ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
}
