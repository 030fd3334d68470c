package subtitles_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/subtitles"
)

const ms = time.Millisecond

func TestProfiles(t *testing.T) {
	if diff := cmp.Diff([]string{"vertical", "netflix", "bbc"}, subtitles.Profiles()); diff != "" {
		t.Error(diff)
	}
}

func TestRulesFor(t *testing.T) {
	for _, c := range []struct {
		profile, lang string
		cpl, cps      float64
		min, max      time.Duration
	}{
		{"", "en-US", 25, 17, 833 * ms, 5000 * ms},
		{"vertical", "en-US", 25, 17, 833 * ms, 5000 * ms},
		{"vertical", "sw", 25, 17, 833 * ms, 5000 * ms},
		{"vertical", "th", 21, 17, 833 * ms, 5000 * ms},
		{"vertical", "zh-TW", 12, 9, 833 * ms, 5000 * ms},
		{"vertical", "ja-JP", 12, 4, 833 * ms, 5000 * ms},
		{"vertical", "ko-KR", 12, 12, 833 * ms, 5000 * ms},
		{"netflix", "en", 42, 20, 833 * ms, 7000 * ms},
		{"netflix", "es-MX", 42, 17, 833 * ms, 7000 * ms},
		{"netflix", "ja", 13, 4, 500 * ms, 7000 * ms},
		{"netflix", "ar-EG", 42, 20, 833 * ms, 7000 * ms},
		{"netflix", "tl", 42, 17, 833 * ms, 7000 * ms},
		{"bbc", "en-GB", 37, 15, 300 * ms, 0},
	} {
		r, err := subtitles.RulesFor(c.profile, language.MustParse(c.lang))
		if err != nil {
			t.Errorf("%s %s: %v", c.profile, c.lang, err)
		}
		if r.CharsPerLine != c.cpl || r.CharsPerSecond != c.cps || r.MinDuration != c.min || r.MaxDuration != c.max || r.Lines != 2 || r.Source == "" {
			t.Errorf("%s %s: %+v", c.profile, c.lang, r)
		}
	}
}

func TestRulesForUnknownProfile(t *testing.T) {
	_, err := subtitles.RulesFor("vertikal", language.English)
	if err == nil || !strings.Contains(err.Error(), "vertical, netflix, bbc") {
		t.Errorf("error %v does not name the profiles", err)
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     float64
	}{
		{"en", "", 0},
		{"en", "Get out!", 8},
		{"en", "Get\nout!", 7},
		{"en", "⟦1⟧Get⟦12⟧ out", 7},
		{"en", "⟦x⟧", 3},
		{"en", "cafe\u0301", 4},
		{"en", "\u200fab\u2069", 2},
		{"en", "soft\u00adhyphen", 10},
		{"vi", "Tôi yêu em", 10},
		{"zh", "你好，世界", 5},
		{"zh", "CEO 你好", 4},
		{"zh", "等等……", 4},
		{"ja", "ｶﾀカタ", 3},
		{"ko", "안녕, 나야…", 5.5},
		{"th", "ที่รัก", 3},
		{"th", "น้ำ", 2},
		{"ar", "مُحَمَّد", 4},
		{"hi", "की", 2},
		{"hi", "हिन्दी", 6},
	} {
		if got := subtitles.Count(c.in, language.MustParse(c.lang)); got != c.want {
			t.Errorf("Count(%q, %s) = %v, want %v", c.in, c.lang, got, c.want)
		}
	}
}

func TestBudget(t *testing.T) {
	r := subtitles.Rules{CharsPerLine: 25, CharsPerSecond: 17, Lines: 2}
	for _, c := range []struct {
		d    time.Duration
		want int
	}{{0, 1}, {-time.Second, 1}, {time.Second, 17}, {2 * time.Second, 34}, {1950 * ms, 33}, {time.Minute, 50}} {
		if got := r.Budget(c.d); got != c.want {
			t.Errorf("Budget(%v) = %d, want %d", c.d, got, c.want)
		}
	}
	if got := (subtitles.Rules{}).Budget(time.Second); got < 1000 {
		t.Errorf("Budget without bounds = %d", got)
	}
}

func timed(start, end time.Duration, text string) *subtitles.Timed {
	return &subtitles.Timed{Start: start * ms, End: end * ms, Text: text}
}

