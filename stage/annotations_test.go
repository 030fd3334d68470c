package stage_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/store"
	"dramaport/subtitles"
)

func act(t *testing.T, d *stage.Workspace, change season.Change) {
	t.Helper()
	if _, err := d.Store.Act(context.Background(), "Ana", "test", change); err != nil {
		t.Fatal(err)
	}
}

// speaks decides who speaks a row, in every market.
func speaks(r stage.Row, name string) season.Change {
	return season.Change{Speakers: []season.SpeakerSet{{Episode: r.Episode, Key: r.Key, Speaker: name}}}
}

func speakersOf(s stage.Sheet) string {
	var names []string
	for _, r := range s.Rows {
		names = append(names, r.Speaker)
	}
	return strings.Join(names, " ")
}

func TestDecidedSpeakerBeatsTheTrack(t *testing.T) {
	d := season1(t)
	first := sheet(t, d, "us").Rows[1]
	act(t, d, speaks(first, "林婉"))
	for _, at := range []*stage.Workspace{d, reopen(t, d.Config.Dir)} {
		for _, market := range []string{"us", "latam"} {
			s := sheet(t, at, market)
			if got := speakersOf(s); got != "林婉 林婉" || s.Rows[1].Key != first.Key {
				t.Errorf("%s: %s", market, got)
			}
		}
	}
	re := reopen(t, d.Config.Dir)
	if got := re.Episodes[0].Lines[1].Speaker; got != "林婉" {
		t.Errorf("the episode's line is %s's", got)
	}
	decide(t, re, "us", "You lied.", "I never lied.")
	b, err := sheet(t, re, "us").Render(subtitles.WebVTT)
	if err != nil || strings.Count(string(b), "<v Lin Wan>") != 2 {
		t.Errorf("the export follows the track: %v\n%s", err, b)
	}
	kept, err := re.Store.Lines(context.Background())
	if err != nil || kept["e001"][1].Speaker != "路人甲" {
		t.Errorf("the store must keep what the track says: %+v %v", kept["e001"][1], err)
	}
	act(t, re, speaks(first, "")) // taken back while the workspace is open
	if got := speakersOf(sheet(t, re, "us")); got != "林婉 路人甲" {
		t.Errorf("taken back: %s", got)
	}
}

// A delivery with a line put in between: the decision stays with its line.
func TestDecidedSpeakerSurvivesRedelivery(t *testing.T) {
	d := season1(t)
	r := sheet(t, d, "us").Rows[1]
	act(t, d, speaks(r, "林婉"))
	again := "WEBVTT\n\n00:00.100 --> 00:00.900\n<v 路人甲>等一下。\n\n" + strings.TrimPrefix(voices, "WEBVTT\n\n")
	if err := os.WriteFile(filepath.Join(d.Config.Dir, "source/e001.vtt"), []byte(again), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s := sheet(t, reopen(t, d.Config.Dir), "us")
		if got := speakersOf(s); got != "路人甲 林婉 林婉" || s.Rows[2].Key != r.Key {
			t.Errorf("%s, key %s was %s", got, s.Rows[2].Key, r.Key)
		}
	}
}

func TestTakeOfAnotherSpeakerIsStale(t *testing.T) {
	d := workspace(t, map[string]string{"source/e001.vtt": voices,
		"season.yaml": strings.Replace(twoMarkets, "cast:\n", "cast:\n  路人甲: {us: espeak/en-gb}\n", 1), "names.csv": "zh-CN,en-US\n"})
	decide(t, d, "us", "You lied to me.", "I never lied.")
	engine := func(string) (dubbing.Synthesizer, error) { return silent{}, nil }
	voicesOf := func() (all []string, plan dubbing.Plan) {
		cast, err := d.Cast(sheet(t, d, "us"), false, engine)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range cast.Parts() {
			all = append(all, p.Voice)
			plan.Lines = append(plan.Lines, dubbing.PlannedLine{Key: p.Key, Number: p.Number, Voice: p.Voice, Spoken: p.Hash()})
		}
		return all, plan
	}
	was, plan := voicesOf()
	s := sheet(t, d, "us")
	content, err := plan.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Store.PutPlan(t.Context(), store.Plan{Market: "us", Episode: "e001", Content: string(content)}); err != nil {
		t.Fatal(err)
	}
	stale := func() []season.Rule {
		sheets := []stage.Sheet{sheet(t, d, "us")}
		if err := d.AddDubFindings(t.Context(), sheets); err != nil {
			t.Fatal(err)
		}
		var rules []season.Rule
		for _, r := range sheets[0].Rows {
			for _, finding := range r.Findings {
				if finding.Rule == season.RuleStaleTake {
					rules = append(rules, season.Rule(r.Ref()))
				}
			}
		}
		return rules
	}
	if got := stale(); len(got) != 0 {
		t.Fatalf("stale before anything changed: %v", got)
	}
	act(t, d, speaks(s.Rows[1], "林婉"))
	now, _ := voicesOf()
	if !slices.Equal(was, []string{"espeak/en-us", "espeak/en-gb"}) || !slices.Equal(now, []string{"espeak/en-us", "espeak/en-us"}) {
		t.Errorf("voices %v, then %v", was, now)
	}
	if got := stale(); !slices.Equal(got, []season.Rule{"e001:2"}) {
		t.Errorf("stale: %v", got)
	}
}

// silent is a synthesizer that is never asked.
type silent struct{ dubbing.Synthesizer }

