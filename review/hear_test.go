package review_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/review"
	"dramaport/season"
	"dramaport/stage"
)

// room is sound and picture of a fake season: SoundFinder, Player, VideoPlayer, TakeReader and
// Recorder at once.
type room struct {
	*fake
	// sounds are what there is to hear, by line; none for what has none.
	sounds map[string]stage.Sound
	takes  map[string][]stage.Take
	// played are the clips that were heard out; during happens while a clip
	// plays, in their order.
	played []string
	during []func(context.Context)
	note   string
	fails  error
	shown  []string
	made   int
	quotes int
}

func (r *room) Heard(_ context.Context, _ stage.Sheet, row stage.Row) (stage.Sound, error) {
	if found, ok := r.sounds[row.Ref()]; ok {
		return found, nil
	}
	return stage.Sound{NoTake: "it is not recorded yet; dramaport dub records it", NoSource: "there is no video/e001.mp4; put the episode's video there"}, nil
}

func (r *room) Play(ctx context.Context, clips []review.Clip) error {
	for _, c := range clips {
		if len(r.during) > 0 {
			meanwhile := r.during[0]
			r.during = r.during[1:]
			meanwhile(ctx)
		}
		if ctx.Err() != nil {
			return nil
		}
		if r.fails != nil {
			return r.fails
		}
		r.played = append(r.played, fmt.Sprintf("%s %s-%s", c.File, c.Start, c.End))
	}
	return nil
}

func (r *room) Note() string { return r.note }

func (r *room) Show(_ context.Context, s stage.Sheet, row stage.Row) error {
	r.shown = append(r.shown, row.Ref()+" "+string(s.Market.Name))
	return r.fails
}

func (r *room) Takes(_ stage.Sheet, row stage.Row) ([]stage.Take, error) {
	return slices.Clone(r.takes[row.Ref()]), r.fails
}

func (r *room) Picking(s stage.Sheet, row stage.Row, number int) (season.Pick, bool, error) {
	p := row.Translation.Place()
	for _, t := range r.takes[row.Ref()] {
		if t.Number == number {
			return season.Pick{Market: p.Market, Episode: p.Episode, Key: p.Key, Spoken: "a", Take: number}, !t.Chosen, nil
		}
	}
	return season.Pick{}, false, fmt.Errorf("there is no take %d", number)
}

// Act keeps picks as well.
func (r *room) Act(ctx context.Context, by, label string, d season.Change) (season.Action, error) {
	if c := r.conflict; c != nil {
		r.conflict = nil
		return season.Action{}, c
	}
	for _, p := range d.Picks {
		all := r.takes[r.row(p.Place()).Ref()]
		for i := range all {
			all[i].Chosen = all[i].Number == p.Take
		}
	}
	return r.fake.Act(ctx, by, label, d)
}

func (r *room) Quote(_ stage.Sheet, row stage.Row) (review.Retake, error) {
	r.quotes++
	return review.Retake{Take: len(r.takes[row.Ref()]) + 1, Voice: "local/en", Characters: 15, Cost: 0.0015}, r.fails
}

func (r *room) Record(_ context.Context, s stage.Sheet, row stage.Row) (review.Retake, error) {
	if r.fails != nil {
		return review.Retake{}, r.fails
	}
	r.made++
	q, _ := r.Quote(s, row)
	r.takes[row.Ref()] = append(r.takes[row.Ref()], stage.Take{Number: q.Take, Voice: q.Voice, Path: fmt.Sprintf("/t%d.wav", q.Take), Duration: time.Second, Cast: true})
	return q, nil
}

// studio is a rainy season of which the lines 1 and 3 are dubbed; the first
// has two takes.
func studio(t testing.TB) *room {
	f := rainy(t)
	for i := range f.sheets {
		f.sheets[i].Market.Speak = "local"
	}
	sound := func(n int, start time.Duration) stage.Sound {
		return stage.Sound{Take: stage.TakeSound{Path: fmt.Sprintf("/l%d.wav", n), Paced: fmt.Sprintf("/l%d.paced.wav", n), Voice: "local/en", Number: 1, Duration: 1500 * time.Millisecond,
			Start: start + 100*time.Millisecond, Length: 1400 * time.Millisecond, Overhang: 200 * time.Millisecond, Rate: 1.08,
			MostRate: 1.3, MostLate: 400 * time.Millisecond, MostOverhang: 1200 * time.Millisecond},
			Source: stage.SourceSound{Path: "/e001.mp4", Start: start, End: start + 2*time.Second}, Video: "/e001.mp4"}
	}
	return &room{fake: f, sounds: map[string]stage.Sound{"e001:1": sound(1, 0), "e001:3": sound(3, 6*time.Second)},
		takes: map[string][]stage.Take{"e001:1": {
			{Number: 1, Voice: "local/en", Path: "/t1.wav", Duration: 1500 * time.Millisecond, Cast: true, Chosen: true},
			{Number: 2, Voice: "local/en", Path: "/t2.wav", Duration: 1500 * time.Millisecond, Cast: true, SameAs: 1},
			{Number: 1, Voice: "other/x", Path: "/x1.wav", Duration: time.Second}}}}
}