// TestCheck plants one fault at a time; each must be found by its name and
// nothing else.
func TestCheck(t *testing.T) {
	long := "I told you, she is not the daughter of the Lin family."
	for _, c := range []struct {
		name, profile, lang string
		prev, cue, next     *subtitles.Timed
		want                []string
	}{
		{name: "fine", cue: timed(0, 2000, "Get out.")},
		{name: "fine between others", prev: timed(0, 900, "a"), cue: timed(1000, 2000, "b"), next: timed(2083, 3000, "c")},
		{name: "exactly at the speed", cue: timed(0, 2000, strings.Repeat("abcdefg ", 4)+"ab")},
		{name: "one character too fast", cue: timed(0, 2000, strings.Repeat("abcdefg ", 4)+"abc"), want: []string{"too-fast"}},
		{name: "Chinese too fast", lang: "zh", cue: timed(0, 1000, "一二三四五六七八九十"), want: []string{"too-fast"}},
		{name: "word too long", cue: timed(0, 4000, "Supercalifragilisticexpialidocious"), want: []string{"line-too-long"}},
		{name: "too many lines", cue: timed(0, 4000, long), want: []string{"too-many-lines"}},
		{name: "too short", cue: timed(0, 800, "No"), want: []string{"too-short"}},
		{name: "no duration", cue: timed(500, 500, "No"), want: []string{"too-short"}},
		{name: "negative duration", cue: timed(900, 500, long[:20]), want: []string{"too-short"}},
		{name: "too long", cue: timed(0, 5100, "No"), want: []string{"too-long"}},
		{name: "no longest", profile: "bbc", cue: timed(0, 60000, "No")},
		{name: "gap too small", cue: timed(0, 1000, "No"), next: timed(1040, 2000, "x"), want: []string{"gap"}},
		{name: "gap before is the other's", prev: timed(0, 990, "x"), cue: timed(1000, 2000, "No")},
		{name: "gap to close", profile: "netflix", cue: timed(0, 1000, "No"), next: timed(1300, 2000, "x"), want: []string{"gap"}},
		{name: "gap of half a second", profile: "netflix", cue: timed(0, 1000, "No"), next: timed(1500, 2500, "x")},
		{name: "joined", profile: "bbc", cue: timed(0, 1000, "No"), next: timed(1000, 2000, "x")},
		{name: "overlaps the next", cue: timed(0, 1000, "No"), next: timed(900, 2000, "x"), want: []string{"overlap"}},
		{name: "overlaps the one before", prev: timed(0, 1000, "x"), cue: timed(900, 2000, "No"), want: []string{"overlap"}},
		{name: "out of order without overlap", prev: timed(5000, 6000, "x"), cue: timed(1000, 2000, "No")},
		{name: "blank text", cue: timed(0, 1000, " ")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.lang == "" {
				c.lang = "en"
			}
			r, tag := rulesFor(t, c.profile, c.lang)
			var got []string
			for _, i := range r.Check(c.prev, c.cue, c.next, tag) {
				got = append(got, i.Rule)
				if i.Message == "" || strings.Contains(i.Message, "%!") {
					t.Errorf("message %q", i.Message)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheckNamesFiguresAndRemedy(t *testing.T) {
	r, tag := rulesFor(t, "vertical", "en")
	issues := r.Check(nil, timed(0, 2000, "You think you can just walk away from me?"), timed(1500, 3000, "x"), tag)
	want := []subtitles.Issue{
		{Rule: "too-fast", Message: "20.5 characters per second, at most 17: shorten to 34 characters or show it 2.412 s"},
		{Rule: "overlap", Message: "overlaps the next line by 0.500 s: end it at 0:00:01.417 or start that line later"},
	}
	if diff := cmp.Diff(want, issues); diff != "" {
		t.Error(diff)
	}
}

func TestExtend(t *testing.T) {
	text := strings.Repeat("abcdefg ", 6) // 48 characters: 2.824 s
	for _, c := range []struct {
		name, profile string
		in            []subtitles.Timed
		want          []time.Duration // the ends, in ms
	}{
		{"enough already", "", []subtitles.Timed{*timed(0, 3000, text)}, []time.Duration{3000}},
		{"never shortened", "", []subtitles.Timed{*timed(0, 9000, "No")}, []time.Duration{9000}},
		{"into free time", "", []subtitles.Timed{*timed(0, 1000, text), *timed(4000, 5000, "No")}, []time.Duration{2824, 5000}},
		{"up to the gap", "", []subtitles.Timed{*timed(0, 1000, text), *timed(2000, 3000, "No")}, []time.Duration{1917, 3000}},
		{"next is too near", "", []subtitles.Timed{*timed(0, 1000, text), *timed(1050, 3000, "No")}, []time.Duration{1000, 3000}},
		{"overlapped already", "", []subtitles.Timed{*timed(0, 1000, text), *timed(500, 3000, "No")}, []time.Duration{1000, 3000}},
		{"up to the longest", "", []subtitles.Timed{*timed(0, 1000, text+text)}, []time.Duration{5000}},
		{"to the shortest", "", []subtitles.Timed{*timed(0, 300, "No")}, []time.Duration{833}},
		{"blank stays", "", []subtitles.Timed{*timed(0, 300, " ")}, []time.Duration{300}},
		{"unsorted", "", []subtitles.Timed{*timed(2000, 3000, "No"), *timed(0, 1000, text)}, []time.Duration{3000, 1917}},
		{"closes the gap it would leave", "netflix", []subtitles.Timed{*timed(0, 1000, text), *timed(2700, 3600, "No")}, []time.Duration{2617, 3600}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, tag := rulesFor(t, c.profile, "en")
			before := append([]subtitles.Timed(nil), c.in...)
			var got []time.Duration
			for _, cue := range subtitles.Extend(c.in, r, tag) {
				got = append(got, cue.End/ms)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, c.in); diff != "" {
				t.Errorf("the given cues changed: %s", diff)
			}
		})
	}
}

func TestExtendPromises(t *testing.T) {
	r, tag := rulesFor(t, "vertical", "en")
	rapid.Check(t, func(t *rapid.T) {
		var cues []subtitles.Timed
		for range rapid.IntRange(0, 8).Draw(t, "cues") {
			start := time.Duration(rapid.IntRange(0, 9000).Draw(t, "start"))
			cues = append(cues, *timed(start, start+time.Duration(rapid.IntRange(0, 3000).Draw(t, "length")), strings.Repeat("x", rapid.IntRange(0, 90).Draw(t, "text"))))
		}
		for i, got := range subtitles.Extend(cues, r, tag) {
			if got.Start != cues[i].Start || got.Text != cues[i].Text || got.End < cues[i].End {
				t.Fatalf("cue %d: %+v became %+v", i, cues[i], got)
			}
			if got.End > cues[i].End && got.End > got.Start+r.MaxDuration {
				t.Fatalf("cue %d extended past the longest: %+v", i, got)
			}
			for j, other := range cues {
				if j != i && got.End > cues[i].End && other.Start > got.Start && got.End > other.Start-r.Gap {
					t.Fatalf("cue %d extended to %v, cue %d starts at %v", i, got.End, j, other.Start)
				}
			}
		}
	})
}
