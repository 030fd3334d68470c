package stage

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"dramaport/dubbing"
)

// Sound is what can be heard and seen of a line in a market. Where something
// is missing, its path is "" and the text beside it says so, with what makes
// it.
type Sound struct {
	Take   TakeSound
	NoTake string
	// Source is the line in the original.
	Source   SourceSound
	NoSource string
	// Video is the episode's video, "" for the reason in NoSource.
	Video string
}

// TakeSound is the take of a line as the last dub uses it. Paths are absolute.
type TakeSound struct {
	// Path is the take at natural pace; Paced is it as it is heard in the
	// dub, the same file where the pace is natural.
	Path, Paced string
	// Voice is the cast's word for who speaks.
	Voice string
	// Number is which of the takes of this text and voice it is, from 1.
	Number int
	// Duration is how long Path lasts; Start is where it begins in the
	// episode, Length how long it lasts there, Overhang how far that is
	// beyond the cue's end.
	Duration, Start, Length, Overhang time.Duration
	// Rate is the pace, 1 for natural.
	Rate float64
	// MostRate, MostLate (behind the cue's start) and MostOverhang are the
	// most that the rules of the fit allow.
	MostRate               float64
	MostLate, MostOverhang time.Duration
	// Problem is what does not fit, "" if all does.
	Problem string
}

// SourceSound is a piece of the episode's video.
type SourceSound struct {
	Path       string
	Start, End time.Duration
}

// Heard says what to play for a row. An error is one of the disk's or of the
// plan's file; what is not there yet is told in the Sound.
func (d *Workspace) Heard(ctx context.Context, s Sheet, r Row) (Sound, error) {
	var found Sound
	var err error
	if found.Take, found.NoTake, err = d.takeSound(ctx, s, r); err != nil {
		return Sound{}, err
	}
	found.Source, found.NoSource, err = d.sourceSound(s, r)
	found.Video = found.Source.Path
	return found, err
}

// takeSound finds the take that the plan of the last dub names, if it still
// says the row's text.
func (d *Workspace) takeSound(ctx context.Context, s Sheet, r Row) (found TakeSound, missing string, err error) {
	provider, voice, why := d.mouth(s, r)
	if why != "" {
		return TakeSound{}, why, nil
	}
	plan, err := d.Plan(ctx, s)
	if err != nil {
		return TakeSound{}, "", err
	}
	part := d.part(s, r, provider, voice)
	line, ok := plan.Line(r.Key)
	switch {
	case !ok:
		return TakeSound{}, "it is not recorded yet; " + dubCommand(s, r, plan) + " records it", nil
	case line.Spoken != part.Hash():
		return TakeSound{}, "text, voice, take or cue have changed since the dub; " + dubCommand(s, r, plan) + " makes it anew", nil
	}
	take, ok := d.Library().Find(line.Take)
	if !ok {
		return TakeSound{}, "its take is not in the library any more; " + dubCommand(s, r, plan) + " records it anew", nil
	}
	return d.placed(r, part, take, line)
}

func (d *Workspace) placed(r Row, part dubbing.Part, take dubbing.Take, line dubbing.PlannedLine) (TakeSound, string, error) {
	rules := dubbing.DefaultFit()
	found := TakeSound{MostRate: rules.MaxPace, MostLate: rules.Late, MostOverhang: rules.Overhang, Voice: line.Voice, Number: max(1, part.Speech.Take), Duration: take.Duration,
		Start: milliseconds(line.StartMS), Length: milliseconds(line.LengthMS), Rate: line.Rate, Problem: line.Problem}
	found.Overhang = max(0, found.Start+found.Length-r.End)
	var err error
	if found.Path, err = filepath.Abs(take.Path); err != nil {
		return TakeSound{}, "", err
	}
	found.Paced = found.Path // natural pace is better than nothing
	if paced := d.Library().PacedFile(take, line); paced != "" {
		found.Paced, err = filepath.Abs(paced)
	}
	return found, "", err
}

func milliseconds(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }

// mouth is who speaks a row, or why nobody can.
func (d *Workspace) mouth(s Sheet, r Row) (provider, voice, why string) {
	provider, voice, ok := d.Config.Voice(r.Speaker, s.Market.Name)
	switch {
	case s.Market.Speak == "":
		return "", "", fmt.Sprintf("the market %s is not dubbed; name a synthesizer under markets: %s: speak:", s.Market.Name, s.Market.Name)
	case !r.Speaks():
		return "", "", "nothing is said in it"
	case r.Translation.Text == "":
		return "", "", fmt.Sprintf("it has no text yet; dramaport translate -m %s -e %s drafts it", s.Market.Name, s.Episode)
	case !ok:
		return "", "", noVoice(r.Speaker, s.Market.Name)
	}
	return provider, voice, ""
}

// dubCommand is what records a row: a draft where it is not approved, or where
// the dub is one.
func dubCommand(s Sheet, r Row, plan dubbing.Plan) string {
	command := fmt.Sprintf("dramaport dub -m %s -e %s", s.Market.Name, s.Episode)
	if !r.Settled() || plan.Draft {
		command += " --draft"
	}
	return command
}

// sourceSound is the row's cue in the episode's video.
func (d *Workspace) sourceSound(s Sheet, r Row) (found SourceSound, missing string, err error) {
	name := strings.ReplaceAll(d.Config.Source.Video, "{episode}", string(s.Episode))
	if name == "" {
		return SourceSound{}, "season.yaml names no videos; add under source: video: video/{episode}.mp4", nil
	}
	pic, err := d.pictureOf(s)
	if err != nil {
		return SourceSound{}, "", err
	}
	if pic.video == "" {
		return SourceSound{}, fmt.Sprintf("there is no %s; put the episode's video there", name), nil
	}
	path, err := filepath.Abs(pic.video)
	return SourceSound{Path: path, Start: r.Start, End: r.End}, "", err
}
