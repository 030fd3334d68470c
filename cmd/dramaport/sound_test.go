package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"strconv"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/wav"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdProbe measures a WAV file with ffprobe: probe FILE RATE SAMPLES.
func cmdProbe(ts *testscript.TestScript, _ bool, args []string) {
	out, err := exec.Command("ffprobe", "-v", "error", "-show_streams", "-of", "json", ts.MkAbs(args[0])).Output()
	ts.Check(err)
	var found struct {
		Streams []struct {
			SampleRate string `json:"sample_rate"`
			Channels   int    `json:"channels"`
			Samples    int64  `json:"duration_ts"`
		}
	}
	ts.Check(json.Unmarshal(out, &found))
	s := found.Streams[0]
	if s.SampleRate != args[1] || strconv.FormatInt(s.Samples, 10) != args[2] || s.Channels != 1 {
		ts.Fatalf("%s: %s Hz, %d channels, %d samples; want %s Hz, 1 channel, %s samples", args[0], s.SampleRate, s.Channels, s.Samples, args[1], args[2])
	}
}

// cmdOnsets compares where speech begins after silence of at least half a
// second: onsets FILE 1.0 4.0. A difference of 60 ms fails.
func cmdOnsets(ts *testscript.TestScript, neg bool, args []string) {
	sound, err := wav.Read(bytes.NewReader([]byte(ts.ReadFile(args[0]))))
	ts.Check(err)
	got := onsets(sound)
	same := len(got) == len(args)-1
	for i := 0; same && i < len(got); i++ {
		want, err := strconv.ParseFloat(args[i+1], 64)
		ts.Check(err)
		same = math.Abs(got[i]-want) <= 0.06
	}
	if same == neg {
		ts.Fatalf("onsets %.3f, want %v (negated: %v)", got, args[1:], neg)
	}
}

// onsets are the times, in seconds, at which sound follows half a second of
// silence.
func onsets(s wav.Sound) []float64 {
	const floor = 0.003
	quiet := s.Rate
	var found []float64
	for i, v := range s.Samples {
		if math.Abs(float64(v)) < floor {
			quiet++
			continue
		}
		if quiet >= s.Rate/2 {
			found = append(found, float64(i)/float64(s.Rate))
		}
		quiet = 0
	}
	return found
}

// cmdShiftWAV plants a fault: the sound of a mono 16-bit file is moved later.
func cmdShiftWAV(ts *testscript.TestScript, _ bool, args []string) {
	by, err := time.ParseDuration(args[1])
	ts.Check(err)
	b := []byte(ts.ReadFile(args[0]))
	head, samples := b[:44], b[44:]
	n := int(dubbing.Samples(by)) * 2
	shifted := append(make([]byte, n), samples[:len(samples)-n]...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append(head[:44:44], shifted...), 0o644))
}
