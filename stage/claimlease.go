package stage

import (
	"context"
	"slices"
	"sync"
	"time"

	"dramaport/localize"
	"dramaport/store"
)

// wait takes a lease as soon as nobody else has it.
func (c *Claim) wait(ctx context.Context, name string, waiting func()) error {
	tell := sync.OnceFunc(waiting)
	for {
		free, err := c.try(ctx, name)
		if err != nil || free {
			return err
		}
		tell()
		select {
		case <-time.After(claimPause):
		case <-c.stop:
			return localize.ErrStopped
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// try takes a lease if it is free, or its owner's process has ended. It writes
// only then: whoever waits does not hinder whoever works.
func (c *Claim) try(ctx context.Context, name string) (free bool, err error) {
	now := time.Now()
	stands, err := c.store.Lease(ctx, name)
	if err != nil {
		return false, err
	}
	gone := ""
	if !stands.Free(now) {
		if !ownerGone(stands.Owner, self()) {
			return false, nil
		}
		gone = stands.Owner
	}
	got, err := c.store.Acquire(ctx, store.Lease{Name: name, Owner: c.owner, Until: now.Add(claimTime)}, now, gone)
	if err != nil || got.Owner != c.owner {
		return false, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names = append(c.names, name)
	return true, nil
}

// keepUp renews the claim until it is released. A renewal that cannot be
// written is tried again with the next beat: the work in hand goes on, and
// only word that somebody else has the claim ends it.
func (c *Claim) keepUp(ctx context.Context, stop <-chan struct{}) {
	beat := time.NewTicker(claimBeat)
	defer beat.Stop()
	for {
		select {
		case <-stop:
			c.close()
			stop = nil
		case <-beat.C:
			if c.takenOver(ctx) {
				close(c.lost)
				c.close()
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// takenOver renews the claim, and reports that somebody else has a part of it.
func (c *Claim) takenOver(ctx context.Context) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.names) == 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, claimTime)
	defer cancel()
	still, err := c.store.Renew(ctx, c.owner, time.Now().Add(claimTime))
	return err == nil && slices.ContainsFunc(c.names, func(name string) bool { return !slices.Contains(still, name) })
}
