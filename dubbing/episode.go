package dubbing

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dramaport/internal/atomicfile"
	"dramaport/season"
)

// Part is one line to be dubbed.
type Part struct {
	Key        season.LineKey
	Number     int
	Start, End time.Duration
	// Voice is the cast's word for it, "local/es-419+m3"; Settings name how
	// its synthesizer is set up (engine, server, model).
	Voice, Settings string
	Synthesizer     Synthesizer
	Speech          Speech
}

// Hash names everything a planned line was made from but the engine itself:
// text, voice, the synthesizer's settings and the cue's place.
func (p Part) Hash() string {
	return TakeKey(fmt.Sprintf("%s %s %d %d", p.Voice, p.Settings, p.Start.Milliseconds(), p.End.Milliseconds()), p.Speech)
}

// Words names what is said and by whom, whichever take of it: the words and
// the voice with its settings, but not the cue's place.
func (p Part) Words() string {
	p.Speech.Take = 0
	return TakeKey("words "+p.Voice+" "+p.Settings, p.Speech)
}

// Take is the recording of the part, if the library has it.
func (p Part) take(l Library) (Take, bool) {
	return l.Find(TakeKey(p.Synthesizer.Identity(), p.Speech))
}

// Spoken is a line's text as a voice should say it: on one line, with the
// market's respellings, longest first.
func Spoken(text string, pronounce map[string]string) string {
	words := make([]string, 0, len(pronounce))
	for w := range pronounce {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	var pairs []string
	for _, w := range words {
		pairs = append(pairs, w, pronounce[w])
	}
	return strings.Join(strings.Fields(strings.NewReplacer(pairs...).Replace(text)), " ")
}

// Missing lists the parts without a take.
func Missing(l Library, parts []Part) []Part {
	var missing []Part
	for _, p := range parts {
		if _, ok := p.take(l); !ok {
			missing = append(missing, p)
		}
	}
	return missing
}

// Assemble fits the parts' takes to the clock and writes the stem, exactly as
// long as length, to path in one step; what it then reads back is checked
// against the plan (Plan.Faults). A part without a take is left out.
func Assemble(ctx context.Context, l Library, parts []Part, length time.Duration, path string) (Plan, error) {
	plan, clips, err := layOut(ctx, l, parts, length)
	if err != nil {
		return Plan{}, err
	}
	plan.Faults, err = writeStem(ctx, path, clips, length)
	return plan, err
}

// layOut fits what is recorded and paces each take to its place.
func layOut(ctx context.Context, l Library, parts []Part, length time.Duration) (Plan, []Clip, error) {
	plan := Plan{FormatVersion: 1, LengthMS: length.Milliseconds()}
	var clips []Clip
	recorded, takes := recordedParts(l, parts)
	for i, place := range Fit(slots(recorded, takes), length, DefaultFit()) {
		clip, err := l.Paced(ctx, takes[i], place)
		if err != nil {
			return Plan{}, nil, fmt.Errorf("line %d: %w", recorded[i].Number, err)
		}
		clips = append(clips, clip)
		plan.Lines = append(plan.Lines, planned(recorded[i], takes[i], place))
	}
	return plan, clips, nil
}

func recordedParts(l Library, parts []Part) (recorded []Part, takes []Take) {
	for _, p := range parts {
		if t, ok := p.take(l); ok {
			recorded, takes = append(recorded, p), append(takes, t)
		}
	}
	return recorded, takes
}

func slots(parts []Part, takes []Take) []Slot {
	s := make([]Slot, len(parts))
	for i, p := range parts {
		s[i] = Slot{Start: p.Start, End: p.End, Natural: takes[i].Duration, Characters: utf8.RuneCountInString(p.Speech.Text)}
	}
	return s
}

func planned(p Part, t Take, at Placement) PlannedLine {
	return PlannedLine{Key: p.Key, Number: p.Number, Spoken: p.Hash(), Voice: p.Voice, Take: t.Key, DurationMS: t.Duration.Milliseconds(),
		StartMS: at.Start.Milliseconds(), LengthMS: at.Length.Milliseconds(), Rate: at.Rate, Rule: at.Rule, Problem: at.Problem}
}

// writeStem mixes a stem and reads it back before it takes its name.
func writeStem(ctx context.Context, path string, clips []Clip, length time.Duration) (faults []string, err error) {
	err = atomicfile.WriteFunc(path, func(f *os.File) error {
		if err := Mix(ctx, f, clips, length); err != nil {
			return err
		}
		var err error
		faults, err = verifyFile(f.Name(), clips, length)
		return err
	})
	return faults, err
}

func verifyFile(path string, clips []Clip, length time.Duration) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var faults []string
	for _, fault := range Verify(f, clips, length) {
		faults = append(faults, fault.String())
	}
	return faults, nil
}
