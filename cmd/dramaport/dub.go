package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/season"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

type dubOptions struct {
	draft  bool
	dryRun bool
}

func (a *app) dubCommand() *cobra.Command {
	var s selection
	var o dubOptions
	c := &cobra.Command{
		Use:   "dub",
		Short: "Records missing takes of approved lines, fits and mixes them",
		Long: "Records what approved lines need (--draft: all lines that have a text), fits the\n" +
			"takes to the clock and mixes the stem. A take is kept by what it was made from:\n" +
			"nothing is recorded twice. Exit 3 if lines have no voice, no take or do not fit.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.dub(ctx, s, o) }),
	}
	s.addFlags(c)
	c.Flags().BoolVar(&o.draft, "draft", false, "also lines that are not approved; not for delivery")
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "only say what would be recorded")
	return c
}

func (a *app) dub(ctx context.Context, s selection, o dubOptions) error {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	chosen, err := s.of(d)
	if err != nil {
		return err
	}
	return a.dubSelected(ctx, d, chosen, o)
}

// dubSelected dubs every episode that has something to say.
func (a *app) dubSelected(ctx context.Context, d *desk, chosen selected, o dubOptions) error {
	sheets, err := d.sheets(ctx, chosen)
	if err != nil {
		return err
	}
	c := a.newCrew(d.cfg, 0)
	defer c.close()
	var castings []casting
	for _, sh := range sheets {
		if sh.market.Speak == "" {
			continue
		}
		cast, err := c.cast(sh, o.draft)
		if err != nil {
			return err
		}
		castings = append(castings, cast)
	}
	if o.dryRun {
		return a.estimateDub(d, castings)
	}
	return a.dubAll(ctx, d, c, castings, o)
}

// casting is a sheet with who says what.
type casting struct {
	sheet
	parts []dubbing.Part
	// mute are the rows whose speaker has no voice, and why.
	mute map[season.LineKey]string
	// names are the synthesizers' names by part.
	names []string
}

// cast gives every line that is to be spoken its voice.
func (c *crew) cast(sh sheet, draft bool) (casting, error) {
	cast := casting{sheet: sh, mute: map[season.LineKey]string{}}
	for _, r := range sh.rows {
		if !r.speakable(draft) {
			continue
		}
		name, voice, ok := c.cfg.Voice(r.Speaker, sh.market.Name)
		if !ok {
			cast.mute[r.Key] = noVoice(r.Speaker, sh.market.Name)
			continue
		}
		engine, err := c.synthesizer(name)
		if err != nil {
			return casting{}, err
		}
		cast.parts = append(cast.parts, sh.part(r, name, voice, engine))
		cast.names = append(cast.names, name)
	}
	return cast, nil
}

// speakable reports whether a row's text may be recorded.
func (r row) speakable(draft bool) bool {
	if !r.Speaks() || r.trans.Text == "" {
		return false
	}
	return draft || r.trans.State == season.Approved && !r.stale
}

func noVoice(speaker string, m season.MarketName) string {
	if speaker == "" {
		return fmt.Sprintf("the line has no speaker; name a voice under cast: default: {%s: …}", m)
	}
	return fmt.Sprintf("%s has no voice here; name one under cast: %s: {%s: …}", speaker, speaker, m)
}

// part is a row as the studio sees it.
func (s sheet) part(r row, synthesizer, voice string, engine dubbing.Synthesizer) dubbing.Part {
	text := dubbing.Spoken(plainText(r.trans.Text), s.market.Pronounce)
	return dubbing.Part{Key: r.Key, Number: r.Number, Start: r.Start, End: r.End, Voice: synthesizer + "/" + voice, Synthesizer: engine,
		Speech: dubbing.Speech{Text: text, Voice: voice, Language: s.market.Locale}}
}

// dubAll records and assembles the castings, and names what does not fit.
func (a *app) dubAll(ctx context.Context, d *desk, c *crew, castings []casting, o dubOptions) error {
	studio := &studio{app: a, desk: d, crew: c, library: d.library(), draft: o.draft}
	bars := a.newProgress(len(castings))
	for _, cast := range castings {
		bars.add(string(cast.market.Name), len(cast.parts))
	}
	err := studio.record(ctx, castings, bars)
	bars.done()
	if err != nil {
		return err
	}
	if a.stopped() {
		return interrupted()
	}
	for _, cast := range castings {
		if err := studio.assemble(ctx, cast); err != nil {
			return fmt.Errorf("%s [%s]: %w", cast.episode, cast.market.Name, err)
		}
	}
	return studio.result()
}

