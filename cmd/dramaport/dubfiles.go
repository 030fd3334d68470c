package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"dramaport/dubbing"
	"dramaport/internal/ffmpeg"
	"dramaport/internal/provider"
	"dramaport/season"
	"dramaport/subtitles"
)

// library is where takes are kept.
func (d *desk) library() dubbing.Library {
	return dubbing.Library{Dir: filepath.Join(d.cfg.Dir, ".dramaport", "takes")}
}

// dubFiles are where an episode's plan and stem lie until they are exported.
func (d *desk) dubFiles(s sheet) (plan, stem string) {
	base := filepath.Join(d.cfg.Dir, ".dramaport", "dubs", string(s.market.Name), string(s.episode))
	return base + ".json", base + ".wav"
}

// plan is the episode's dub as last made; empty if there is none.
func (d *desk) plan(s sheet) (dubbing.Plan, error) {
	file, _ := d.dubFiles(s)
	return dubbing.ReadPlan(file)
}

func takeOf(p dubbing.Plan, k season.LineKey) *takeJSON {
	l, ok := p.Line(k)
	if !ok {
		return nil
	}
	return &takeJSON{Voice: l.Voice, DurationMS: l.DurationMS, StartMS: l.StartMS, Rate: l.Rate}
}

// pictureLength measures the episode's video where there is one.
func (d *desk) pictureLength(ctx context.Context, e season.Episode) (time.Duration, error) {
	if d.cfg.Source.Video != "" {
		path := filepath.Join(d.cfg.Dir, strings.ReplaceAll(d.cfg.Source.Video, "{episode}", string(e.Name)))
		if _, err := os.Stat(path); err == nil {
			return ffmpeg.Duration(ctx, path)
		} else if !errors.Is(err, os.ErrNotExist) {
			return 0, err
		}
	}
	var end time.Duration
	for _, l := range e.Lines {
		end = max(end, l.End)
	}
	return end, nil
}

// plainText is a translation without its placeholders.
func plainText(text string) string { return subtitles.Plain(text) }

// addDubDoubts adds what is doubtful about a dub that has been begun: lines
// without a voice, a take or a fit, and takes of texts that have changed.
func (d *desk) addDubDoubts(sheets []sheet) error {
	for i := range sheets {
		sh := &sheets[i]
		plan, err := d.plan(*sh)
		if err != nil {
			return err
		}
		if sh.market.Speak == "" || len(plan.Lines) == 0 {
			continue
		}
		for j := range sh.rows {
			sh.rows[j].doubts = append(sh.rows[j].doubts, d.dubDoubts(*sh, sh.rows[j], plan)...)
		}
	}
	return nil
}

// dubDoubts are the doubts about one line of a dub.
func (d *desk) dubDoubts(sh sheet, r row, plan dubbing.Plan) []season.Doubt {
	if !r.speakable(plan.Draft) {
		return nil
	}
	doubt := func(rule season.Rule, message string) []season.Doubt {
		return []season.Doubt{{Rule: rule, Severity: sh.market.SeverityOf(rule), Message: message}}
	}
	name, voice, ok := d.cfg.Voice(r.Speaker, sh.market.Name)
	if !ok {
		return doubt(season.RuleNoVoice, noVoice(r.Speaker, sh.market.Name))
	}
	l, ok := plan.Line(r.Key)
	switch {
	case !ok:
		return doubt(season.RuleNoTake, "not recorded yet; dramaport dub records it")
	case l.Spoken != sh.part(r, name, voice, nil).Hash():
		return doubt(season.RuleStaleTake, "text, voice or cue have changed since the dub; dramaport dub mends it")
	case l.Problem != "":
		return doubt(l.Rule, l.Problem)
	}
	return nil
}

// speakLimiter is the synthesizer's one limiter of this run.
func (c *crew) speakLimiter(name string) *provider.Limiter {
	s := c.cfg.Synthesizers[name]
	return c.limiter("speech "+name, provider.Limits{Concurrency: s.Concurrency, RPM: s.RPM})
}

// recordUse keeps what a recording has consumed.
func (d *desk) recordUse(ctx context.Context, cfg season.Config, cast casting, name string, part dubbing.Part) error {
	characters := int64(utf8.RuneCountInString(part.Speech.Text))
	return d.store.AddUsage(context.WithoutCancel(ctx), season.Usage{Provider: name, Market: cast.market.Name, Episode: cast.episode,
		Requests: 1, Characters: characters, Cost: float64(characters) * cfg.Synthesizers[name].Price.Characters / 1e6})
}

// estimateDub says what dub would record, and records nothing.
func (a *app) estimateDub(d *desk, castings []casting) error {
	rows := [][]string{{"MARKET", "EPISODE", "LINES", "TO RECORD", "CHARACTERS", "NO VOICE", "COST"}}
	type estimate struct {
		Market     season.MarketName  `json:"market"`
		Episode    season.EpisodeName `json:"episode"`
		Lines      int                `json:"lines"`
		Requests   int                `json:"requests"`
		Characters int                `json:"characters"`
		NoVoice    int                `json:"no_voice"`
		Cost       float64            `json:"cost"`
	}
	list := []estimate{}
	for _, cast := range castings {
		e := estimate{Market: cast.market.Name, Episode: cast.episode, Lines: len(cast.parts), NoVoice: len(cast.mute)}
		for i, p := range cast.parts {
			if len(dubbing.Missing(d.library(), []dubbing.Part{p})) > 0 {
				n := utf8.RuneCountInString(p.Speech.Text)
				e.Requests++
				e.Characters += n
				e.Cost += float64(n) * d.cfg.Synthesizers[cast.names[i]].Price.Characters / 1e6
			}
		}
		list = append(list, e)
		rows = append(rows, []string{string(e.Market), string(e.Episode), fmt.Sprint(e.Lines), fmt.Sprint(e.Requests),
			fmt.Sprint(e.Characters), fmt.Sprint(e.NoVoice), fmt.Sprintf("%.4f", e.Cost)})
	}
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, "estimates": list})
	}
	return table(a.out, rows)
}
