package stage

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/subtitles"
)

func TestPaceTable(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(paceCSV)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		if n, err := strconv.ParseFloat(row[1], 64); err != nil || n < 2 || n > 30 || row[2] == "" || language.Make(row[0]) == language.Und {
			t.Errorf("row %q", row)
		}
	}
	if len(startPaces()) != len(rows)-1 {
		t.Errorf("%d paces of %d rows", len(startPaces()), len(rows)-1)
	}
}

// dubbed is a season of one market and one voice whose plan has n takes that
// speak at 10 characters a second.
func dubbed(t *testing.T, n int) (*Workspace, Sheet, Plans) {
	t.Helper()
	m := season.Market{Name: "us", Locale: language.AmericanEnglish, Speak: "espeak"}
	d := &Workspace{Config: config.Config{Dir: t.TempDir(), Markets: []season.Market{m}, Cast: map[string]map[season.MarketName]string{"A": {"us": "espeak/m1"}}}}
	s := Sheet{Market: m, Episode: "e001", Rules: subtitles.Rules{CharsPerSecond: 17, CharsPerLine: 25, Lines: 2}}
	plan := dubbing.Plan{FormatVersion: 1}
	for i := range n {
		key := season.LineKey(fmt.Sprint("k", i))
		start := time.Duration(i) * 3 * time.Second
		r := Row{Line: season.Line{Key: key, Number: i + 1, Speaker: "A", Text: "三年了。", Start: start, End: start + 2*time.Second},
			Translation: season.Translation{Text: strings.Repeat("abcd ", 2) + strings.Repeat("x", i%3)}}
		s.Rows = append(s.Rows, r)
		part := d.part(s, r, "espeak", "m1")
		took := int64(subtitles.Count(part.Speech.Text, m.Locale) * 100)
		plan.Lines = append(plan.Lines, dubbing.PlannedLine{Key: key, Number: i + 1, Voice: part.Voice, Spoken: part.Hash(), DurationMS: took})
	}
	content, err := plan.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return d, s, Plans{planOf{"us", "e001"}: {Content: string(content)}}
}

func TestPacesAreMeasuredOnTakes(t *testing.T) {
	d, s, plans := dubbed(t, 25)
	p, err := d.measured([]Sheet{s}, plans)
	if err != nil {
		t.Fatal(err)
	}
	if got := p["espeak/m1"]; got < 9.99 || got > 10.01 {
		t.Errorf("pace %v, want 10", got)
	}
	for i := range s.Rows[:6] { // 19 are left that say what was recorded
		s.Rows[i].Translation.Text = "something else now"
	}
	if p, err = d.measured([]Sheet{s}, plans); err != nil || p["espeak/m1"] != 0 {
		t.Errorf("measured on too few takes: %v, %v", p, err)
	}
	if got := p.of("espeak/m1", language.BritishEnglish); got != 16.2 {
		t.Errorf("start pace %v", got)
	}
}

func TestBudget(t *testing.T) {
	d, s, _ := dubbed(t, 25)
	rows := s.Rows
	tests := []struct {
		name  string
		pace  paces
		speak string
		end   time.Duration // of the first line; the next begins at 3 s
		want  int
	}{
		{"no dub: what can be read in 2 s", nil, "", 2 * time.Second, 34},
		{"a slow voice: 2 s and 0.92 s borrowed", paces{"espeak/m1": 10}, "espeak", 2 * time.Second, 29},
		{"a fast voice: reading bounds it", paces{"espeak/m1": 20}, "espeak", 2 * time.Second, 34},
		{"at most 1.2 s borrowed", paces{"espeak/m1": 10}, "espeak", 1 * time.Second, 17},
		{"nothing to borrow", paces{"espeak/m1": 10}, "espeak", 2950 * time.Millisecond, 29},
		{"the start pace", nil, "espeak", 2 * time.Second, 34},
	}
	for _, test := range tests {
		s.Rows, s.Market.Speak = append([]Row(nil), rows...), test.speak
		s.Rows[0].End = test.end
		if got, paced := d.budget(s, 0, test.pace); got != test.want || paced != (test.want < s.Rules.Budget(test.end)) {
			t.Errorf("%s: %d (paced %v), want %d", test.name, got, paced, test.want)
		}
	}
	s.Market.Speak = "espeak"
	s.Rows = append([]Row(nil), rows...)
	s.Rows[1].Text = " " // nobody speaks there: the silence goes on
	if got, _ := d.budget(s, 0, paces{"espeak/m1": 8}); got != 25 {
		t.Errorf("beyond a silent cue: %d", got)
	}
	if got, _ := d.budget(s, len(rows)-1, paces{"espeak/m1": 8}); got != 25 {
		t.Errorf("the last line: %d", got)
	}
}