// studio is one run of dub.
type studio struct {
	app     *app
	desk    *desk
	crew    *crew
	library dubbing.Library
	draft   bool

	mu       sync.Mutex
	failures []string
	unfit    int
	stems    int
}

// record fills the library with what the castings need. A line that cannot be
// recorded is named and does not stop the others.
func (s *studio) record(ctx context.Context, castings []casting, bars *progress) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(16)
	for _, cast := range castings {
		for i, part := range cast.parts {
			if s.app.stopped() {
				break
			}
			g.Go(func() error {
				defer bars.step(string(cast.market.Name), 1)
				return s.recordOne(ctx, cast, i, part)
			})
		}
	}
	return g.Wait()
}

func (s *studio) recordOne(ctx context.Context, cast casting, i int, part dubbing.Part) error {
	if len(dubbing.Missing(s.library, []dubbing.Part{part})) == 0 {
		return nil
	}
	name := cast.names[i]
	err := s.crew.speakLimiter(name).Do(ctx, 0, func(ctx context.Context) error {
		_, err := s.library.Record(ctx, part.Synthesizer, part.Speech)
		return err
	})
	if err == nil {
		return s.desk.recordUse(ctx, s.crew.cfg, cast, name, part)
	}
	return s.failed(ctx, cast, part, err)
}

// failed keeps a line's failure for the end, unless it would repeat for all.
func (s *studio) failed(ctx context.Context, cast casting, part dubbing.Part, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if k := provider.KindOf(err); k == provider.Credentials || k == provider.Funds {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, fmt.Sprintf("%s:%d [%s] no-take: %v", cast.episode, part.Number, cast.market.Name, err))
	return nil
}

// assemble fits and mixes one episode, and keeps its plan beside the stem.
func (s *studio) assemble(ctx context.Context, cast casting) error {
	for _, r := range cast.rows {
		if why := cast.mute[r.Key]; why != "" {
			s.failures = append(s.failures, fmt.Sprintf("%s no-voice: %s", cast.where(r), why))
		}
	}
	if len(cast.parts) == 0 {
		return nil
	}
	length, err := s.desk.length(ctx, cast.episode)
	if err != nil {
		return err
	}
	planFile, stem := s.desk.dubFiles(cast.sheet)
	plan, err := dubbing.Assemble(ctx, s.library, cast.parts, length, stem)
	if err != nil {
		return err
	}
	plan.Draft = s.draft
	s.stems++
	s.tell(cast, plan, stem)
	return plan.Write(planFile)
}

func (s *studio) tell(cast casting, plan dubbing.Plan, stem string) {
	s.app.say("%s [%s]: %s on the clock, %s", cast.episode, cast.market.Name, plural(len(plan.Lines), "line"), s.desk.relative(stem))
	for _, l := range plan.Unfit() {
		s.unfit++
		s.app.say("%s:%d [%s] %s: %s", cast.episode, l.Number, cast.market.Name, l.Rule, l.Problem)
	}
}

func (s *studio) result() error {
	for _, f := range s.failures {
		s.app.warn("%s", f)
	}
	if len(s.failures)+s.unfit > 0 {
		return openLines("shorten a line with dramaport edit, approve it, and dub again: only that line is recorded anew",
			"%s without a take, %s that do not fit", plural(len(s.failures), "line"), plural(s.unfit, "line"))
	}
	if s.stems == 0 {
		s.app.say("nothing to dub: no line is approved, or no market says speak:")
		return nil
	}
	s.app.next("dramaport export")
	return nil
}

// length is the picture's length, or where there is no picture the end of the
// last cue.
func (d *desk) length(ctx context.Context, name season.EpisodeName) (time.Duration, error) {
	for _, e := range d.episodes {
		if e.Name == name {
			return d.pictureLength(ctx, e)
		}
	}
	return 0, fmt.Errorf("no episode %s", name)
}
