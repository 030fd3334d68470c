package player

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strings"

	"dramaport/internal/provider"
)

// kind is what plays.
type kind int

const (
	none kind = iota
	mpv
	ffplay
	own
)

func (k kind) String() string { return [...]string{"no player", "mpv", "ffplay", "your command"}[k] }

// tool is a player that was found.
type tool struct {
	kind kind
	path string
	// words are those of the user's command after its first.
	words []string
}

// find looks for the player to use: the user's, else mpv, else ffplay. There
// being none is no error; a command that cannot be used is one.
func (o Options) find() (tool, error) {
	if o.Command != "" {
		return findOwn(o.Command)
	}
	return findUsual(), nil
}

func findUsual() tool {
	for _, k := range []kind{mpv, ffplay} {
		if path, err := exec.LookPath(k.String()); err == nil {
			return tool{kind: k, path: path}
		}
	}
	return tool{}
}

func findOwn(command string) (tool, error) {
	words, err := splitWords(command)
	if err != nil {
		return tool{}, fmt.Errorf("your player command %s: %w", command, err)
	}
	if len(words) == 0 || !strings.Contains(strings.Join(words[1:], " "), "{file}") {
		return tool{}, fmt.Errorf("your player command %s: it needs {file} where the file's name stands, such as: afplay {file}", command)
	}
	path, err := exec.LookPath(words[0])
	if err != nil {
		return tool{}, fmt.Errorf("your player command %s: there is no program %s here", command, words[0])
	}
	return tool{own, path, words[1:]}, nil
}

// Found is the player that would be used.
type Found struct {
	// Name is Describe's word for it.
	Name string
	// Path is where the program is, "" if there is none.
	Path string
	// Version is what it calls itself, "" if it does not say or is the
	// user's own.
	Version string
}

// Look says which player would be used. The error is about a command of the
// user's that cannot be used; no player at all is none.
func Look(ctx context.Context, o Options) (Found, error) {
	t, err := o.find()
	if err != nil {
		return Found{Name: own.String()}, err
	}
	return Found{Name: t.kind.String(), Path: t.path, Version: t.version(ctx)}, nil
}

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+[^\s]*|N-\d+[^\s]*`)

func (t tool) version(ctx context.Context) string {
	flag := map[kind]string{mpv: "--version", ffplay: "-version"}[t.kind]
	if flag == "" {
		return ""
	}
	cmd := exec.CommandContext(ctx, t.path, flag)
	provider.Group(cmd)
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return versionNumber.FindString(string(out))
}
