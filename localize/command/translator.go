package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dramaport/internal/program"
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
type Translator struct {
	name    string
	program program.Program
}

// New returns a translator. It is a *provider.Error if there is no such
// program.
func New(o Options) (*Translator, error) {
	t := &Translator{o.Name, program.Program{Argv: o.Argv, Dir: o.Dir, Timeout: o.Timeout, MostOutput: MostOutput}}
	if err := t.program.Find(); err != nil {
		return nil, t.failed(provider.Failed, err)
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
	end := t.program.Run(ctx, in)
	if errors.Is(end.Err, program.ErrTooMuch) {
		return localize.Reply{}, t.failed(provider.Failed, end.Err)
	}
	reply, err := read(end.Output, r.Lines, end.Err != nil)
	switch {
	case ctx.Err() != nil:
		return reply, fmt.Errorf("%s: %w", t.name, ctx.Err())
	case err != nil:
		return reply, t.failed(provider.Failed, end.WithWords(err))
	case end.Err == nil:
		return reply, nil
	case len(reply.Texts) > 0:
		reply.Strange = append(reply.Strange, end.Failure().Error())
		return reply, nil
	}
	return reply, t.failed(end.Kind, end.Failure())
}

func (t *Translator) failed(kind provider.Kind, err error) error {
	return &provider.Error{Provider: t.name, Kind: kind, Err: err}
}
