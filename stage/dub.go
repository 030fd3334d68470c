package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/ffmpeg"
	"dramaport/season"
	"dramaport/subtitles"
)

// Casting is a sheet with who says what.
type Casting struct {
	Sheet
	Roles []Role
	// Mute says, by line, why a line that is to be spoken cannot be.
	Mute map[season.LineKey]string
}

// Role is a line with its voice.
type Role struct {
	dubbing.Part
	// Provider is the synthesizer's name in season.yaml.
	Provider string
}

// Parts are the casting's lines as the studio sees them.
func (c Casting) Parts() []dubbing.Part {
	parts := make([]dubbing.Part, len(c.Roles))
	for i, r := range c.Roles {
		parts[i] = r.Part
	}
	return parts
}

// Cast gives every line that is to be spoken its voice: approved lines, with
// draft all that have a text. engine brings a synthesizer by its name.
func (d *Workspace) Cast(s Sheet, draft bool, engine func(name string) (dubbing.Synthesizer, error)) (Casting, error) {
	cast := Casting{Sheet: s, Mute: map[season.LineKey]string{}}
	for _, r := range s.Rows {
		if !r.speakable(draft) {
			continue
		}
		name, voice, ok := d.Config.Voice(r.Speaker, s.Market.Name)
		if !ok {
			cast.Mute[r.Key] = noVoice(r.Speaker, s.Market.Name)
			continue
		}
		synthesizer, err := engine(name)
		if err != nil {
			return Casting{}, err
		}
		part := d.part(s, r, name, voice)
		part.Synthesizer = synthesizer
		cast.Roles = append(cast.Roles, Role{part, name})
	}
	return cast, nil
}

// speakable reports whether a row's text may be recorded.
func (r Row) speakable(draft bool) bool {
	return r.Speaks() && r.Translation.Text != "" && (draft || r.Settled())
}

func noVoice(speaker string, m season.MarketName) string {
	if speaker == "" {
		return fmt.Sprintf("the line has no speaker; name a voice under cast: default: {%s: …}", m)
	}
	return fmt.Sprintf("%s has no voice here; name one under cast: %s: {%s: …}", speaker, speaker, m)
}

// part is a row as the studio sees it, without its engine.
func (d *Workspace) part(s Sheet, r Row, provider, voice string) dubbing.Part {
	text := dubbing.Spoken(subtitles.Plain(r.Translation.Text), s.Market.Pronounce)
	p := dubbing.Part{Key: r.Key, Number: r.Number, Start: r.Start, End: r.End, Voice: provider + "/" + voice, Settings: d.settings(provider),
		Speech: dubbing.Speech{Text: text, Voice: voice, Language: s.Market.Locale}}
	p.Speech.Take = s.picked(p).Take
	return p
}

// settings name what of season.yaml shapes a synthesizer's sound.
func (d *Workspace) settings(provider string) string {
	y := d.Config.Synthesizers[provider]
	return fmt.Sprintf("%s %s %s %v", y.Engine, y.BaseURL, y.Model, y.Extra)
}

// Library is where takes are kept.
func (d *Workspace) Library() dubbing.Library {
	return dubbing.Library{Dir: filepath.Join(d.Config.Dir, ".dramaport", "takes")}
}

// stemFile is where an episode's stem lies until it is delivered.
func (d *Workspace) stemFile(s Sheet) string {
	return filepath.Join(d.Config.Dir, ".dramaport", "dubs", string(s.Market.Name), string(s.Episode)+".wav")
}

