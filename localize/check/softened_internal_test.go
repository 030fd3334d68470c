package check

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/localize/check/checktest"
	"dramaport/season"
)

func softenedIn(from, to, source, text string, avoid ...string) bool {
	return len(softened(Subject{Source: source, SourceTag: language.MustParse(from), Target: language.MustParse(to),
		Text: text, GlossarySource: source, Market: season.Market{Name: "m", Avoid: avoid}})) > 0
}

// TestSoftenedRates prints how many harsh lines that came back bland are found,
// and how many good translations, of harsh lines and of all, are called bland.
func TestSoftenedRates(t *testing.T) {
	f, err := os.Open("testdata/harsh.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	good, alarms, soft, found := 0, 0, 0, 0
	for _, row := range rows[1:] {
		for _, text := range strings.Split(row[3], "|") {
			good++
			if softenedIn(row[0], row[1], row[2], text) {
				alarms++
				t.Logf("good, and called bland: %q as %q", row[2], text)
			}
		}
		for _, text := range strings.Split(row[4], "|") {
			soft++
			if softenedIn(row[0], row[1], row[2], text) {
				found++
			} else {
				t.Logf("bland, and not found: %q as %q", row[2], text)
			}
		}
	}
	all, harshLines, others := 0, 0, 0
	everyGoodLine(t, func(d [2]string, e checktest.Example) {
		all++
		n := strongIn(language.MustParse(d[0])).strongest(e.Source)
		harshLines += int(truth(n >= harsh))
		if softenedIn(d[0], d[1], e.Source, e.Target) {
			others++
			t.Logf("good, and called bland: %q as %q", e.Source, e.Target)
		}
	})
	t.Logf("%d of %d bland translations of harsh lines found; %d of %d good ones called bland; %d of %d other good lines, %d of them harsh",
		found, soft, alarms, good, others, all, harshLines)
	if found*100 < 90*soft || alarms*100 > 2*good || others*1000 > all {
		t.Error("too little found, or good lines called bland")
	}
}

func TestSoftenedIsNotSaidOfWhatIsWanted(t *testing.T) {
	const source, text = "你这个贱人！", "You woman!"
	if !softenedIn("zh-CN", "en-US", source, text) {
		t.Fatal("a bland line is not found")
	}
	if softenedIn("zh-CN", "en-US", source, text, "bitch") || !softenedIn("zh-CN", "en-US", source, text, "fuck", "president") {
		t.Error("what the market avoids is not minded")
	}
	if softenedIn("zh-CN", "zh-TW", source, "你這個女人") || softenedIn("zh-CN", "vi-VN", source, "Cô kia!") {
		t.Error("a pair of languages that the table has not")
	}
	agreed := []glossaries.Match{{Term: glossaries.Term{Source: "贱人", Target: "Jane"}}}
	s := Subject{Source: source, SourceTag: language.Chinese, Target: language.English, Text: "You, Jane!", Terms: agreed}
	if len(softened(s)) > 0 {
		t.Error("an agreed wording is called bland")
	}
	found := softened(Subject{Source: source, SourceTag: language.Chinese, Target: language.English, Text: text})
	if len(found) != 1 || found[0].Severity != season.Warning || !strings.Contains(found[0].Message, "贱人") {
		t.Errorf("%+v", found)
	}
}
