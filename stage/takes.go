package stage

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/store"
)

// spokenIn names what is said in a line: see season.Pick.
type spokenIn struct {
	market  season.MarketName
	episode season.EpisodeName
	key     season.LineKey
	spoken  string
}

// picks reads the chosen takes of a scope.
func (d *Workspace) picks(ctx context.Context, s Scope) (map[spokenIn]season.Pick, error) {
	q := store.Query{Episodes: s.Episodes}
	for _, m := range s.Markets {
		q.Markets = append(q.Markets, m.Name)
	}
	found, err := d.Store.Picks(ctx, q)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	by := make(map[spokenIn]season.Pick, len(found))
	for _, p := range found {
		by[spokenIn{p.Market, p.Episode, p.Key, p.Spoken}] = p
	}
	return by, nil
}

func setPicks(sheets []Sheet, picks map[spokenIn]season.Pick) {
	for i := range sheets {
		sheets[i].picks = picks
	}
}

// picked is the pick for what a part says, the zero Pick if there is none: the
// first take is then the one.
func (s Sheet) picked(p dubbing.Part) season.Pick {
	if len(s.picks) == 0 {
		return season.Pick{}
	}
	return s.picks[spokenIn{s.Market.Name, s.Episode, p.Key, p.Words()}]
}

// Take is one recording of a line's current text.
type Take struct {
	// Number counts the recordings of this text by this voice from 1.
	Number int
	// Voice is the cast's word for who speaks.
	Voice string
	// Path is an absolute path: a WAV file at natural pace.
	Path     string
	Duration time.Duration
	// Cast says that the voice is the line's; Chosen that dub uses the take.
	Cast, Chosen bool
	// SameAs is the number of an earlier take of the voice with the very
	// same sound, 0 if none: some engines speak every time alike.
	SameAs int
}

// Takes lists the recordings of a row's current text that are in the library:
// those of the line's voice first, then those of the market's other voices,
// which were made while the cast was another. engine brings a synthesizer by
// its name; one that cannot be brought is an error only for the line's voice.
func (d *Workspace) Takes(s Sheet, r Row, engine func(name string) (dubbing.Synthesizer, error)) ([]Take, error) {
	part, err := d.partWith(s, r, engine)
	if err != nil {
		return nil, err
	}
	takes, err := d.takesOf(part)
	for i := range takes {
		takes[i].Cast, takes[i].Chosen = true, takes[i].Number == max(1, part.Speech.Take)
	}
	for _, v := range d.voicesOf(s.Market.Name) {
		other := d.part(s, r, v.provider, v.voice)
		if err != nil || other.Voice == part.Voice {
			continue
		}
		if other.Synthesizer, err = engine(v.provider); err != nil {
			err = nil // whoever is not there has no takes that could be told apart
			continue
		}
		var more []Take
		more, err = d.takesOf(other)
		takes = append(takes, more...)
	}
	return takes, err
}

// partWith is a row's part with its synthesizer; the error says what is missing.
func (d *Workspace) partWith(s Sheet, r Row, engine func(name string) (dubbing.Synthesizer, error)) (dubbing.Part, error) {
	name, voice, why := d.mouth(s, r)
	if why != "" {
		return dubbing.Part{}, &MuteError{fmt.Sprintf("%s [%s]: %s", r.Ref(), s.Market.Name, why)}
	}
	part := d.part(s, r, name, voice)
	var err error
	part.Synthesizer, err = engine(name)
	return part, err
}

// MuteError says why a line cannot be spoken, and what mends it.
type MuteError struct{ why string }

// Error is line, reason and remedy.
func (e *MuteError) Error() string { return e.why }