// Assemble fits what is recorded of a casting to the clock, mixes the stem
// and keeps the plan, with the hash of the stem, in the store. It returns the
// stem's path, "" if there is nothing to say. Where nothing has changed, and
// nobody has touched the stem since, all stays as it is.
func (d *Workspace) Assemble(ctx context.Context, cast Casting, draft bool) (dubbing.Plan, string, error) {
	if len(cast.Roles) == 0 {
		return dubbing.Plan{}, "", nil
	}
	stem := d.stemFile(cast.Sheet)
	pic, err := d.pictureOf(cast.Sheet)
	if err != nil {
		return dubbing.Plan{}, "", err
	}
	plans, err := d.Plans(ctx, cast.Sheet)
	if err != nil {
		return dubbing.Plan{}, "", err
	}
	was, unread := plans.Of(cast.Sheet) // one that cannot be read is made again
	if unread == nil && was.Draft == draft && was.Picture == pic.name && was.MadeOf(d.Library(), cast.Parts()) {
		made := plans.of(cast.Sheet).Stem
		if same, err := untouched(stem, made, false); err != nil || same && made.SHA256 != "" {
			return was, stem, err
		}
	}
	length, err := pic.length(ctx)
	if err != nil {
		return dubbing.Plan{}, "", err
	}
	plan, err := dubbing.Assemble(ctx, d.Library(), cast.Parts(), length, stem)
	if err != nil {
		return dubbing.Plan{}, "", err
	}
	plan.Draft, plan.Picture = draft, pic.name
	return plan, stem, d.keepPlan(ctx, cast.Sheet, plan, stem)
}

// picture is what decides a stem's length.
type picture struct {
	// name changes when the picture does.
	name string
	// video is the file, "" if there is none: then end is the last cue's.
	video string
	end   time.Duration
}

// pictureOf finds an episode's video; where there is none the stem ends with
// the last cue.
func (d *Workspace) pictureOf(s Sheet) (picture, error) {
	if video := d.Config.Source.Video; video != "" {
		path, err := d.Config.Resolve(strings.ReplaceAll(video, "{episode}", string(s.Episode)))
		if err != nil {
			return picture{}, err
		}
		info, err := os.Stat(path)
		if err == nil {
			return picture{name: fmt.Sprintf("%s %d %d", filepath.Base(path), info.Size(), info.ModTime().UnixNano()), video: path}, nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			return picture{}, err
		}
	}
	var end time.Duration
	for _, r := range s.Rows {
		end = max(end, r.End)
	}
	return picture{name: fmt.Sprint("cues ", end), end: end}, nil
}

func (p picture) length(ctx context.Context) (time.Duration, error) {
	if p.video == "" {
		return p.end, nil
	}
	return ffmpeg.Duration(ctx, p.video)
}

// AddDubFindings adds to the sheets what is doubtful about a dub that has been
// begun: lines without a voice, a take or a fit, and takes of what has changed.
func (d *Workspace) AddDubFindings(ctx context.Context, sheets []Sheet) error {
	plans, err := d.Plans(ctx, sheets...)
	if err != nil {
		return err
	}
	for i := range sheets {
		s := &sheets[i]
		plan, err := plans.Of(*s)
		if err != nil {
			return err
		}
		if s.Market.Speak == "" || len(plan.Lines) == 0 {
			continue
		}
		for j := range s.Rows {
			s.Rows[j].Findings = append(s.Rows[j].Findings, d.dubFindings(*s, s.Rows[j], plan)...)
		}
	}
	return nil
}

// dubDoubts are the findings about one line of a dub.
func (d *Workspace) dubFindings(s Sheet, r Row, plan dubbing.Plan) []season.Finding {
	if !r.speakable(plan.Draft) {
		return nil
	}
	finding := func(rule season.Rule, message string) []season.Finding {
		return []season.Finding{{Rule: rule, Severity: s.Market.SeverityOf(rule), Message: message}}
	}
	name, voice, ok := d.Config.Voice(r.Speaker, s.Market.Name)
	if !ok {
		return finding(season.RuleNoVoice, noVoice(r.Speaker, s.Market.Name))
	}
	l, ok := plan.Line(r.Key)
	switch {
	case !ok:
		return finding(season.RuleNoTake, "not recorded yet; dramaport dub records it")
	case l.Spoken != d.part(s, r, name, voice).Hash():
		return finding(season.RuleStaleTake, "text, voice or cue have changed since the dub; dramaport dub mends it")
	case l.Problem != "":
		return finding(l.Rule, l.Problem)
	}
	return nil
}
