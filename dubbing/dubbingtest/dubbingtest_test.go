package dubbingtest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/dubbing/dubbingtest"
	"dramaport/dubbing/openai"
	"dramaport/internal/wav"
)

func TestHeardTellsTextsAndVoicesApart(t *testing.T) {
	said := map[string]bool{}
	for i := range 60 {
		text := fmt.Sprintf("Line %d of the episode.", i)
		s := dubbingtest.Say(text, "af_heart", 24000)
		if !dubbingtest.Heard(s, text, "af_heart") {
			t.Errorf("%q is not heard", text)
		}
		if dubbingtest.Heard(s, text, "am_adam") || dubbingtest.Heard(s, text+"!", "af_heart") {
			t.Errorf("%q is heard as something else", text)
		}
		for other := range said {
			if dubbingtest.Heard(s, other, "af_heart") {
				t.Errorf("%q is heard as %q", text, other)
			}
		}
		said[text] = true
	}
	if dubbingtest.Heard(wav.Sound{Rate: 24000, Samples: make([]float32, 24000)}, "Go.", "af_heart") {
		t.Error("silence is heard")
	}
}

// TestEpisode records, fits, paces, mixes and verifies lines, and hears each
// in its place.
func TestEpisode(t *testing.T) {
	server := dubbingtest.NewServer(t)
	engine, err := openai.New(openai.Options{BaseURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	ctx, lib, length := context.Background(), dubbing.Library{Dir: t.TempDir()}, 12*time.Second
	texts := []string{"Let me go.", "You will never set foot in this house again.", "Who says so?", "I do, and everybody in this family with me."}
	var slots []dubbing.Slot
	var takes []dubbing.Take
	for i, text := range texts {
		take, err := lib.Record(ctx, engine, dubbing.Speech{Text: text, Voice: "am_adam", Language: language.AmericanEnglish})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Duration(i) * 2800 * time.Millisecond
		takes = append(takes, take)
		slots = append(slots, dubbing.Slot{Start: start, End: start + 2*time.Second, Natural: take.Duration})
	}
	placed := dubbing.Fit(slots, length, dubbing.DefaultFit())
	var clips []dubbing.Clip
	for i, p := range placed {
		if p.Problem != "" {
			t.Errorf("line %d: %s", i+1, p.Problem)
		}
		clip, err := lib.Paced(ctx, takes[i], p)
		if err != nil {
			t.Fatal(err)
		}
		clips = append(clips, clip)
	}
	if placed[1].Rate <= 1.01 || placed[0].Rate != 1 {
		t.Errorf("paces %v and %v: the test wants one line paced", placed[0].Rate, placed[1].Rate)
	}
	var stem bytes.Buffer
	if err := dubbing.Mix(ctx, &stem, clips, length); err != nil {
		t.Fatal(err)
	}
	if faults := dubbing.Verify(bytes.NewReader(stem.Bytes()), clips, length); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	whole, err := wav.Read(&stem)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range clips {
		piece := whole
		piece.Samples = whole.Samples[dubbing.Samples(c.Start):dubbing.Samples(c.Start+c.Length)]
		for j, text := range texts {
			if dubbingtest.Heard(piece, text, "am_adam") != (i == j) {
				t.Errorf("in the place of line %d, line %d: heard or not", i+1, j+1)
			}
		}
	}
}

func TestSwitches(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	h := dubbingtest.NewHandler("anna")
	base, err := dubbingtest.Serve(ctx, h, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ask := func(text string) int {
		body := strings.NewReader(fmt.Sprintf(`{"input":%q,"voice":"anna"}`, text))
		resp, err := http.Post(base+"/audio/speech", "application/json", body)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
		return resp.StatusCode
	}
	h.Fail(dubbingtest.Busy, 2)
	h.FailOn("curse", dubbingtest.Down)
	for i, want := range []int{429, 500, 429, 200, 500} {
		if got := ask([]string{"one", "a curse", "two", "three", "a curse"}[i]); got != want {
			t.Errorf("request %d: %d, not %d", i+1, got, want)
		}
	}
	h.FailOn("curse", "")
	h.Fail(dubbingtest.Down, -1)
	if a, b := ask("one"), ask("two"); a != 500 || b != 500 {
		t.Errorf("for ever: %d, %d", a, b)
	}
	h.Fail("", 0)
	if got := ask("a curse"); got != 200 || h.Count() != 8 {
		t.Errorf("%d after %d requests", got, h.Count())
	}
}

func TestFaultsAreAllDifferent(t *testing.T) {
	seen := map[dubbingtest.Fault]bool{}
	for _, f := range dubbingtest.Faults() {
		if seen[f] || f == "" {
			t.Errorf("%q twice", f)
		}
		seen[f] = true
	}
}