// takesOf are the takes of a part, by number.
func (d *Workspace) takesOf(p dubbing.Part) ([]Take, error) {
	found := d.Library().Takes(p.Synthesizer.Identity(), p.Speech)
	var takes []Take
	for _, n := range slices.Sorted(maps.Keys(found)) {
		path, err := filepath.Abs(found[n].Path)
		if err != nil {
			return nil, err
		}
		t := Take{Number: n, Voice: p.Voice, Path: path, Duration: found[n].Duration}
		if t.SameAs, err = sameSound(takes, t); err != nil {
			return nil, err
		}
		takes = append(takes, t)
	}
	return takes, nil
}

// sameSound is the number of the first of these takes that sounds like t.
func sameSound(takes []Take, t Take) (int, error) {
	for _, was := range takes {
		if was.Duration != t.Duration {
			continue
		}
		a, err := os.ReadFile(was.Path)
		if err != nil {
			return 0, err
		}
		b, err := os.ReadFile(t.Path)
		if err != nil || bytes.Equal(a, b) {
			return was.Number, err
		}
	}
	return 0, nil
}

// castVoice is a voice of the cast.
type castVoice struct{ provider, voice string }

// voicesOf are the voices of the market's cast, each once.
func (d *Workspace) voicesOf(m season.MarketName) []castVoice {
	var all []castVoice
	for speaker := range d.Config.Cast {
		if provider, voice, ok := d.Config.Voice(speaker, m); ok {
			all = append(all, castVoice{provider, voice})
		}
	}
	slices.SortFunc(all, func(a, b castVoice) int {
		return cmp.Or(cmp.Compare(a.provider, b.provider), cmp.Compare(a.voice, b.voice))
	})
	return slices.Compact(all)
}

// Retake is a casting of nothing but one row, whose take is one more than the
// library has: Record makes it, and keeps the others.
func (d *Workspace) Retake(s Sheet, r Row, engine func(name string) (dubbing.Synthesizer, error)) (Casting, error) {
	part, err := d.partWith(s, r, engine)
	if err != nil {
		return Casting{}, err
	}
	if part.Speech, err = d.Library().NextTake(part.Synthesizer.Identity(), part.Speech); err != nil {
		return Casting{}, fmt.Errorf("%s [%s]: %w", r.Ref(), s.Market.Name, err)
	}
	name, _, _ := d.mouth(s, r)
	return Casting{Sheet: s, Roles: []Role{{part, name}}}, nil
}

// PickTake decides which take of the row's text by its voice dub uses from now
// on, as an action of by's: Undo takes it back. A *season.Conflict says that
// somebody was faster.
func (d *Workspace) PickTake(ctx context.Context, s Sheet, r Row, number int, by string, engine func(name string) (dubbing.Synthesizer, error)) error {
	pick, changes, err := d.Picking(s, r, number, engine)
	if err != nil || !changes {
		return err
	}
	_, err = d.Store.Act(ctx, by, fmt.Sprintf("pick take %d of %s [%s]", number, r.Ref(), s.Market.Name), season.Change{Picks: []season.Pick{pick}})
	return err
}

// Picking is the pick that chooses a take of the row's text by its voice, to
// be kept; changes is false where that take is the chosen one already.
func (d *Workspace) Picking(s Sheet, r Row, number int, engine func(name string) (dubbing.Synthesizer, error)) (pick season.Pick, changes bool, err error) {
	part, err := d.partWith(s, r, engine)
	if err != nil {
		return season.Pick{}, false, err
	}
	if _, ok := d.Library().Takes(part.Synthesizer.Identity(), part.Speech)[number]; !ok {
		return season.Pick{}, false, &MuteError{fmt.Sprintf("%s [%s]: there is no take %d by %s; dramaport takes %s -m %s lists them, --again records another",
			r.Ref(), s.Market.Name, number, part.Voice, r.Ref(), s.Market.Name)}
	}
	was := s.picked(part)
	return season.Pick{Market: s.Market.Name, Episode: s.Episode, Key: r.Key, Spoken: part.Words(), Take: number, Version: was.Version},
		max(1, was.Take) != number, nil
}
