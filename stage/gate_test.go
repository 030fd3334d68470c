package stage_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/atomicfile"
	"dramaport/internal/wav"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/store"
)

// tone is a synthesizer that says everything with a tone of a second.
type tone struct{}

func (tone) Identity() string { return "tone" }

func (tone) Speak(context.Context, dubbing.Speech) ([]byte, error) {
	s := wav.Sound{Rate: dubbing.SampleRate, Samples: make([]float32, dubbing.SampleRate)}
	for i := range s.Samples {
		s.Samples[i] = float32(0.5 * math.Sin(float64(i)*2*math.Pi*440/dubbing.SampleRate))
	}
	var b bytes.Buffer
	err := wav.Write(&b, s)
	return b.Bytes(), err
}

const dubbable = `title: Test
source: {locale: zh-CN, tracks: source/*}
markets:
  us: {locale: en-US, speak: espeak}
cast:
  default: {us: espeak/en-us}
`

// dubbed is a season of two approved lines whose episode has been dubbed.
func dubbed(t *testing.T, draft bool) *stage.Workspace {
	t.Helper()
	d := workspace(t, map[string]string{"season.yaml": dubbable,
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n\n2\n00:00:04,000 --> 00:00:06,000\n我没有骗你。\n"})
	decide(t, d, "us", "You lied to me for years.", "I never lied to you.")
	dub(t, d, draft)
	return d
}

func dub(t *testing.T, d *stage.Workspace, draft bool) {
	t.Helper()
	cast, err := d.Cast(sheet(t, d, "us"), draft, func(string) (dubbing.Synthesizer, error) { return tone{}, nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range cast.Roles {
		if _, err := d.Library().Record(context.Background(), tone{}, r.Speech); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.Assemble(context.Background(), cast, draft); err != nil {
		t.Fatal(err)
	}
}

func delivered(t *testing.T, d *stage.Workspace) stage.Delivered {
	t.Helper()
	sheets, err := d.LayOut(context.Background(), scope(d, "us"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := d.Deliver(context.Background(), sheets, stage.Delivery{Tool: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func hasStem(sum stage.Delivered) bool {
	return strings.Contains(strings.Join(sum.Written, " "), ".dub.wav")
}

// replan plants a fault in the plan.
func replan(t *testing.T, d *stage.Workspace, change func(*dubbing.Plan)) {
	t.Helper()
	kept, err := d.Store.Plans(t.Context(), store.Query{})
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d plans, %v", len(kept), err)
	}
	p, err := dubbing.ParsePlan([]byte(kept[0].Content))
	if err != nil {
		t.Fatal(err)
	}
	change(&p)
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	kept[0].Content = string(b)
	if err := d.Store.PutPlan(t.Context(), kept[0]); err != nil {
		t.Fatal(err)
	}
}

func TestStemLeavesWhereAllFits(t *testing.T) {
	d := dubbed(t, false)
	if sum := delivered(t, d); !hasStem(sum) || len(sum.Refused) != 0 {
		t.Fatalf("%+v, want the stem", sum)
	}
	if sum := delivered(t, d); sum.UpToDate != 1 {
		t.Errorf("%+v, want it up to date", sum)
	}
}

// TestStemIsHeldBack plants what may not leave; the text leaves all the same,
// and the episode is never called up to date without its stem.
func TestStemIsHeldBack(t *testing.T) {
	for name, plant := range map[string]func(*testing.T, *stage.Workspace) *stage.Workspace{
		"draft dub": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			replan(t, d, func(p *dubbing.Plan) { p.Draft = true })
			return d
		},
		"fault of the mix": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			replan(t, d, func(p *dubbing.Plan) { p.Faults = []string{"a line is missing"} })
			return d
		},
		"line that does not fit": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			replan(t, d, func(p *dubbing.Plan) {
				p.Lines[1].Rule, p.Lines[1].Problem = season.RulePace, "needs pace 1.9"
			})
			return d
		},
		"line not recorded": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			replan(t, d, func(p *dubbing.Plan) { p.Lines = p.Lines[:1] })
			return d
		},
		"line that is gone": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			return redelivered(t, d, "source/e001.srt", "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n")
		},
		"another picture": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			if err := atomicfile.Write(filepath.Join(d.Config.Dir, "video", "e001.mp4"), []byte("not looked into")); err != nil {
				t.Fatal(err)
			}
			return redelivered(t, d, "season.yaml", strings.Replace(dubbable, "source/*}", "source/*, video: 'video/{episode}.mp4'}", 1))
		},
		"another engine": func(t *testing.T, d *stage.Workspace) *stage.Workspace {
			return redelivered(t, d, "season.yaml", dubbable+"synthesizers:\n  espeak: {engine: openai, base_url: 'http://127.0.0.1:1/v1', model: m}\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := dubbed(t, false)
			if sum := delivered(t, before); !hasStem(sum) {
				t.Fatalf("%+v, want the stem before the fault", sum)
			}
			d := plant(t, before)
			for range 2 {
				if sum := delivered(t, d); hasStem(sum) || len(sum.Refused) == 0 || sum.UpToDate != 0 {
					t.Errorf("%+v, want the stem held back", sum)
				}
				if old, _ := filepath.Glob(filepath.Join(d.Config.Dir, "exports", "us", "*.wav")); len(old) != 0 {
					t.Errorf("%v still lies beside other subtitles", old)
				}
			}
		})
	}
}

// TestStemThatWasTouchedIsHeldBack: whatever was done to the stem since dub
// made it, it does not leave, and dub makes it again. Also where its size and
// time are those that it had; then it has to be deleted, as the reason says.
func TestStemThatWasTouchedIsHeldBack(t *testing.T) {
	for name, touch := range map[string]func(stem []byte) []byte{
		"emptied": func([]byte) []byte { return nil },
		"halved":  func(b []byte) []byte { return b[:len(b)/2] },
		"silent":  func(b []byte) []byte { return append(b[:44:44], make([]byte, len(b)-44)...) },
		"shifted by 300 ms": func(b []byte) []byte {
			shift := 2 * 300 * dubbing.SampleRate / 1000
			return slices.Concat(b[:44], make([]byte, shift), b[44:len(b)-shift])
		},
		"one sample": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
	} {
		for _, sameTime := range []bool{false, true} {
			t.Run(fmt.Sprint(name, sameTime), func(t *testing.T) {
				d := dubbed(t, false)
				stem := filepath.Join(d.Config.Dir, ".dramaport", "dubs", "us", "e001.wav")
				good, info := read(t, stem)
				bad := touch(slices.Clone(good))
				if err := os.WriteFile(stem, bad, 0o644); err != nil {
					t.Fatal(err)
				}
				when := info.ModTime()
				if !sameTime {
					when = when.Add(time.Second)
				}
				if err := os.Chtimes(stem, when, when); err != nil {
					t.Fatal(err)
				}
				if sum := delivered(t, d); hasStem(sum) || len(sum.Refused) != 1 || !strings.Contains(sum.Refused[0].Reason, "delete .dramaport/dubs/us/e001.wav") {
					t.Fatalf("%+v, want the stem held back", sum)
				}
				if sameTime && len(bad) == len(good) {
					if err := os.Remove(stem); err != nil {
						t.Fatal(err)
					}
				}
				dub(t, d, false)
				if again, _ := read(t, stem); !bytes.Equal(again, good) {
					t.Error("dub did not make the stem again")
				}
				if sum := delivered(t, d); !hasStem(sum) || len(sum.Refused) != 0 {
					t.Errorf("%+v, want the stem", sum)
				}
			})
		}
	}
}

func read(t *testing.T, path string) ([]byte, os.FileInfo) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return b, info
}

// TestUntouchedStemIsNotMadeAgain: a second dub changes nothing.
func TestUntouchedStemIsNotMadeAgain(t *testing.T) {
	d := dubbed(t, false)
	stem := filepath.Join(d.Config.Dir, ".dramaport", "dubs", "us", "e001.wav")
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(stem, long, long); err != nil { // as after a restored backup: it is read, and is the same
		t.Fatal(err)
	}
	dub(t, d, false)
	if _, info := read(t, stem); !info.ModTime().Equal(long) {
		t.Error("the stem was made again")
	}
}

// redelivered writes a given file anew and opens the season again.
func redelivered(t *testing.T, d *stage.Workspace, name, content string) *stage.Workspace {
	t.Helper()
	if err := atomicfile.Write(filepath.Join(d.Config.Dir, name), []byte(content)); err != nil {
		t.Fatal(err)
	}
	return reopen(t, d.Config.Dir)
}
