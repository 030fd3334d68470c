package dubbing_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

func recorded(t *testing.T) (dubbing.Library, dubbing.Take) {
	t.Helper()
	lib := dubbing.Library{Dir: t.TempDir()}
	take, err := lib.Record(context.Background(), &engine{audio: wavBytes(t, 24000, tone(24000, 440, 2*time.Second))}, speech("Café"))
	if err != nil {
		t.Fatal(err)
	}
	return lib, take
}

func TestPacedIsExactAndMadeOnce(t *testing.T) {
	lib, take := recorded(t)
	for _, length := range []time.Duration{take.Duration * 10 / 13, ms(1700), ms(1700) + 9*time.Microsecond, ms(1960)} {
		p := dubbing.Placement{Start: ms(500), Length: length, Rate: float64(take.Duration) / float64(length)}
		clip, err := lib.Paced(context.Background(), take, p)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(clip.Path)
		if err != nil {
			t.Fatal(err)
		}
		sound, err := wav.Read(bytes.NewReader(raw))
		if err != nil || int64(len(sound.Samples)) != dubbing.Samples(length) || sound.Rate != 48000 || len(raw) != 44+2*len(sound.Samples) {
			t.Errorf("%v: %d samples at %d Hz, %v", length, len(sound.Samples), sound.Rate, err)
		}
		if clip.Start != p.Start || dubbing.Samples(clip.Length) != dubbing.Samples(length) {
			t.Errorf("%v: the clip is %+v", length, clip)
		}
		if middle := hzOf(sound); middle < 435 || middle > 445 {
			t.Errorf("%v: the tone of 440 Hz is now %.0f Hz", length, middle)
		}
		before, _ := os.Stat(clip.Path)
		again, err := lib.Paced(context.Background(), take, p)
		after, _ := os.Stat(clip.Path)
		if err != nil || again != clip || !os.SameFile(before, after) {
			t.Errorf("%v: made again: %+v, %v", length, again, err)
		}
	}
}

func TestPacedIsTheTakeWhereThePaceIsItsOwn(t *testing.T) {
	lib, take := recorded(t)
	for _, rate := range []float64{1, 1.01} {
		clip, err := lib.Paced(context.Background(), take, dubbing.Placement{Length: ms(1990), Rate: rate})
		if err != nil || clip.Path != take.Path || clip.Length != take.Duration {
			t.Errorf("pace %v: %+v, %v", rate, clip, err)
		}
	}
}

func TestPacedLeavesNothingHalf(t *testing.T) {
	lib, take := recorded(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := lib.Paced(ctx, take, dubbing.Placement{Length: ms(1600), Rate: 1.25}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := lib.Paced(context.Background(), take, dubbing.Placement{Length: ms(100), Rate: 20}); err == nil {
		t.Error("pace 20 was made")
	}
	if _, err := lib.Paced(context.Background(), take, dubbing.Placement{}); err == nil {
		t.Error("a line that was not placed was paced")
	}
	onlyFile(t, lib.Dir, take.Path)
}

func TestPacedMakesABrokenFileAnew(t *testing.T) {
	lib, take := recorded(t)
	p := dubbing.Placement{Length: ms(1600), Rate: 1.25}
	clip, err := lib.Paced(context.Background(), take, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(clip.Path, 1000); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Paced(context.Background(), take, p); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(clip.Path); err != nil || info.Size() != 44+2*dubbing.Samples(ms(1600)) {
		t.Errorf("%v, %v", info, err)
	}
}
