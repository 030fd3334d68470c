package command

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
	"dramaport/localize"
)

// MostOutput is the most bytes a program may write as its answer.
const MostOutput = 16 << 20

// Options say what to run.
type Options struct {
	// Name is the translator's name in season.yaml.
	Name string
	// Argv is the program and its arguments; no shell is involved.
	Argv []string
	// Dir is the folder to run in: the season's.
	Dir string
	// Timeout is the longest that one request may take; no limit if 0.
	Timeout time.Duration
}

// Translator is a localize.Translator that holds no state.
type Translator struct{ o Options }

// New returns a translator. It is a *provider.Error if there is no such
// program.
func New(o Options) (*Translator, error) {
	t := &Translator{o}
	if len(o.Argv) == 0 || o.Argv[0] == "" {
		return nil, t.failed(provider.Failed, errors.New("no program is named: set command in season.yaml"))
	}
	if !strings.ContainsAny(o.Argv[0], `/\`) {
		if _, err := exec.LookPath(o.Argv[0]); err != nil {
			return nil, t.failed(provider.Failed, fmt.Errorf("program %q is not in $PATH: install it or write its path", o.Argv[0]))
		}
	}
	return t, nil
}

// Translate implements localize.Translator: one run of the program.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if len(r.Lines) == 0 {
		return localize.Reply{}, ctx.Err()
	}
	in, err := question(r)
	if err != nil {
		return localize.Reply{}, t.failed(provider.Failed, err)
	}
	end := t.run(ctx, in)
	if errors.Is(end.err, errTooMuch) {
		return localize.Reply{}, t.failed(provider.Failed, end.err)
	}
	reply, err := read(end.out, r.Lines, end.err != nil)
	switch {
	case ctx.Err() != nil:
		return reply, fmt.Errorf("%s: %w", t.o.Name, ctx.Err())
	case err != nil:
		return reply, t.failed(provider.Failed, withWords(err, end.stderr))
	case end.err == nil:
		return reply, nil
	case len(reply.Texts) > 0:
		reply.Strange = append(reply.Strange, withWords(end.err, end.stderr).Error())
		return reply, nil
	}
	return reply, t.failed(end.kind, withWords(end.err, end.stderr))
}

// ending is what is left of a run.
type ending struct {
	out    []byte
	stderr string
	err    error
	kind   provider.Kind
}

var (
	errTooMuch = fmt.Errorf("the program wrote more than %d MB", MostOutput>>20)
	errTooLate = errors.New("the program was not ready in time")
)

func (t *Translator) run(ctx context.Context, in []byte) ending {
	if t.o.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, t.o.Timeout, fmt.Errorf("%w (%v)", errTooLate, t.o.Timeout))
		defer cancel()
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out, words := &capped{stop: stop}, &provider.LastWords{}
	cmd := exec.CommandContext(ctx, t.o.Argv[0], t.o.Argv[1:]...)
	provider.Group(cmd)
	cmd.Dir, cmd.Env = t.o.Dir, environment(os.Environ())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), out, words
	err := cmd.Run()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return ending{out.b.Bytes(), words.String(), err, kindOf(err)}
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

func withWords(err error, stderr string) error {
	if stderr == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, stderr)
}

func (t *Translator) failed(kind provider.Kind, err error) error {
	return &provider.Error{Provider: t.o.Name, Kind: kind, Err: err}
}

// capped keeps MostOutput bytes and then stops the program.
type capped struct {
	b    bytes.Buffer
	stop context.CancelCauseFunc
}

func (c *capped) Write(p []byte) (int, error) {
	if c.b.Len()+len(p) > MostOutput {
		c.stop(errTooMuch)
		return 0, errTooMuch
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
