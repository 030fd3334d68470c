package dubbing_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

// Two lines of an episode of ten seconds. The first take is longer than its
// cue and the silence up to the next line, and gains the rest by pace.
func ExampleFit() {
	slots := []dubbing.Slot{
		{Start: 1000 * time.Millisecond, End: 2000 * time.Millisecond, Natural: 1704 * time.Millisecond},
		{Start: 2500 * time.Millisecond, End: 3500 * time.Millisecond, Natural: 900 * time.Millisecond},
	}
	for _, p := range dubbing.Fit(slots, 10*time.Second, dubbing.DefaultFit()) {
		fmt.Printf("starts at %v, %v long at pace %.2f\n", p.Start, p.Length.Round(time.Millisecond), p.Rate)
	}
	// Output:
	// starts at 1s, 1.42s long at pace 1.20
	// starts at 2.5s, 900ms long at pace 1.00
}

// A line that no pace makes fit is placed all the same, and says by how much
// its text is too long.
func ExampleFit_tooLong() {
	line := dubbing.Slot{Start: 1 * time.Second, End: 2 * time.Second, Natural: 3212 * time.Millisecond, Characters: 50}
	p := dubbing.Fit([]dubbing.Slot{line}, 60*time.Second, dubbing.DefaultFit())[0]
	fmt.Printf("%s: %s\n", p.Rule, p.Problem)
	// Output:
	// overhang: needs pace 1.46 to fit 2.20 s; shorten by about 6 characters or 0.4 s
}

// A stem of one second: a take of a quarter of a second, half a second in. It
// is read back, as a delivery is, and once more against a plan that it is not.
func ExampleMix() {
	dir, err := os.MkdirTemp("", "mix")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	clip := dubbing.Clip{Path: filepath.Join(dir, "take.wav"), Start: 500 * time.Millisecond, Length: 250 * time.Millisecond}
	if err := writeTake(clip.Path, clip.Length); err != nil {
		fmt.Println(err)
		return
	}
	var stem bytes.Buffer
	if err := dubbing.Mix(context.Background(), &stem, []dubbing.Clip{clip}, time.Second); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(dubbing.Verify(bytes.NewReader(stem.Bytes()), []dubbing.Clip{clip}, time.Second)), "faults")
	clip.Start = 300 * time.Millisecond
	for _, fault := range dubbing.Verify(bytes.NewReader(stem.Bytes()), []dubbing.Clip{clip}, time.Second) {
		fmt.Println(fault)
	}
	// Output:
	// 0 faults
	// begins at 00:00:00.500, +200 ms from its place at 00:00:00.300
	// sound from 00:00:00.575 to 00:00:00.750, where no line is planned
}

// writeTake writes a tone of that length, as a voice would.
func writeTake(path string, length time.Duration) error {
	samples := make([]float32, dubbing.Samples(length))
	for i := range samples {
		samples[i] = float32(i%100)/100 - 0.5
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return wav.Write(f, wav.Sound{Rate: dubbing.SampleRate, Samples: samples})
}
