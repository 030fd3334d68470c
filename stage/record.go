package stage

import (
	"context"
	"fmt"
	"sync"
	"unicode/utf8"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/season"

	"golang.org/x/sync/errgroup"
)

// Limit is a provider's limiter, as internal/provider has it.
type Limit interface {
	Do(ctx context.Context, tokens int, f func(context.Context) error) error
}

// Recording is how a run records.
type Recording struct {
	// Stop, when closed, lets what is in flight finish and begins nothing new.
	Stop <-chan struct{}
	// Limit is the one limiter of a synthesizer in this run.
	Limit func(provider string) Limit
	// Price is what so many characters cost.
	Price func(provider string, characters int64) float64
	// Progress hears of every line that is done; it may be called concurrently.
	Progress func(cast Casting)
}

// recordingsAtOnce bounds the lines in work; what a provider is asked at once
// is its limiter's matter.
const recordingsAtOnce = 16

// Characters is how much of the provider's time a role asks for.
func (r Role) Characters() int64 { return int64(utf8.RuneCountInString(r.Speech.Text)) }

// Unrecorded are the roles whose take is not in the library.
func (d *Desk) Unrecorded(cast Casting) []Role {
	var missing []Role
	for _, r := range cast.Roles {
		if len(dubbing.Missing(d.Library(), []dubbing.Part{r.Part})) > 0 {
			missing = append(missing, r)
		}
	}
	return missing
}

// Record fills the library with what the castings need, each take once. A
// line that cannot be recorded is named and does not stop the others; the
// error is for what would fail them all.
func (d *Desk) Record(ctx context.Context, castings []Casting, how Recording) (failures []string, err error) {
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
				how.Progress(cast)
				continue
			}
			asked[take] = true
			g.Go(func() error {
				defer how.Progress(cast)
				failure, err := d.recordOne(ctx, cast, r, how, stop.c)
				if failure != "" {
					mu.Lock()
					defer mu.Unlock()
					failures = append(failures, failure)
				}
				return stop.on(err)
			})
		}
	}
	err = g.Wait()
	return failures, err
}

// recordOne records a role unless the library has it or the run is ending.
func (d *Desk) recordOne(ctx context.Context, cast Casting, r Role, how Recording, stop <-chan struct{}) (failure string, err error) {
	select {
	case <-stop:
		return "", nil
	default:
	}
	if len(dubbing.Missing(d.Library(), []dubbing.Part{r.Part})) == 0 {
		return "", nil
	}
	err = how.Limit(r.Provider).Do(ctx, 0, func(ctx context.Context) error {
		_, err := d.Library().Record(ctx, r.Synthesizer, r.Speech)
		return err
	})
	if err != nil {
		return recordFailure(ctx, cast, r, err)
	}
	return "", d.Store.AddUsage(context.WithoutCancel(ctx), season.Usage{Provider: r.Provider, Market: cast.Market.Name, Episode: cast.Episode,
		Requests: 1, Characters: r.Characters(), Cost: how.Price(r.Provider, r.Characters())})
}

// recordFailure tells a line's failure from one that would repeat for all.
func recordFailure(ctx context.Context, cast Casting, r Role, err error) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if k := provider.KindOf(err); k == provider.Credentials || k == provider.Funds {
		return "", err
	}
	return fmt.Sprintf("%s:%d [%s] no-take: %v", cast.Episode, r.Number, cast.Market.Name, err), nil
}
