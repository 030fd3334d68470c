package main

import (
	"context"

	"github.com/spf13/cobra"
)

const exitCodeHelp = `Exit codes: 0 done · 1 failed · 2 usage or configuration · 3 finished, but lines are
open, missing or have error findings · 4 credentials · 5 cost ceiling · 130 interrupted`

// rootCommand lists every verb in the order in which people meet them.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "dramaport",
		Short: "Ports a season of vertical micro-drama to overseas markets",
		Long: "Dramaport ports a season of vertical micro-drama to overseas markets:\n" +
			"subtitles in, approved subtitles and a dub out.\n\n" + exitCodeHelp,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "season", "C", "", "the season's `folder` (default: the nearest season.yaml upwards)")
	flags.BoolVar(&a.JSON, "json", false, "write data as JSON")
	flags.BoolVarP(&a.Quiet, "quiet", "q", false, "say only what is wrong")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "say more")
	a.debug.addFlags(root)
	root.AddCommand(
		a.initCommand(), a.statusCommand(), a.linesCommand(), a.translateCommand(), a.checkCommand(),
		a.editCommand(), a.approveCommand(), a.rejectCommand(), a.reviewCommand(), a.undoCommand(),
		a.commentCommand(), a.assignCommand(),
		a.voicesCommand(), a.dubCommand(), a.takesCommand(), a.exportCommand(), a.runCommand(),
		a.glossaryCommand(), a.memoryCommand(),
		a.doctorCommand(), a.trustCommand(), a.configCommand(), a.versionCommand(),
	)
	return root
}

// verb wraps a verb's code: cobra stays at the rim.
func (a *app) verb(f func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		a.started = true
		ctx, err := a.debug.open(c)
		if err != nil {
			return err
		}
		return f(ctx, args)
	}
}