// enter opens a studio's season on a screen.
func enter(t testing.TB, r *room, w, h int) *screen {
	return begin(t, r.fake, w, h, func(o *review.Options) {
		o.Open = func(context.Context) (review.Season, error) {
			s := r.season()
			s.Decisions, s.SoundFinder, s.Player, s.VideoPlayer, s.Takes, s.Recorder = r, r, r, r, r, r
			return s, nil
		}
	})
}

func (r *room) heardOut(t testing.TB, want ...string) {
	t.Helper()
	if !slices.Equal(r.played, want) {
		t.Errorf("played %q, want %q", r.played, want)
	}
}

func TestSpacePlaysTheTakeAsItIsHeardInTheDub(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	r.during = append(r.during, func(context.Context) {
		s.shows("playing e001:1 [us]: take 1 by local/en, 1.4 s at pace 1.08")
	})
	s.press("space").shows("approve")
	r.heardOut(t, "/l1.paced.wav 0s-0s")
	s.press("s", "b")
	r.heardOut(t, "/l1.paced.wav 0s-0s", "/e001.mp4 0s-2s", "/e001.mp4 0s-2s", "/l1.paced.wav 0s-0s")
}

func TestSpaceStopsAndTheNextPlayCancels(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	for name, keys := range map[string][]string{"space": {"space"}, "escape": {"esc"}, "another": {"s"}} {
		r.played = nil
		r.during = []func(context.Context){func(ctx context.Context) {
			s.press(keys...)
			if ctx.Err() == nil {
				t.Errorf("%s: it plays on", name)
			}
		}}
		s.press("space")
		want := []string(nil)
		if name == "another" {
			want = []string{"/e001.mp4 0s-2s"}
		}
		r.heardOut(t, want...)
		if strings.Contains(s.text(), "playing") {
			t.Errorf("%s: the foot says that it plays:\n%s", name, s.text())
		}
	}
	// Other keys do what they do, and the sound goes on.
	r.played, r.during = nil, []func(context.Context){func(context.Context) { s.press("a").shows("2 of 6 lines") }}
	s.press("k", "space")
	r.heardOut(t, "/l1.paced.wav 0s-0s")
}

func TestWhatCannotBeHeardIsSaidPlainly(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 80, 24)
	s.press("j", "space").shows("e001:2 [us] has no take to play: it is not recorded yet; dramaport dub records")
	s.press("s").shows("e001:2 cannot be heard in the original: there is no video/e001.mp4")
	s.press("b").shows("e001:2 cannot be heard in the original")
	s.press("k")
	r.fails = errors.New("no player is installed; install one with: sudo apt-get install mpv; by hand: mpv --no-video /l1.paced.wav")
	s.press("space").shows("no player is installed").shows("by hand: mpv\n--no-video /l1.paced.wav")
	r.fails, r.note = nil, "over ssh, sound plays on the remote machine"
	r.during = []func(context.Context){func(context.Context) { s.shows("over ssh, sound\nplays on the remote machine") },
		func(context.Context) {
			if strings.Contains(s.text(), "over ssh") {
				t.Error("told twice")
			}
		}}
	s.press("space", "space")
	bare := begin(t, rainy(t), 80, 24)
	bare.press("space").shows("nothing can be played here").press("t").shows("no takes here").press("T").shows("nothing can be recorded").press("o").shows("no video")
}

func TestAChosenTakeOutOfItsPlaceIsHeardAsRecorded(t *testing.T) {
	r := studio(t)
	r.sounds["e001:1"] = stage.Sound{NoTake: "the take has changed since the dub", NoSource: "none"}
	s := enter(t, r, 120, 40)
	r.during = append(r.during, func(context.Context) { s.shows("take 1 by local/en, 1.5 s as recorded, not in its place yet") })
	s.press("space")
	r.heardOut(t, "/t1.wav 0s-0s")
}

