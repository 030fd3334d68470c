// Package program runs a program of the user's for one request: it is fed its
// input and gives its output, both in memory and bounded.
//
// The program sees PATH, HOME, LANG, LC_*, TMPDIR and DRAMAPORT_* of our
// environment and nothing else (on Windows also SYSTEMROOT, without which few
// programs start). It and its children are killed when the context ends, the
// time is over or the output is too long.
//
// The exit status is 0, or 75 for "try again later", 77 for "no permission" (as
// in sysexits.h), or anything else for a failure; the end of what the program
// wrote to its error stream is then the message.
//
// Not here: what is said to the program, and what its output means.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"dramaport/internal/provider"
)

// Program is what to run, without a shell.
type Program struct {
	// Argv is the program and its arguments, Dir the folder to run in.
	Argv []string
	Dir  string
	// Timeout is the longest that one run may take; no limit if 0.
	Timeout time.Duration
	// MostOutput is the most bytes that it may write.
	MostOutput int
}

// Find says whether there is such a program; the error says what mends it.
func (p Program) Find() error {
	if len(p.Argv) == 0 || p.Argv[0] == "" {
		return errors.New("no program is named: set command in season.yaml")
	}
	if strings.ContainsAny(p.Argv[0], `/\`) {
		return nil
	}
	if _, err := exec.LookPath(p.Argv[0]); err != nil {
		return fmt.Errorf("program %q is not in $PATH: install it or write its path", p.Argv[0])
	}
	return nil
}

// Ending is what is left of a run. Output is what was written also where Err
// says that it failed, and of which Kind that is.
type Ending struct {
	Output []byte
	Err    error
	Kind   provider.Kind
	// words are the end of its error stream.
	words string
}

// Failure is Err with the program's last words.
func (e Ending) Failure() error { return e.WithWords(e.Err) }

// WithWords is an error about a run with the program's last words.
func (e Ending) WithWords(err error) error {
	if e.words == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, e.words)
}

// ErrTooMuch says that a program wrote more than it may.
var ErrTooMuch = errors.New("the program wrote more than")

var errTooLate = errors.New("the program was not ready in time")

// Run runs the program. What ends ctx ends the run: Err is then ctx's.
func (p Program) Run(ctx context.Context, in []byte) Ending {
	if p.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, p.Timeout, fmt.Errorf("%w (%v)", errTooLate, p.Timeout))
		defer cancel()
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out, words := &capped{most: p.MostOutput, stop: stop}, &provider.LastWords{}
	cmd := exec.CommandContext(ctx, p.Argv[0], p.Argv[1:]...)
	provider.Group(cmd)
	cmd.Dir, cmd.Env = p.Dir, environment(os.Environ())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), out, words
	err := cmd.Run()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return Ending{Output: out.b.Bytes(), Err: err, Kind: kindOf(err), words: words.String()}
}

// The exit statuses that say more than failed. Source: sysexits.h.
const (
	exTempFail = 75
	exNoPerm   = 77
)

func kindOf(err error) provider.Kind {
	var exit *exec.ExitError
	switch {
	case errors.Is(err, errTooLate):
		return provider.Temporary
	case !errors.As(err, &exit):
		return provider.Failed
	case exit.ExitCode() == exTempFail:
		return provider.Temporary
	case exit.ExitCode() == exNoPerm:
		return provider.Credentials
	}
	return provider.Failed
}

// capped keeps so many bytes and then stops the program.
type capped struct {
	b    bytes.Buffer
	most int
	stop context.CancelCauseFunc
}

// Write keeps p if there is room for it.
func (c *capped) Write(p []byte) (int, error) {
	if c.b.Len()+len(p) > c.most {
		err := fmt.Errorf("%w %d MB", ErrTooMuch, c.most>>20)
		c.stop(err)
		return 0, err
	}
	return c.b.Write(p)
}

// environment is what of ours the program may see.
func environment(ours []string) []string {
	env := []string{}
	for _, kv := range ours {
		name, _, _ := strings.Cut(kv, "=")
		switch {
		case name == "PATH", name == "HOME", name == "LANG", name == "TMPDIR", name == "SYSTEMROOT",
			strings.HasPrefix(name, "LC_"), strings.HasPrefix(name, "DRAMAPORT_"):
			env = append(env, kv)
		}
	}
	return env
}
