package player

import (
	"context"
	"fmt"
	"strings"
)

// args are how a tool plays one clip and ends.
func (t tool) args(o Options, c Clip) []string {
	switch t.kind {
	case own:
		return filled(t.words, c)
	case ffplay:
		return ffplayArgs(c)
	}
	args := append(quiet(), "--no-video", "--audio-display=no")
	args = append(args, o.MPV...)
	return append(args, filled([]string{"--start={start}", "--end={end}", "--", "{file}"}, c)...)
}

func ffplayArgs(c Clip) []string {
	args := []string{"-hide_banner", "-loglevel", "error", "-nodisp", "-vn", "-autoexit", "-protocol_whitelist", "file", "-ss", seconds(c.Start)}
	if c.End > 0 {
		args = append(args, "-t", seconds(c.End-c.Start))
	}
	return append(args, "-i", ffplayFile(c.File))
}

// ffplayFile is a path as ffplay takes it for a file and nothing else.
func ffplayFile(path string) string { return "file:" + path }

// run plays a clip in a process of its own.
func (t tool) run(ctx context.Context, o Options, c Clip) error {
	p, err := begin(t.path, t.args(o, c))
	if err != nil {
		return fmt.Errorf("%s: %w", t.kind, err)
	}
	select {
	case <-ctx.Done():
		p.kill()
		return ctx.Err()
	case <-p.done:
		return t.verdict(p, c.File)
	}
}

// verdict is how a process went. ffplay calls a file that it cannot play a
// success, and says so on its error stream only.
func (t tool) verdict(p *process, file string) error {
	said := p.said.String()
	if p.err == nil && !(t.kind == ffplay && strings.Contains(said, ffplayFile(file)+": ")) {
		return nil
	}
	how := "it could not play the file"
	if p.err != nil {
		how = p.err.Error()
	}
	if said != "" {
		how += ": " + said
	}
	return fmt.Errorf("%s failed (%s)", t.kind, how)
}
