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

// exitError is an error that knows its exit code and what would mend it.
type exitError struct {
	code int
	err  error
	hint string
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError says that the command line or the configuration is wrong.
func usageError(err error) error { return &exitError{code: exitUsage, err: err} }

func usagef(format string, args ...any) error { return usageError(fmt.Errorf(format, args...)) }

// openLines says that the work is done as far as it goes, but lines are open.
func openLines(hint, format string, args ...any) error {
	return &exitError{code: exitOpen, err: fmt.Errorf(format, args...), hint: hint}
}

func interrupted() error {
	return &exitError{code: exitInterrupted, err: errors.New("interrupted; what was finished is kept"), hint: "run the same command again to go on"}
}

// report prints err with its hint and returns the exit code.
func (a *app) report(err error) int {
	if err == nil {
		return exitDone
	}
	code, hint := classify(err)
	fmt.Fprintf(a.err, "dramaport: %s\n", terminal.VisibleLines(err.Error()))
	if hint != "" {
		fmt.Fprintf(a.err, "  %s\n", terminal.VisibleLines(hint))
	}
	return code
}

// classify is the only place where errors become exit codes.
func classify(err error) (code int, hint string) {
	var own *exitError
	var problems config.Problems
	var given *stage.GivenError
	var wrong *engines.ConfigError
	var failed *provider.Error
	switch {
	case errors.As(err, &own):
		return own.code, own.hint
	case errors.As(err, &failed) && (failed.Kind == provider.Credentials || failed.Kind == provider.Funds):
		return classifyProvider(failed) // though the run may have been stopped by something else as well
	case errors.Is(err, provider.ErrStopped), errors.Is(err, context.Canceled):
		return exitInterrupted, "run the same command again to go on"
	case errors.As(err, &problems), errors.As(err, &given), errors.As(err, &wrong):
		return exitUsage, ""
	case errors.As(err, &failed):
		return classifyProvider(failed)
	case errors.Is(err, os.ErrPermission):
		return exitFailed, "check who owns the season folder"
	}
	return exitFailed, ""
}

func classifyProvider(e *provider.Error) (code int, hint string) {
	switch e.Kind {
	case provider.Credentials:
		if e.Env != "" {
			return exitCredentials, fmt.Sprintf("set the key: export %s=…   (dramaport doctor tries it)", e.Env)
		}
		return exitCredentials, "dramaport doctor says what is missing"
	case provider.Funds:
		return exitCost, "the provider says that the account is empty or its quota used up; what was finished is kept"
	}
	return exitFailed, ""
}