func TestPlayOnGoesThroughTheLines(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	s.press(":").write("play on").press("enter").shows("the last line is reached; heard 2 lines, passed by 4 that cannot be heard").shows("6 of 6 lines")
	r.heardOut(t, "/l1.paced.wav 0s-0s", "/l3.paced.wav 0s-0s")
	// Any key ends it, and does what it does.
	s.press("g")
	r.played, r.during = nil, []func(context.Context){nothing, func(context.Context) { s.press("space").shows("stopped") }}
	s.press(":").write("play on").press("enter").shows("3 of 6 lines")
	r.heardOut(t, "/l1.paced.wav 0s-0s")
	s.press("g")
	r.played, r.during = nil, []func(context.Context){func(context.Context) { s.press("a").shows("approved e001:1") }}
	s.press(":").write("play on").press("enter").shows("2 of 6 lines")
	r.heardOut(t)
	// The first line must be there to be heard.
	s.press(":").write("play on").press("enter").shows("e001:2 [us] has no take")
	s.press(":").write("play backwards").press("enter").shows(`only "on" may follow`)
}

func nothing(context.Context) {}

func TestTheDetailTellsOfTheTake(t *testing.T) {
	r := studio(t)
	late := r.sounds["e001:3"]
	late.Take.Problem = "needs pace 1.41 to fit 1.10 s; shorten by about 3 characters or 0.2 s"
	r.sounds["e001:3"] = late
	s := enter(t, r, 140, 40)
	s.shows("Take ─").shows("take 1 by local/en, 1.50 s").shows("pace 1.08 of 1.30   starts +0.10 of 0.40 s   overhang 0.20 of 1.20 s")
	s.press("j").shows("it is not recorded yet; dramaport dub records it")
	s.press("j").shows("needs pace 1.41 to fit")
	// A line without a text has no such section.
	if s.press("j"); strings.Contains(s.text(), "Take ─") {
		t.Errorf("a take of nothing:\n%s", s.text())
	}
}

func TestTakesArePickedAndTakenBack(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	s.press("t").shows("Takes of e001:1 [us]").shows(" 1  local/en                   1.50 s  picked").shows(" 2  local/en                   1.50 s  same sound as 1").shows("another voice")
	if strings.ContainsRune(s.text(), '␛') {
		t.Errorf("painted twice:\n%s", s.text())
	}
	s.press("j", "space")
	r.heardOut(t, "/t2.wav 0s-0s")
	s.press("enter").shows("picked take 2 of e001:1 [us]; dramaport dub -m us -e e001 puts it in its place, u takes it back").shows("picked, same sound as 1")
	if len(r.done) != 1 || len(r.done[0].Picks) != 1 || r.done[0].Picks[0].Take != 2 {
		t.Errorf("the store holds %+v", r.done)
	}
	s.press("enter").shows("take 2 of e001:1 [us] is picked already")
	s.press("j", "enter").shows("other/x is not this line's voice now")
	r.conflict = &season.Conflict{About: "take", Theirs: season.Translation{By: "Ben", Text: "3"}}
	s.press("k", "k", "enter").shows("Ben has picked take 3 meanwhile")
	s.press("u").shows("took back").press("esc")
	if strings.Contains(s.text(), "Takes of") {
		t.Error("it is still open")
	}
	s.press(":").write("takes 1").press("enter").shows("picked take 1 of e001:1")
	s.press(":").write("takes 9").press("enter").shows("there is no take 9")
	s.press(":").write("takes x").press("enter").shows("takes are numbered from 1")
}

func TestAnotherTakeIsRecordedOnceItsCostWasSeen(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	s.press("T").shows("Record take 4 of e001:1 [us] by local/en: 15 characters, cost 0.0015? [y/n]").press("n")
	if r.made != 0 {
		t.Fatal("recorded unasked")
	}
	s.press("t", "r").shows("Record take 4").press("y").shows("recorded take 4 of e001:1 [us] by local/en, cost 0.0015").shows(" 4  local/en")
	if r.made != 1 {
		t.Errorf("%d recorded", r.made)
	}
	s.press("esc")
	r.fails = errors.New("no funds")
	s.press("T").shows("no funds")
}

func TestVideoIsShownAtTheLine(t *testing.T) {
	r := studio(t)
	s := enter(t, r, 120, 40)
	s.press("o").shows("the video of e001 is open at 0:00.0, with the subtitles of us")
	r.fails = errors.New("over ssh a window would open on the remote machine")
	s.press("j", "o").shows("over ssh a window would open")
	if !slices.Equal(r.shown, []string{"e001:1 us", "e001:2 us"}) {
		t.Errorf("shown %q", r.shown)
	}
}