func TestRowsCarryCommentsAndAssignments(t *testing.T) {
	d := season1(t)
	r := sheet(t, d, "us").Rows[0]
	p := r.Translation.Place()
	act(t, d, season.Change{
		Comments:    []season.Comment{{Place: p, Text: "too formal?"}, {Place: p, Text: "settled", ResolvedBy: "Ana"}},
		Assignments: []season.Assignment{{Place: p, To: "Ben"}},
	})
	us, latam := sheet(t, d, "us"), sheet(t, d, "latam")
	if got := us.Rows[0]; len(got.Comments) != 2 || got.OpenComments() != 1 || got.Assigned != "Ben" || got.Comments[0].Text != "too formal?" {
		t.Errorf("%+v %q", got.Comments, got.Assigned)
	}
	for _, other := range []stage.Row{us.Rows[1], latam.Rows[0]} {
		if len(other.Comments) != 0 || other.Assigned != "" {
			t.Errorf("beside another line: %+v", other)
		}
	}
}

const twoEpisodes = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 路人甲>林婉来了。\n"

func TestRefreshBringsWhatAPlaceTouches(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": twoMarkets, "source/e001.vtt": voices, "source/e002.vtt": twoEpisodes, "names.csv": "zh-CN,en-US\n"})
	ctx := context.Background()
	place := func(m season.MarketName, e season.EpisodeName) season.Place {
		return season.Place{Market: m, Episode: e, Key: "k"}
	}
	cases := map[string]struct {
		places []season.Place
		want   string
	}{
		"nothing":        {nil, ""},
		"pivoted":        {[]season.Place{place("latam", "e001")}, "latam/e001"},
		"pivot":          {[]season.Place{place("us", "e002"), place("us", "e002")}, "us/e002 latam/e002"},
		"every market":   {[]season.Place{place("", "e001")}, "us/e001 latam/e001"},
		"each its own":   {[]season.Place{place("latam", "e002"), place("us", "e001")}, "us/e001 latam/e001 latam/e002"},
		"gone elsewhere": {[]season.Place{place("fr", "e001"), place("us", "e009")}, ""},
	}
	for name, c := range cases {
		sheets, err := d.Refresh(ctx, c.places)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range sheets {
			got = append(got, string(s.Market.Name)+"/"+string(s.Episode))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// What Refresh brings is what laying out everything again would bring.
func TestRefreshIsLikeStartingAnew(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": twoMarkets, "source/e001.vtt": voices, "source/e002.vtt": twoEpisodes, "names.csv": "zh-CN,en-US\n"})
	ctx := context.Background()
	decide(t, d, "us", "You lied to me.", "I never lied.")
	decide(t, d, "latam", "Me mentiste.", "Nunca mentí.")
	before := sheet(t, d, "latam")
	_, since, err := d.Store.ChangedSince(ctx, before.Rows[0].Translation.At)
	if err != nil {
		t.Fatal(err)
	}
	decide(t, d, "us", "You lied to all of us.")
	act(t, d, speaks(before.Rows[1], "林婉"))
	places, _, err := d.Store.ChangedSince(ctx, since)
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := d.Refresh(ctx, places)
	if err != nil || len(sheets) != 2 {
		t.Fatal(len(sheets), err)
	}
	if latam := sheets[1]; !latam.Rows[0].Stale || latam.Rows[0].From != "You lied to all of us." || speakersOf(latam) != "林婉 林婉" {
		t.Errorf("%+v", latam.Rows)
	}
	if before.Rows[0].Stale || speakersOf(before) != "林婉 路人甲" {
		t.Error("the sheet that was laid out before has changed")
	}
}

func TestRefreshWhileOthersUseTheDesk(t *testing.T) {
	d := season1(t)
	r := sheet(t, d, "us").Rows[0]
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			ctx := context.Background()
			if i == 0 {
				if _, err := d.Store.Act(ctx, "Ana", "x", speaks(r, "路人甲")); err != nil {
					t.Error(err)
				}
				return
			}
			if _, err := d.Refresh(ctx, []season.Place{{Episode: "e001"}}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// A name that another episode has come to call differently is seen, although
// only one episode is laid out again.
func TestRefreshKnowsTheNamesOfTheWholeSeason(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": twoMarkets, "names.csv": "zh-CN,en-US,type,rule,forms\n顾沉,Gu Chen,person,must,Mr. Gu\n",
		"source/e001.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n顾沉骗了我。\n", "source/e002.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n顾沉骗了你。\n"})
	ctx := context.Background()
	say := func(episode int, text string) season.Place {
		t.Helper()
		sheets, err := d.Sheets(ctx, scope(d, "us"))
		if err != nil {
			t.Fatal(err)
		}
		r := sheets[episode].Rows[0]
		tr := r.Translation
		tr.Text, tr.State, tr.Origin, tr.Basis = text, season.Approved, season.FromHuman, r.Basis
		act(t, d, season.Change{Translations: []season.Translation{tr}})
		return tr.Place()
	}
	inconsistent := func(p season.Place) bool {
		t.Helper()
		sheets, err := d.Refresh(ctx, []season.Place{p})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(sheets[0].Rows[0].Findings, func(x season.Finding) bool { return x.Rule == season.RuleNameInconsistent })
	}
	first, second := say(0, "Gu Chen lied to me."), say(1, "Gu Chen lied to you.")
	if inconsistent(first) || inconsistent(second) {
		t.Error("doubted, though the same everywhere")
	}
	say(1, "Mr. Gu lied to you.")
	if !inconsistent(second) {
		t.Error("e001, which was not laid out again, is forgotten")
	}
	say(0, "Mr. Gu lied to me.")
	if inconsistent(first) || inconsistent(second) {
		t.Error("doubted by what e001 said before")
	}
}
