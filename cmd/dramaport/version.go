package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the release this source is or leads to (see CHANGELOG.md).
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Prints the version",
		Args:  cobra.NoArgs,
		RunE: a.verb(func(context.Context, []string) error {
			if a.JSON {
				return a.PrintJSON(map[string]any{"format_version": 1, "version": version, "revision": revision(), "go": runtime.Version()})
			}
			_, err := fmt.Fprintln(a.Out, "dramaport", version, revision(), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
			return err
		}),
	}
}

// tool is the name and version that manifests carry.
func tool() string { return "dramaport " + version }

// revision is the commit the binary was built from, "unknown" outside git.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return "unknown"
}
