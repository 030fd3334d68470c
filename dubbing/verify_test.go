package dubbing_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
)

// tight is an episode without much room: lines 80 ms apart, one pair at once.
func tight(t testing.TB) []dubbing.Clip {
	return []dubbing.Clip{
		clipOf(t, ms(500), ms(900)),
		clipOf(t, ms(1480), ms(700)),
		clipOf(t, ms(2260), ms(1500)),
		clipOf(t, ms(4500), ms(1500)),
		clipOf(t, ms(5500), ms(1500)),
		clipOf(t, ms(8000), ms(600)),
	}
}

func checked(stem []byte, planned []dubbing.Clip, length time.Duration) []string {
	var all []string
	for _, f := range dubbing.Verify(bytes.NewReader(stem), planned, length) {
		all = append(all, f.String())
	}
	return all
}

func TestVerifyPassesWhatIsAsPlanned(t *testing.T) {
	for name, clips := range map[string][]dubbing.Clip{"tight": tight(t), "episode": episode(t), "nothing": nil} {
		length := 2*time.Minute + 7
		if faults := checked(mixed(t, clips, length), clips, length); len(faults) > 0 {
			t.Errorf("%s: %q", name, faults)
		}
	}
}

func TestVerifyFindsWhatIsPlanted(t *testing.T) {
	const length = 10 * time.Second
	moved := func(i int, by time.Duration) func([]dubbing.Clip) []dubbing.Clip {
		return func(c []dubbing.Clip) []dubbing.Clip { c[i].Start += by; return c }
	}
	dropped := func(i int) func([]dubbing.Clip) []dubbing.Clip {
		return func(c []dubbing.Clip) []dubbing.Clip { return slices.Delete(c, i, i+1) }
	}
	tests := []struct {
		name   string
		change func([]dubbing.Clip) []dubbing.Clip
		clip   int
		want   string
	}{
		{"300 ms late", moved(5, ms(300)), 5, "+300 ms"},
		{"300 ms early", moved(5, -ms(300)), 5, "-300 ms"},
		{"70 ms late", moved(5, ms(70)), 5, "+70 ms"},
		{"300 ms late between others", moved(1, ms(300)), 1, "+300 ms"},
		{"300 ms early between others", moved(2, -ms(300)), -1, "no line is planned"},
		{"first dropped", dropped(0), 0, "missing"},
		{"dropped between others", dropped(1), 1, "missing"},
		{"dropped beside another", dropped(3), 3, "missing"},
		{"dropped under another", dropped(4), 4, "missing"},
		{"stray sound", func(c []dubbing.Clip) []dubbing.Clip { return append(c, clipOf(t, ms(9000), ms(100))) }, -1, "sound from 00:00:09.000 to 00:00:09.100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			planned := tight(t)
			stem := mixed(t, tt.change(slices.Clone(planned)), length)
			for _, f := range dubbing.Verify(bytes.NewReader(stem), planned, length) {
				if f.Clip == tt.clip && strings.Contains(f.Message, tt.want) {
					return
				}
			}
			t.Errorf("not found among %q", checked(stem, planned, length))
		})
	}
}

func TestVerifyFindsAStemOfTheWrongShape(t *testing.T) {
	planned := tight(t)
	const length = 10 * time.Second
	good := mixed(t, planned, length)
	wrongRate := slices.Clone(good)
	copy(wrongRate[24:], []byte{0x44, 0xac, 0, 0})
	falseSize := slices.Clone(good)
	copy(falseSize[40:], "\xff\xff\xff\xff")
	tests := []struct {
		name string
		stem []byte
		want string
	}{
		{"one sample short", good[:len(good)-2], "-1 off"},
		{"one sample long", append(slices.Clone(good), 0, 0), "+1 off"},
		{"wrong rate", wrongRate, "44100 Hz"},
		{"false size", falseSize, "header"},
		{"no stem", []byte("no"), "is no WAV file"},
		{"empty", nil, "is no WAV file"},
	}
	for _, tt := range tests {
		faults := checked(tt.stem, planned, length)
		if len(faults) != 1 || !strings.Contains(faults[0], tt.want) {
			t.Errorf("%s: %q", tt.name, faults)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	clips := episode(b)
	stem := mixed(b, clips, 2*time.Minute)
	r := bytes.NewReader(stem)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = r.Seek(0, io.SeekStart)
		dubbing.Verify(r, clips, 2*time.Minute)
	}
}
