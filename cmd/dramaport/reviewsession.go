package main

import (
	"context"
	"errors"
	"sync"

	"dramaport/internal/player"
	"dramaport/internal/provider"
	"dramaport/review"
	"dramaport/season/config"
	"dramaport/stage"
)

// errReviewOver is why nothing new begins once the reviewer has left.
var errReviewOver = errors.New("the review has ended")

// reviewSession is the season of a review from its opening, which happens
// beside the screen, to its end.
type reviewSession struct {
	app     *app
	config  config.Config
	maxCost float64
	playing player.Options
	// mu is held while the season is being opened: the end waits for that.
	mu        sync.Mutex
	over      bool
	workspace *stage.Workspace
	asks      *asker
	sound     *reviewSound
}

// open opens the season. It fails once the session has ended.
func (s *reviewSession) open(ctx context.Context) (review.Season, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return review.Season{}, errReviewOver
	}
	d, err := stage.Open(ctx, s.config)
	if err != nil {
		return review.Season{}, err
	}
	budget := provider.NewBudget(s.maxCost) // one ceiling over text and sound
	s.workspace, s.sound = d, s.app.newReviewSound(d, s.playing, budget)
	seen := s.app.reviewed(d)
	s.sound.addTo(&seen)
	s.asks = s.app.addAsker(&seen, d, budget)
	return seen, nil
}

// close ends the session: what is under way is waited for, the season's opening
// too.
func (s *reviewSession) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	if s.workspace == nil {
		return
	}
	s.asks.close()
	if err := s.sound.close(); err != nil {
		s.app.Warn("%v", err)
	}
	_ = s.workspace.Close() // everything decided is in the store already
}

// inFlight counts work that an end has to wait for. Its zero value lets work
// begin. A sync.WaitGroup alone would not do: none may be added to it while it
// is being waited for.
type inFlight struct {
	mu   sync.Mutex
	over bool
	work sync.WaitGroup
}

// begin reports whether work may begin; if so, done ends it.
func (f *inFlight) begin() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over {
		return false
	}
	f.work.Add(1)
	return true
}

func (f *inFlight) done() { f.work.Done() }

// end lets nothing new begin and waits for what has begun.
func (f *inFlight) end() {
	f.mu.Lock()
	f.over = true
	f.mu.Unlock()
	f.work.Wait()
}
