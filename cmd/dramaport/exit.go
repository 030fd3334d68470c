package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/internal/terminal"
	"dramaport/season/config"
	"dramaport/stage"
)

// The exit codes. They are part of the contract with other programs.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitOpen        = 3
	exitCredentials = 4
	exitCost        = 5
	exitInterrupted = 130
)

// kind is what sort of failure ends a call; it is also the word for it in the
// last line of a job with --json.
type kind string

const (
	kindFailed      kind = "failed"
	kindUsage       kind = "usage"
	kindOpen        kind = "open"
	kindCredentials kind = "credentials"
	kindCost        kind = "cost"
	kindInterrupted kind = "interrupted"
)

// exitCode is how a kind is reported to the shell.
func (k kind) exitCode() int {
	switch k {
	case kindUsage:
		return exitUsage
	case kindOpen:
		return exitOpen
	case kindCredentials:
		return exitCredentials
	case kindCost:
		return exitCost
	case kindInterrupted:
		return exitInterrupted
	}
	return exitFailed
}

// failure is an error that knows its kind and what would mend it.
type failure struct {
	kind kind
	err  error
	hint string
}

func (e *failure) Error() string { return e.err.Error() }
func (e *failure) Unwrap() error { return e.err }

// usageError says that the command line or the configuration is wrong.
func usageError(err error) error { return &failure{kind: kindUsage, err: err} }

func usagef(format string, args ...any) error { return usageError(fmt.Errorf(format, args...)) }

// openLines says that the work is done as far as it goes, but lines are open.
func openLines(hint, format string, args ...any) error {
	return &failure{kind: kindOpen, err: fmt.Errorf(format, args...), hint: hint}
}

func interrupted() error {
	return &failure{kind: kindInterrupted, err: errors.New("interrupted; what was finished is kept"), hint: "run the same command again to go on"}
}

// report prints err with its hint and returns the exit code.
func (a *app) report(err error) int {
	if err == nil {
		return exitDone
	}
	k, hint := classify(err)
	fmt.Fprintf(a.Err, "dramaport: %s\n", terminal.VisibleLines(err.Error()))
	if hint != "" {
		fmt.Fprintf(a.Err, "  %s\n", terminal.VisibleLines(hint))
	}
	return k.exitCode()
}

// classify is the kind of any error, and what would mend it.
func classify(err error) (k kind, hint string) {
	var own *failure
	var problems config.Problems
	var given *stage.GivenError
	var wrong *engines.ConfigError
	var failed *provider.Error
	switch {
	case errors.As(err, &own):
		return own.kind, own.hint
	case errors.As(err, &failed) && (failed.Kind == provider.Credentials || failed.Kind == provider.Funds):
		return classifyProvider(failed) // though the run may have been stopped by something else as well
	case errors.Is(err, provider.ErrStopped), errors.Is(err, context.Canceled):
		return kindInterrupted, "run the same command again to go on"
	case errors.As(err, &problems), errors.As(err, &given), errors.As(err, &wrong):
		return kindUsage, ""
	case errors.As(err, &failed):
		return classifyProvider(failed)
	case errors.Is(err, os.ErrPermission):
		return kindFailed, "check who owns the season folder"
	}
	return kindFailed, ""
}

func classifyProvider(e *provider.Error) (k kind, hint string) {
	switch e.Kind {
	case provider.Credentials:
		if e.Env != "" {
			return kindCredentials, fmt.Sprintf("set the key: export %s=…   (dramaport doctor tries it)", e.Env)
		}
		return kindCredentials, "dramaport doctor says what is missing"
	case provider.Funds:
		return kindCost, "the provider says that the account is empty or its quota used up; what was finished is kept"
	}
	return kindFailed, ""
}
