package localize

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/season"
)

// spoken is a batch of lines of one second; pauses[i] is before line i, and a
// text with a trailing "," goes on.
func spoken(pauses []float64, texts ...string) Batch {
	b := Batch{Market: season.Market{Name: "us", Locale: language.AmericanEnglish}}
	at := time.Duration(0)
	for i, p := range pauses {
		at += time.Duration(p * float64(time.Second))
		u := Unit{Source: "Go.", Open: true, Line: season.Line{Number: i + 1, Start: at, End: at + time.Second}}
		if i < len(texts) {
			u.Source = texts[i]
		}
		at += time.Second
		b.Units = append(b.Units, u)
	}
	return b
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func sizes(parts [][]int) (of []int) {
	for _, p := range parts {
		of = append(of, len(p))
	}
	return of
}

func TestChunksCutAtTheLongestPauses(t *testing.T) {
	tests := []struct {
		name   string
		pauses []float64
		most   int
		want   []int
	}{
		{"all in one", []float64{0, 1, 1, 1}, 0, []int{4}},
		{"as many as fit", []float64{0, 1, 1, 1}, 4, []int{4}},
		{"the longest pause", []float64{0, 1, 1, 4, 1, 1, 1}, 4, []int{3, 4}},
		{"not at a fixed count", []float64{0, 1, 5, 1, 1, 1}, 4, []int{2, 4}},
		{"even where all are alike", []float64{0, 1, 1, 1, 1, 1}, 4, []int{3, 3}},
		{"a request more rather than into speech", []float64{0, 1, 2, .1, 1, .1}, 3, []int{2, 2, 2}},
		{"but not where it does not help", []float64{0, .1, .1, .1, .1, .1}, 3, []int{3, 3}},
		{"three parts", []float64{0, 1, 9, 1, 1, 1, 8, 1, 1}, 4, []int{2, 4, 3}},
	}
	for _, test := range tests {
		b := spoken(test.pauses)
		if got := sizes(b.chunks(upTo(len(test.pauses)), test.most)); !slices.Equal(got, test.want) {
			t.Errorf("%s: parts of %v, want %v", test.name, got, test.want)
		}
	}
}

func TestChunksDoNotCutASentence(t *testing.T) {
	b := spoken([]float64{0, 1, 0.2, 0.2, 1, 0.2}, "Go.", "You came here,", "after all this,", "to ask me?", "Go.", "Go.")
	if got := sizes(b.chunks(upTo(6), 4)); !slices.Equal(got, []int{4, 2}) {
		t.Errorf("parts of %v", got)
	}
}

func TestChunksKeepEveryLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pauses := rapid.SliceOfN(rapid.Float64Range(0, 6), 1, 70).Draw(t, "pauses")
		most := rapid.IntRange(0, 40).Draw(t, "most")
		parts := spoken(pauses).chunks(upTo(len(pauses)), most)
		if got := slices.Concat(parts...); !slices.Equal(got, upTo(len(pauses))) {
			t.Fatalf("lines %v", got)
		}
		if slices.Contains(sizes(parts), 0) || most > 0 && slices.Max(sizes(parts)) > most {
			t.Fatalf("parts of %v, at most %d", sizes(parts), most)
		}
		if fewest := (len(pauses) + max(most, 1) - 1) / max(most, 1); most > 0 && len(parts) > fewest+1 {
			t.Fatalf("%d parts, %d would do", len(parts), fewest)
		}
	})
}

// sentenceRow is what a request for part says of its sentences.
func sentenceRow(b Batch, part []int) string {
	return Context{Sentences: b.sentenceRanges(part)}.Render(len(part))
}

func TestSentenceRow(t *testing.T) {
	long := []string{"Go.", "Go!", "Go?", "Go.", "Go."}
	tests := []struct {
		name   string
		pauses []float64
		texts  []string
		want   string
	}{
		{"comma", []float64{0, .2}, append([]string{"If you go,", "I die."}, long...), "SENTENCES 1-2\n"},
		{"no mark", []float64{0, .2}, append([]string{"I knew that", "you would come."}, long...), "SENTENCES 1-2\n"},
		{"Chinese", []float64{0, .2, .2, .2, .2}, []string{"我从来没有想过", "会在这里遇见你。", "走。", "好。", "嗯。"}, "SENTENCES 1-2\n"},
		{"a new sentence", []float64{0, .2}, append([]string{"I knew that", "Come."}, long...), ""},
		{"later", []float64{0, .6}, append([]string{"If you go,", "I die."}, long...), ""},
		{"over", []float64{0, .2}, append([]string{"If you go.", "i die."}, long...), ""},
		{"cut off", []float64{0, .2}, append([]string{"If you go…", "i die."}, long...), ""},
		{"a track without marks", []float64{0, .2, .2, .2}, []string{"我从来没有想过", "会在这里遇见你", "走", "好"}, ""},
		{"two", []float64{0, .2, 1, .1, .1, 1}, []string{"If you go,", "I die.", "He said,", "for once,", "nothing.", "Go."}, "SENTENCES 1-2 3-5\n"},
		{"no longer than four", []float64{0, .1, .1, .1, .1, .1}, []string{"a,", "b,", "c,", "d,", "e,", "f."}, "SENTENCES 1-4 5-6\n"},
	}
	for _, test := range tests {
		pauses := test.pauses
		for len(pauses) < len(test.texts) {
			pauses = append(pauses, 2)
		}
		b := spoken(pauses, test.texts...)
		if got := sentenceRow(b, upTo(len(b.Units))); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	b := spoken([]float64{0, .2, .2}, "If you go,", "I die,", "stay.")
	b.Units[1].Line.Speaker = "B"
	if got := sentenceRow(b, []int{0, 1, 2}); got != "" {
		t.Errorf("another speaker: %q", got)
	}
	b.Units[1].Line.Speaker = ""
	if got := sentenceRow(b, []int{0, 2}); got != "" {
		t.Errorf("a line between that is not asked for: %q", got)
	}
	if got := fmt.Sprint(b.sentences()); got != "[false true true]" {
		t.Errorf("sentences %s", got)
	}
}
