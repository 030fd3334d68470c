package espeak_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/dubbing/espeak"
)

// planned records, fits and paces lines of espeak's, 2 s apart.
func planned(t testing.TB, lines int) []dubbing.Clip {
	t.Helper()
	ctx, lib := context.Background(), dubbing.Library{Dir: t.TempDir()}
	engine, err := espeak.New(ctx, espeak.Options{Name: "local"})
	if err != nil {
		t.Fatal(err)
	}
	var slots []dubbing.Slot
	var takes []dubbing.Take
	words := strings.Fields("fue ella quien vendió la casa familiar sin decírselo a nadie")
	for i := range lines {
		sp := dubbing.Speech{Text: fmt.Sprintf("%s %d.", strings.Join(words[:1+5*i%6], " "), i%10), Voice: "es-419+f3", Language: language.MustParse("es-419")}
		take, err := lib.Record(ctx, engine, sp)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Duration(i) * 2 * time.Second
		takes = append(takes, take)
		slots = append(slots, dubbing.Slot{Start: start, End: start + 1500*time.Millisecond, Natural: take.Duration})
	}
	var clips []dubbing.Clip
	for i, p := range dubbing.Fit(slots, length(lines), dubbing.DefaultFit()) {
		if p.Problem != "" {
			t.Errorf("line %d: %s: the test wants all to fit", i+1, p.Problem)
		}
		clip, err := lib.Paced(ctx, takes[i], p)
		if err != nil {
			t.Fatal(err)
		}
		clips = append(clips, clip)
	}
	return clips
}

func length(lines int) time.Duration { return time.Duration(lines)*2*time.Second + 3*time.Second }

func TestAnEpisodeIsWhereItWasPlanned(t *testing.T) {
	const lines = 24
	clips := planned(t, lines)
	paced := 0
	for _, c := range clips {
		if strings.Contains(c.Path, ".s") {
			paced++
		}
	}
	if paced == 0 || paced == lines {
		t.Errorf("%d of %d lines are paced: the test wants both kinds", paced, lines)
	}
	var stem bytes.Buffer
	if err := dubbing.Mix(context.Background(), &stem, clips, length(lines)); err != nil {
		t.Fatal(err)
	}
	if faults := dubbing.Verify(&stem, clips, length(lines)); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	for i := range clips {
		moved := append([]dubbing.Clip(nil), clips...)
		moved[i].Start += 300 * time.Millisecond
		stem.Reset()
		if err := dubbing.Mix(context.Background(), &stem, moved, length(lines)); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range dubbing.Verify(&stem, clips, length(lines)) {
			found = found || f.Clip == i
		}
		if !found {
			t.Errorf("line %d, 300 ms late, was not found", i+1)
		}
	}
}

func BenchmarkMixSpeech(b *testing.B) {
	clips := planned(b, 60)
	b.ReportAllocs()
	for b.Loop() {
		if err := dubbing.Mix(context.Background(), io.Discard, clips, length(60)); err != nil {
			b.Fatal(err)
		}
	}
}
