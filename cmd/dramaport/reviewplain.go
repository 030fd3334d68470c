package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"dramaport/internal/console"
	"dramaport/review"
)

// reviewPlain runs the review in words on standard input and output. The
// first Ctrl-C leaves at once: everything decided is in the store.
func (a *app) reviewPlain(ctx context.Context, o reviewOptions) error {
	by, err := o.name(ctx, a)
	if err != nil {
		return err
	}
	options, close, err := a.screen(ctx, o, by)
	if err != nil {
		return err
	}
	defer close()
	ctx, cancel := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGHUP, syscall.SIGTERM)
	defer cancel()
	err = review.Plain{In: a.in, Out: a.Out, Typed: a.typed()}.Run(ctx, options)
	if errors.Is(err, context.Canceled) {
		return interrupted()
	}
	return reviewError(err)
}

// typed reports whether a person types standard input.
func (a *app) typed() bool {
	f, ok := a.in.(*os.File)
	return ok && console.IsTerminal(f)
}
