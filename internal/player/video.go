package player

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// Video is a file to look at.
type Video struct {
	// File is an absolute path.
	File string
	// At is where to begin.
	At time.Duration
	// Subtitles is the absolute path of a subtitle file to show with it, ""
	// for none. ffplay shows none.
	Subtitles string
}

// window is what shows a video: a session of mpv's, or a process of ffplay's.
type window struct {
	session *session
	process *process
}

// Video opens a window with the video, or shows it in the window that is open,
// and returns when it is there. The window stays until the user or Close closes
// it. Where no window can be opened the error is an *Unavailable.
func (p *Player) Video(ctx context.Context, v Video) error {
	if err := checkVideo(v); err != nil {
		return err
	}
	if err := p.options.screen(v); err != nil {
		return err
	}
	found := findUsual()
	if found.kind == none {
		return &Unavailable{Why: "no player is installed", Remedy: "install one with: " + Install(), Command: v.byHand()}
	}
	ctx, release, err := p.view.take(ctx)
	if err != nil {
		return silence(ctx, err)
	}
	defer release()
	return silence(ctx, p.show(ctx, found, v))
}

func checkVideo(v Video) error {
	if v.Subtitles != "" {
		if err := checkFile(v.Subtitles); err != nil {
			return err
		}
	}
	return checkClips([]Clip{{File: v.File, Start: v.At}})
}

// screen says why no window can be opened, nil if one can.
func (o Options) screen(v Video) error {
	needs := runtime.GOOS != "darwin" && runtime.GOOS != "windows"
	switch {
	case o.Remote && !forwarded(o.Display):
		return &Unavailable{"over ssh a window would open on the remote machine, not where you sit",
			"copy the video to your machine, or connect with ssh -X", v.byHand()}
	case needs && o.Display == "":
		return &Unavailable{"there is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set",
			"start dramaport in a terminal of the desktop", v.byHand()}
	}
	return nil
}

// forwarded reports a display that ssh brings to the user's own screen: it
// names a host, as in localhost:10.0; the machine's own is :0.
func forwarded(display string) bool { return strings.Index(display, ":") > 0 }

// byHand is what to type at a shell to see the video.
func (v Video) byHand() string {
	words := []string{"mpv", "--start=" + seconds(v.At)}
	if v.Subtitles != "" {
		words = append(words, quoted("--sub-file="+v.Subtitles))
	}
	return strings.Join(append(words, quoted(v.File)), " ")
}

// show opens the video with what was found.
func (p *Player) show(ctx context.Context, found tool, v Video) error {
	if found.kind == mpv && canPair {
		return p.showSession(ctx, found, v)
	}
	p.closeWindow()
	process, err := begin(found.path, found.windowArgs(p.options, v))
	if err != nil {
		return fmt.Errorf("%s: %w", found.kind, err)
	}
	p.window = &window{process: process}
	if process.within(politeness) { // it is not the user who was so quick
		p.window = nil
		return found.verdict(process, v.File)
	}
	return nil
}

// windowArgs are how a tool shows a video in a process of its own.
func (t tool) windowArgs(o Options, v Video) []string {
	if t.kind == ffplay {
		return []string{"-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file", "-ss", seconds(v.At), "-i", ffplayFile(v.File)}
	}
	args := append(quiet(), "--keep-open=yes", "--start="+seconds(v.At))
	if v.Subtitles != "" {
		args = append(args, "--sub-file="+v.Subtitles)
	}
	return append(append(args, o.MPV...), "--", v.File)
}

// showSession shows the video in mpv's window, which may be open already. One
// that dies is opened again once.
func (p *Player) showSession(ctx context.Context, found tool, v Video) error {
	err := p.tryWindow(ctx, found, v)
	var l *lostError
	if errors.As(err, &l) && ctx.Err() == nil {
		err = p.tryWindow(ctx, found, v)
	}
	return err
}

func (p *Player) tryWindow(ctx context.Context, found tool, v Video) error {
	if p.window == nil || !p.window.session.alive() {
		p.closeWindow()
		args := append(quiet(), "--idle=yes", "--force-window=yes", "--keep-open=yes")
		s, err := openSession(found.path, append(args, p.options.MPV...), p.options.Patience)
		if err != nil {
			return err
		}
		p.window = &window{session: s}
	}
	s := p.window.session
	c := Clip{File: v.File, Start: v.At}
	entry, err := s.load(ctx, c)
	if err == nil {
		err = s.seen(ctx, entry, c)
	}
	if err == nil && v.Subtitles != "" {
		_, err = s.ask(ctx, map[string]any{"name": "sub-add", "url": v.Subtitles, "flags": "select"})
	}
	if err != nil {
		err = s.told(err)
		p.closeWindow()
	}
	return err
}

// seen waits until a video that is open is in its window.
func (s *session) seen(ctx context.Context, entry int64, c Clip) error {
	m, err := s.await(ctx, s.patience, func(m message) bool {
		return m.Event == "playback-restart" || m.Event == "end-file" && m.Entry == entry
	})
	if err == nil && m.Event == "end-file" {
		err = ending(m, c)
	}
	if err != nil {
		return err
	}
	answer, err := s.ask(ctx, []string{"get_property", "vo-configured"})
	if err == nil && string(answer) != "true" {
		err = fmt.Errorf("%s: mpv opened no window: the screen that DISPLAY or WAYLAND_DISPLAY names cannot be used, or there is no picture in the file", c.File)
	}
	return err
}

// closeWindow closes the window if one is open.
func (p *Player) closeWindow() {
	switch {
	case p.window == nil:
	case p.window.session != nil:
		p.window.session.close()
	default:
		p.window.process.kill()
	}
	p.window = nil
}
