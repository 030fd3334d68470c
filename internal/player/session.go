package player

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// session is an mpv that stays. One goroutine at a time uses it.
type session struct {
	*link
	process *process
}

// quiet are the arguments of every mpv: no terminal, no settings or scripts of
// the user's or the system's, no other file or address than the one it is
// given, and the end of a sound told when it has been heard.
func quiet() []string {
	return []string{"--no-terminal", "--no-config", "--load-scripts=no", "--ytdl=no", "--access-references=no", "--gapless-audio=no"}
}

// soundArgs are those of the mpv that plays sound.
func soundArgs() []string { return append(quiet(), "--idle=yes", "--no-video", "--audio-display=no") }

// politeness is how long a player may take to stop or end by itself.
const politeness = time.Second

// openSession starts an mpv on one end of a pair of sockets. mpv quits when the
// other end is closed, be it by the system because we are no more.
func openSession(path string, args []string, patience time.Duration) (*session, error) {
	ours, theirs, err := pair()
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	p, err := begin(path, append(args, "--input-ipc-client=fd://3"), theirs)
	if err != nil {
		ours.Close()
		return nil, fmt.Errorf("mpv: %w", err)
	}
	return &session{newLink(ours, patience), p}, nil
}

// alive reports whether the process runs.
func (s *session) alive() bool { return !s.process.ended() }

// play plays a clip and returns when it has been heard. When ctx is done it is
// silent before play returns.
func (s *session) play(ctx context.Context, c Clip) error {
	entry, err := s.load(ctx, c)
	if err == nil {
		err = s.heardOut(ctx, entry, c)
	}
	if ctx.Err() != nil {
		s.stop()
		return ctx.Err()
	}
	return s.told(err)
}

// told adds to the loss of an mpv how it ended and what it said.
func (s *session) told(err error) error {
	var l *lostError
	if !errors.As(err, &l) || !s.process.within(politeness) {
		return err
	}
	how := "ended"
	if s.process.err != nil {
		how = s.process.err.Error()
	}
	if said := s.process.said.String(); said != "" {
		how += ": " + said
	}
	return &lostError{fmt.Errorf("%w (%s)", l.err, how)}
}

// load opens a clip's file and returns mpv's number of it once it is open.
func (s *session) load(ctx context.Context, c Clip) (int64, error) {
	s.forget()
	options := map[string]string{"start": seconds(c.Start), "pause": "no"}
	if c.End > 0 {
		options["end"] = seconds(c.End)
	}
	answer, err := s.ask(ctx, map[string]any{"name": "loadfile", "url": c.File, "flags": "replace", "options": options})
	if err != nil {
		return 0, err
	}
	var loading struct {
		Entry int64 `json:"playlist_entry_id"`
	}
	if err := json.Unmarshal(answer, &loading); err != nil || loading.Entry == 0 {
		return 0, &lostError{errors.New("it does not number its files; mpv 0.35 is the oldest that is known to work")}
	}
	return loading.Entry, s.opened(ctx, loading.Entry, c)
}

// opened waits until a file is open, or not to be opened.
func (s *session) opened(ctx context.Context, entry int64, c Clip) error {
	begun := false
	m, err := s.await(ctx, s.patience, func(m message) bool {
		begun = begun || m.Event == "start-file" && m.Entry == entry
		return begun && m.Event == "file-loaded" || m.Event == "end-file" && m.Entry == entry
	})
	if err == nil && m.Event == "end-file" {
		return ending(m, c)
	}
	return err
}

var errEndless = errors.New("mpv did not say that the sound has ended, and was stopped")

// heardOut waits until a clip that is open has been heard.
func (s *session) heardOut(ctx context.Context, entry int64, c Clip) error {
	length, err := s.lengthOf(ctx, c)
	if err != nil {
		return err
	}
	m, err := s.await(ctx, length+s.patience, func(m message) bool { return m.Event == "end-file" && m.Entry == entry })
	if errors.Is(err, errSilent) {
		s.process.kill() // it has been heard already: not to be played again
		return errEndless
	}
	if err != nil {
		return err
	}
	return ending(m, c)
}

// lengthOf is how long a clip that is open lasts.
func (s *session) lengthOf(ctx context.Context, c Clip) (time.Duration, error) {
	if c.End > 0 {
		return c.End - c.Start, nil
	}
	answer, err := s.ask(ctx, []string{"get_property", "duration"})
	var refused *refusal
	if errors.As(err, &refused) {
		return aDay, nil // it has ended, or its file does not say
	}
	var whole float64
	if err == nil && json.Unmarshal(answer, &whole) != nil {
		return aDay, nil
	}
	return time.Duration(whole*float64(time.Second)) - c.Start, err
}

// ending is what the end of a file means.
func ending(m message, c Clip) error {
	switch m.Reason {
	case "error":
		return fmt.Errorf("%s: mpv cannot play it: %s", c.File, m.FileError)
	case "quit":
		return &lostError{errors.New("it was told to quit")}
	}
	return nil
}

// stop silences mpv, and ends it if it does not obey.
func (s *session) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), politeness)
	defer cancel()
	if _, err := s.ask(ctx, []string{"stop"}); err != nil {
		s.process.kill()
	}
}

// close ends mpv: politely, else at once.
func (s *session) close() {
	s.conn.Close()
	if !s.process.within(politeness) {
		s.process.kill()
	}
}
