package stage

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/season"

	"golang.org/x/sync/errgroup"
)

// Recording is how a run records.
type Recording struct {
	// Stop, when closed, lets what is in flight finish and begins nothing new.
	Stop <-chan struct{}
	// Meter stacks limit, budget and meter around a synthesizer; record keeps
	// what each Speech has consumed.
	Meter func(provider string, s dubbing.Synthesizer, stop <-chan struct{}, record func(context.Context, season.Usage) error) dubbing.Synthesizer
	// Progress hears of every line that is done; it may be called concurrently.
	Progress func(m season.MarketName, lines int)
	// Cost, if not nil, hears what a market's Speech has cost, likewise.
	Cost func(m season.MarketName, cost float64)
}

// recordingsAtOnce bounds the lines in work; what a provider is asked at once
// is its limiter's matter.
const recordingsAtOnce = 16

// Characters is how much of the provider's time a role asks for.
func (r Role) Characters() int64 { return int64(utf8.RuneCountInString(r.Speech.Text)) }

// Unrecorded are the roles whose take is not in the library.
func (d *Workspace) Unrecorded(cast Casting) []Role {
	var missing []Role
	for _, r := range cast.Roles {
		if len(dubbing.Missing(d.Library(), []dubbing.Part{r.Part})) > 0 {
			missing = append(missing, r)
		}
	}
	return missing
}

// Record fills the library with what the castings need, each take once. A
// line that cannot be recorded is named and does not stop the others. A
// provider's missing credentials or funds end the lines that need it, and are
// returned at the end, once per provider; any other error is for what would
// fail all lines, and ends the run gently.
func (d *Workspace) Record(ctx context.Context, castings []Casting, how Recording) (failures []string, err error) {
	var mu sync.Mutex
	stop := newHalt(how.Stop)
	defer stop.close()
	var g errgroup.Group
	g.SetLimit(recordingsAtOnce)
	asked := map[string]bool{}
	for _, cast := range castings {
		for _, r := range cast.Roles {
			take := dubbing.TakeKey(r.Synthesizer.Identity(), r.Speech)
			if asked[take] {
				how.Progress(cast.Market.Name, 1)
				continue
			}
			asked[take] = true
			g.Go(func() error {
				failure, err := d.recordOne(ctx, cast, r, how, stop.c)
				if failure != "" {
					mu.Lock()
					defer mu.Unlock()
					failures = append(failures, failure)
				}
				stop.on(err)
				return nil
			})
		}
	}
	err = g.Wait() // failures are complete only after it
	return failures, errors.Join(err, stop.failure())
}

// recordOne records a role unless the library has it or the run is ending.
// What was answered is kept also while the run is being cancelled.
func (d *Workspace) recordOne(ctx context.Context, cast Casting, r Role, how Recording, stop <-chan struct{}) (failure string, err error) {
	select {
	case <-stop:
		return "", nil
	default:
	}
	ctx = d.traced(ctx, cast.Market.Name, cast.Episode)
	var unkept error
	if len(dubbing.Missing(d.Library(), []dubbing.Part{r.Part})) > 0 {
		engine := how.Meter(r.Provider, r.Synthesizer, stop, func(ctx context.Context, u season.Usage) error {
			u.Market, u.Episode = cast.Market.Name, cast.Episode
			if how.Cost != nil {
				how.Cost(u.Market, u.Cost)
			}
			used(ctx, u)
			unkept = d.Store.AddUsage(context.WithoutCancel(ctx), u)
			return unkept
		})
		_, err = d.Library().Record(ctx, engine, r.Speech)
	}
	switch {
	case unkept != nil && errors.Is(err, unkept):
		return "", err
	case unkept != nil:
		return "", errors.Join(err, unkept)
	case err != nil:
		return recordFailure(ctx, cast, r, err)
	}
	how.Progress(cast.Market.Name, 1)
	return "", nil
}

// recordFailure tells a line's failure from one that would repeat for all.
func recordFailure(ctx context.Context, cast Casting, r Role, err error) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, down := providerDown(err); down || errors.Is(err, provider.ErrCeiling) {
		return "", err
	}
	if errors.Is(err, provider.ErrStopped) {
		return "", nil // the run is ending, which its caller knows
	}
	return fmt.Sprintf("%s:%d [%s] no-take: %v", cast.Episode, r.Number, cast.Market.Name, err), nil
}
