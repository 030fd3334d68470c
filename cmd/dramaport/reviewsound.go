package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dramaport/internal/engines"
	"dramaport/internal/player"
	"dramaport/internal/provider"
	"dramaport/review"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/subtitles"
)

// reviewSound is sound and picture of a review: what is heard, played, shown and
// recorded while the screen is open.
type reviewSound struct {
	app       *app
	workspace *stage.Workspace
	player    *player.Player
	// listing has the synthesizers that only tell takes apart, and needs no
	// key; working those that record.
	listing, working *engines.Engines
	// leaving is closed when the screen is; recording counts what is then
	// still to be waited for.
	leaving   chan struct{}
	recording inFlight
	// folder holds the subtitles of the video that is open, "" for none; over
	// says that none may be made any more. mu guards both.
	mu     sync.Mutex
	folder string
	over   bool
}

// newReviewSound has played nothing yet; whoever makes it closes it.
func (a *app) newReviewSound(d *stage.Workspace, how player.Options, budget *provider.Budget) *reviewSound {
	return &reviewSound{app: a, workspace: d, player: player.New(how), leaving: make(chan struct{}),
		listing: a.enginesOf(d.Config, noCeiling(), true), working: a.enginesWithin(d.Config, budget, false)}
}

// addTo gives the screen what is heard and seen.
func (r *reviewSound) addTo(s *review.Season) {
	s.SoundFinder, s.Player, s.VideoPlayer, s.Takes, s.Recorder = r.workspace, r, r, r, r
}

// close silences what plays, and waits for the take that is being recorded:
// it is paid for.
func (r *reviewSound) close() error {
	close(r.leaving)
	done := make(chan struct{})
	go func() {
		r.recording.end()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(quietWait):
		r.app.Say("finishing the take that is being recorded")
		<-done
	}
	return errors.Join(r.player.Close(), r.listing.Close(), r.working.Close(), r.removeSubtitles())
}

// removeSubtitles removes the folder of the subtitles for good.
func (r *reviewSound) removeSubtitles() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	if r.folder == "" {
		return nil
	}
	return os.RemoveAll(r.folder)
}

// quietWait is how long the end of something is waited for without a word.
const quietWait = 300 * time.Millisecond

// Play is a review.Player's.
func (r *reviewSound) Play(ctx context.Context, clips []review.Clip) error {
	var all []player.Clip
	for _, c := range clips {
		all = append(all, player.Clip{File: c.File, Start: c.Start, End: c.End})
	}
	return r.player.Play(ctx, all)
}

// Note is a review.Player's.
func (r *reviewSound) Note() string { return r.player.Note() }

// Show is a review.VideoPlayer's: the subtitles lie in a file of their own until
// the next video, or the end.
func (r *reviewSound) Show(ctx context.Context, s stage.Sheet, row stage.Row) error {
	found, err := r.workspace.Heard(ctx, s, row)
	switch {
	case err != nil:
		return err
	case found.Video == "":
		return fmt.Errorf("%s has no video to show: %s", s.Episode, found.NoSource)
	}
	file, err := r.writeSubtitles(s)
	if err != nil {
		return err
	}
	return r.player.Video(ctx, player.Video{File: found.Video, At: row.Start, Subtitles: file})
}

// writeSubtitles writes a sheet as it stands into the folder.
func (r *reviewSound) writeSubtitles(s stage.Sheet) (string, error) {
	text, err := s.Render(subtitles.SRT)
	if err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return "", errReviewOver
	}
	if r.folder == "" {
		if r.folder, err = os.MkdirTemp("", "dramaport-review-"); err != nil {
			return "", err
		}
	}
	file := filepath.Join(r.folder, fmt.Sprintf("%s.%s.srt", s.Episode, s.Market.Locale))
	return file, os.WriteFile(file, text, 0o600)
}

// Takes is a review.TakeReader's.
func (r *reviewSound) Takes(s stage.Sheet, row stage.Row) ([]stage.Take, error) {
	return r.workspace.Takes(s, row, r.listing.Synthesizer)
}

// Picking is a review.TakeReader's.
func (r *reviewSound) Picking(s stage.Sheet, row stage.Row, number int) (season.Pick, bool, error) {
	return r.workspace.Picking(s, row, number, r.listing.Synthesizer)
}

// Quote is a review.Recorder's.
func (r *reviewSound) Quote(s stage.Sheet, row stage.Row) (review.Retake, error) {
	cast, err := r.workspace.Retake(s, row, r.listing.Synthesizer)
	if err != nil {
		return review.Retake{}, err
	}
	return r.retakeOf(cast), nil
}

// retakeOf is what a casting of one role records, and costs.
func (r *reviewSound) retakeOf(cast stage.Casting) review.Retake {
	role := cast.Roles[0]
	made := review.Retake{Take: role.Speech.Take, Voice: role.Voice, Characters: role.Characters(),
		Cost: engines.CostOf(r.listing.SpeechPriceOf(role.Provider), engines.Spoken(role.Speech))}
	if place := "synthesizers." + role.Provider; slices.Contains(r.listing.Unpriced([]season.Market{cast.Market}, false, true), place) {
		made.Unpriced = place + ".price"
	}
	return made
}

// Record is a review.Recorder's: as takes --again records, without a word on
// the terminal. What was asked is finished and kept also when the screen is
// left.
func (r *reviewSound) Record(ctx context.Context, s stage.Sheet, row stage.Row) (review.Retake, error) {
	if !r.recording.begin() {
		return review.Retake{}, errReviewOver
	}
	defer r.recording.done()
	claim, err := r.workspace.Claim(ctx, "dub", []season.Market{s.Market}, r.leaving, func(season.MarketName) {})
	if err != nil {
		return review.Retake{}, err
	}
	defer claim.Release()
	cast, err := r.workspace.Retake(s, row, r.working.Synthesizer)
	if err != nil {
		return review.Retake{}, hinted(err)
	}
	failures, err := r.workspace.Record(context.WithoutCancel(ctx), []stage.Casting{cast}, stage.Recording{Stop: claim.Stop(),
		Meter: r.working.MeteredSpeech, Progress: func(season.MarketName, int) {}})
	switch err = claim.Explain(err); {
	case err != nil:
		return review.Retake{}, hinted(err)
	case len(failures) > 0:
		return review.Retake{}, fmt.Errorf("%s; the takes that were there are kept", failures[0])
	case len(r.workspace.Unrecorded(cast)) > 0:
		return review.Retake{}, errors.New("it was not recorded: the screen was left before")
	}
	return r.retakeOf(cast), nil
}

// hinted is an error with what mends it.
func hinted(err error) error {
	switch _, hint := classify(err); {
	case err == nil:
		return nil
	case errors.Is(err, provider.ErrCeiling):
		return fmt.Errorf("%w; leave and begin review again with a higher --max-cost", err)
	case hint != "":
		return fmt.Errorf("%w; %s", err, hint)
	}
	return err
}
