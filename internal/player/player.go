package player

import (
	"context"
	"errors"
	"time"
)

// Options are how a Player plays.
type Options struct {
	// Command is the user's own player, "" to use mpv or ffplay, whichever
	// is there. Its words are split as a shell would, but no shell runs it;
	// {file}, {start}, {end} and {duration} are filled in, times in seconds.
	Command string
	// Remote says that the user sits at another machine (ssh).
	Remote bool
	// Display is the screen that windows open on, as $DISPLAY or
	// $WAYLAND_DISPLAY name it; macOS and Windows need none.
	Display string
	// MPV are further arguments of mpv, such as --audio-device=….
	MPV []string
	// Patience is how long a player that does not answer is waited for; 0
	// is 10 s.
	Patience time.Duration
}

// FromEnvironment are the Options that the environment tells; command is the
// user's own player, or "".
func FromEnvironment(getenv func(string) string, command string) Options {
	o := Options{Command: command, Remote: getenv("SSH_CONNECTION") != "", Display: getenv("DISPLAY")}
	if o.Display == "" {
		o.Display = getenv("WAYLAND_DISPLAY")
	}
	return o
}

// usualPatience is for a loaded machine: mpv answers within 0.2 s.
const usualPatience = 10 * time.Second

// Player plays one thing at a time. It may be used by many goroutines at once:
// who comes later stops what is playing.
type Player struct {
	options Options
	sound   *turns
	view    *turns
	// session is the mpv that plays sound; who has the turn of sound uses
	// it. window is what shows a video, likewise.
	session *session
	window  *window
}

// New returns a Player. Nothing is started or looked for yet.
func New(o Options) *Player {
	if o.Patience <= 0 {
		o.Patience = usualPatience
	}
	return &Player{options: o, sound: newTurns(), view: newTurns()}
}

// errClosed is what comes of using a Player after Close.
var errClosed = errors.New("the player is closed")

// Play plays the clips one after another. It returns when the last has been
// heard, or nil at once when ctx is done or another Play begins. Without a
// player the error is an *Unavailable; a player that dies is started again
// once.
func (p *Player) Play(ctx context.Context, clips []Clip) error {
	if err := checkClips(clips); err != nil || len(clips) == 0 {
		return err
	}
	found, err := p.options.find()
	if err != nil {
		return err
	}
	if found.kind == none {
		return p.options.noPlayer(clips)
	}
	ctx, release, err := p.sound.take(ctx)
	if err != nil {
		return silence(ctx, err)
	}
	defer release()
	return silence(ctx, p.playAll(ctx, found, clips))
}

// silence forgets what went wrong because the user wanted to hear no more.
func silence(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (p *Player) playAll(ctx context.Context, found tool, clips []Clip) error {
	if found.kind == mpv && canPair {
		return p.playSession(ctx, found, clips)
	}
	for _, c := range clips {
		if err := found.run(ctx, p.options, c); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// playSession plays on the mpv that stays. One that dies is started again
// once; the clip it died in is then played from its start.
func (p *Player) playSession(ctx context.Context, found tool, clips []Clip) error {
	for again := false; len(clips) > 0; {
		err := p.playOne(ctx, found, clips[0])
		var l *lostError
		switch {
		case err == nil:
			clips = clips[1:]
		case errors.As(err, &l) && !again && ctx.Err() == nil:
			again = true
		default:
			return err
		}
	}
	return nil
}

// playOne plays a clip on the session, which it opens if there is none, and
// closes if it cannot be relied on any more.
func (p *Player) playOne(ctx context.Context, found tool, c Clip) error {
	if p.session == nil || !p.session.alive() {
		s, err := openSession(found.path, append(soundArgs(), p.options.MPV...), p.options.Patience)
		if err != nil {
			return err
		}
		p.session = s
	}
	err := p.session.play(ctx, c)
	var l *lostError
	if errors.As(err, &l) || !p.session.alive() {
		p.session.close()
		p.session = nil
	}
	return err
}

// Close stops what is playing, closes the window and ends the players. The
// Player cannot be used any more.
func (p *Player) Close() error {
	p.sound.close()
	p.view.close()
	if p.session != nil {
		p.session.close()
		p.session = nil
	}
	p.closeWindow()
	return nil
}

// Describe names what plays: "mpv", "ffplay", "your command", or "no player".
func (p *Player) Describe() string {
	found, err := p.options.find()
	if err != nil {
		return own.String()
	}
	return found.kind.String()
}

// Note is what the user should know before pressing a key, "" if nothing.
func (p *Player) Note() string {
	if p.options.Remote && p.options.Command == "" {
		return "over ssh, sound plays on the remote machine, not where you sit; a command of your own as player can carry it to you"
	}
	return ""
}
