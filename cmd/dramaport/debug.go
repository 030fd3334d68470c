package main

import (
	"context"
	"strings"

	"dramaport/internal/debuglog"
	"dramaport/internal/provider"

	"github.com/spf13/cobra"
)

// debugLog is what --debug-log and --debug-texts ask for.
type debugLog struct {
	file  string
	texts bool
	log   *debuglog.Log
}

func (d *debugLog) addFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.StringVar(&d.file, "debug-log", "", "append every request, reply, retry and wait to `FILE`, as JSON Lines")
	flags.BoolVar(&d.texts, "debug-texts", false, "with --debug-log: subtitle texts and bodies too")
}

// open begins the log that was asked for, and returns the context that carries
// it; ctx itself without one.
func (d *debugLog) open(c *cobra.Command) (context.Context, error) {
	ctx := c.Context()
	switch {
	case d.file == "" && d.texts:
		return ctx, usagef("--debug-texts says what --debug-log FILE holds: name the file too")
	case d.file == "" && c.Flags().Changed("debug-log"):
		return ctx, usagef("--debug-log needs the name of a file")
	case d.file == "":
		return ctx, nil
	}
	log, err := debuglog.Open(d.file, debuglog.Options{Texts: d.texts, Clean: provider.HideKeys})
	if err != nil {
		return ctx, &failure{kind: kindUsage, err: err, hint: "name a file for --debug-log that you may write, in a folder that exists"}
	}
	d.log = log
	_, command, _ := strings.Cut(c.CommandPath(), " ") // without the program's name
	log.Start(version, command)
	return debuglog.Into(ctx, log), nil
}

// close ends the log with the run's exit code.
func (d *debugLog) close(code int) error { return d.log.Close(code) }
