package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"dramaport/internal/console"
	"dramaport/review"
	"dramaport/review/paint"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
)

// reviewOptions are the flags of review.
type reviewOptions struct {
	selection
	decider
	filter string
	start  string
	plain  bool
	keys   bool
	// maxCost is what all that is asked in the review may cost.
	maxCost float64
}

func (a *app) reviewCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "review [LINE]",
		Short: "The screen on which people approve lines",
		Long: "The screen on which people read, hear, correct and approve lines. Every action\n" +
			"is kept at once and can be taken back, also after a crash. ? shows the keys.\n" +
			"LINE, such as e001:7, is where to begin; else it is the first open line.\n" +
			"--plain tells one line at a time in sentences and reads one command at a time, for\n" +
			"screen readers and scripts: help lists the commands.",
		Example: "  dramaport review -m us\n  dramaport review -m latam --filter 'finding:error speaker:林婉'\n  printf 'approve\\nwork too stiff\\n' | dramaport review -m us --plain",
		Args:    cobra.MaximumNArgs(1),
		RunE: a.verb(func(ctx context.Context, args []string) error {
			o.start = strings.Join(args, "")
			return a.review(ctx, o)
		}),
	}
	o.selection.addLineFlags(c)
	o.decider.addFlags(c)
	c.Flags().StringVar(&o.filter, "filter", "", "show only these lines, in the words of the screen's `filter` (state:open, finding:error, speaker:…)")
	c.Flags().BoolVar(&o.plain, "plain", false, "sentences and commands, one a line, in the place of the screen")
	c.Flags().BoolVar(&o.keys, "keys", false, "only print the keys and commands, yours included")
	c.MarkFlagsMutuallyExclusive("plain", "keys")
	addMaxCost(c, &o.maxCost)
	c.Flags().Lookup("max-cost").Usage = "ask translators and voices for no more than this in the whole review (in the currency of the prices)"
	return c
}

// review runs the screen until the reviewer leaves.
func (a *app) review(ctx context.Context, o reviewOptions) error {
	switch {
	case o.keys:
		return a.printKeys()
	case o.plain:
		return a.reviewPlain(ctx, o)
	case !a.onTerminal():
		return usagef("review needs a terminal on standard input and output; --plain asks line by line, lines --json, edit and approve do without")
	}
	by, err := o.name(ctx, a)
	if err != nil {
		return err
	}
	options, close, err := a.screen(ctx, o, by)
	if err != nil {
		return err
	}
	a.guide(&options)
	defer close()
	ctx, cancel := signal.NotifyContext(ctx, syscall.SIGHUP, syscall.SIGTERM)
	defer cancel()
	model := review.New(ctx, options)
	program := tea.NewProgram(model, a.programOptions(ctx)...)
	if _, err := program.Run(); err != nil && ctx.Err() == nil {
		return err
	}
	return reviewError(model.Err())
}

// reviewError is why a review failed: a filter that cannot be read and a line
// that is not there are matters of usage.
func reviewError(err error) error {
	if errors.As(err, new(*review.FilterError)) || errors.As(err, new(*review.StartError)) {
		return usageError(err)
	}
	return err
}

// programOptions are how Bubble Tea runs here: signals are ours, and NO_COLOR
// with any value holds.
func (a *app) programOptions(ctx context.Context) []tea.ProgramOption {
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler()}
	if a.getenv("NO_COLOR") != "" {
		options = append(options, tea.WithColorProfile(colorprofile.Ascii))
	}
	return options
}

// screen prepares a review and returns what ends it.
func (a *app) screen(ctx context.Context, o reviewOptions, by string) (review.Options, func(), error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return review.Options{}, nil, err
	}
	markets, err := cfg.SelectMarkets(o.marketNames)
	if err != nil {
		return review.Options{}, nil, usageError(err)
	}
	own, keys, err := a.userConfig()
	if err != nil {
		return review.Options{}, nil, usageError(err)
	}
	if err := errors.Join(checkCeiling(o.maxCost), mustKnowPrices(a.enginesOf(cfg, o.maxCost, false), o.maxCost, markets, true, true)); err != nil {
		return review.Options{}, nil, err
	}
	playing, err := a.playerOptions()
	if err != nil {
		return review.Options{}, nil, err
	}
	session := &reviewSession{app: a, config: cfg, maxCost: o.maxCost, playing: playing}
	options := review.Options{By: by, Filter: o.words(), Start: o.start, Look: paint.NewLook(a.lookName(own)), Bidi: bidiOf(own), Now: time.Now, After: tea.Tick, Keys: keys, Open: session.open}
	for _, m := range markets {
		options.Markets = append(options.Markets, m.Name)
	}
	return options, session.close, nil
}

// reviewed is an open season as the screen sees it.
func (a *app) reviewed(d *stage.Workspace) review.Season {
	return review.Season{Title: d.Config.Title, Markets: d.Config.InOrder(d.Config.Markets), Episodes: d.EpisodeNames(),
		Sheets: d, Decisions: d.Store, History: d.Store, ReviewerCounts: d.Store, Cast: castOf(d.Config.Cast), ExternalEditor: a.externalEditor()}
}

// words are the flags as a filter of the screen.
func (o reviewOptions) words() string {
	words := []string{o.filter}
	for kind, values := range map[string][]string{"episode": o.episodePatterns, "state": o.states, "finding": o.findings} {
		if len(values) > 0 {
			words = append(words, fmt.Sprintf("%s:%s", kind, strings.Join(values, ",")))
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// onTerminal reports whether a person sits at both ends.
func (a *app) onTerminal() bool { return console.IsTerminal(os.Stdin) && console.IsTerminal(os.Stdout) }
