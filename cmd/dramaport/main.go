package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"dramaport/internal/console"
)

func main() { os.Exit(realMain()) }

// realMain runs the tool on the process's own streams and signals.
func realMain() int {
	tuneMemory(os.Getenv("GOGC"))
	a := &app{in: os.Stdin, getenv: os.Getenv, Console: console.Console{Out: os.Stdout, Err: &console.Stderr{File: os.Stderr}, Term: os.Getenv("TERM")}}
	ctx, release := a.handleSignals(context.Background())
	defer release()
	return a.run(ctx, os.Args[1:])
}

// tuneMemory lets the garbage collector wait while memory is plentiful: a run
// is short, and 256 MB is what any verb may take. An own GOGC is respected.
func tuneMemory(gogc string) {
	if gogc == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(192 << 20)
	}
}

// app is one call of the tool: its streams, its environment and the flags
// every verb has.
type app struct {
	console.Console
	in     io.Reader
	getenv func(string) string

	dir     string
	verbose bool

	// stop is closed by the first interrupt: what is in flight is finished
	// and kept, nothing new is begun.
	stop chan struct{}
	// started is set when a verb's own code begins: an error before that
	// is one of usage.
	started bool
	debug   debugLog
	// job is the long job that writes JSON Lines, nil if none does.
	job *job
}

// run parses args, does what they say and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	if a.stop == nil {
		a.stop = make(chan struct{})
	}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	err := root.ExecuteContext(ctx)
	if err != nil && !a.started && !errors.As(err, new(*failure)) {
		err = usageError(err)
	}
	if err == nil && a.stopped() {
		err = interrupted()
	}
	code := a.report(err)
	a.endJob(code, err)
	if err := a.debug.close(code); err != nil {
		a.Warn("the debug log %s is not complete: %v", a.debug.file, err)
	}
	return code
}

// stopped reports whether the user asked to stop.
func (a *app) stopped() bool {
	select {
	case <-a.stop:
		return true
	default:
		return false
	}
}

// handleSignals makes the first Ctrl-C (or SIGTERM) stop gently and the
// second one at once.
func (a *app) handleSignals(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	a.stop = make(chan struct{})
	got := make(chan os.Signal, 2)
	signal.Notify(got, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, ok := <-got; !ok {
			return
		}
		fmt.Fprintln(a.Err, "stopping: what is in flight will be finished and kept; Ctrl-C again stops at once")
		close(a.stop)
		if _, ok := <-got; ok {
			cancel()
		}
	}()
	return ctx, func() { signal.Stop(got); close(got); cancel() }
}
