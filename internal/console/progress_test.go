package console

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// playProgress is a run of two markets on a clock of its own; beat is called
// every ten seconds as the ticker would.
func playProgress(c *Console) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	p := newProgressAt(c, "translate", "line", []Share{{"us", 60}, {"latam", 30}, {"us", 60}}, func() time.Time { return now })
	for second := 1; second <= 40; second++ {
		now = now.Add(time.Second)
		if second%5 == 0 && second <= 30 {
			p.Spend("us", 0.0123)
			p.Step("us", 20)
		}
		if second == 20 {
			p.Spend("latam", 0.002)
			p.Step("latam", 30)
		}
		if second%10 == 0 && !c.JSON {
			p.beat()
		}
	}
	p.Done()
}

func TestPlainProgress(t *testing.T) {
	// latam, in which nothing has happened, is not told of while us moves.
	const want = `us: translate 40 of 120 lines, cost 0.0246, 20s left
us: translate 80 of 120 lines, cost 0.0492, 10s left
us: 120 of 120 lines done, cost 0.0738
latam: 30 of 30 lines done, cost 0.0020
`
	var out, said bytes.Buffer
	playProgress(&Console{Out: &out, Err: &said})
	if got := said.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if out.Len() > 0 {
		t.Errorf("progress on stdout: %s", out.String())
	}
}

func TestIdleProgressShowsThatTheJobLives(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	var said bytes.Buffer
	p := newProgressAt(&Console{Err: &said}, "dub", "line", []Share{{"us", 2}, {"latam", 1}}, func() time.Time { return now })
	p.beat()
	p.beat()
	want := strings.Repeat("us: dub 0 of 2 lines, cost 0.0000, time left unknown\n", 2)
	if said.String() != want {
		t.Errorf("got\n%s\nwant\n%s", said.String(), want)
	}
}

func TestJSONProgress(t *testing.T) {
	const want = `{"progress":{"stage":"translate","market":"us","unit":"line","done":20,"of":120,"cost":0.0123,"eta_s":25}}
{"progress":{"stage":"translate","market":"us","unit":"line","done":40,"of":120,"cost":0.0246,"eta_s":20}}
{"progress":{"stage":"translate","market":"us","unit":"line","done":60,"of":120,"cost":0.0369,"eta_s":15}}
{"progress":{"stage":"translate","market":"us","unit":"line","done":80,"of":120,"cost":0.0492,"eta_s":10}}
{"progress":{"stage":"translate","market":"latam","unit":"line","done":30,"of":30,"cost":0.002,"eta_s":0}}
{"progress":{"stage":"translate","market":"us","unit":"line","done":100,"of":120,"cost":0.0615,"eta_s":5}}
{"progress":{"stage":"translate","market":"us","unit":"line","done":120,"of":120,"cost":0.0738,"eta_s":0}}
`
	var out, said bytes.Buffer
	playProgress(&Console{Out: &out, Err: &said, JSON: true})
	if out.String() != want || said.Len() > 0 {
		t.Errorf("got\n%s\nand on stderr %q, want\n%s", out.String(), said.String(), want)
	}
}

// TestJSONProgressIsThrottled: a line a second and market, and the last state.
func TestJSONProgressIsThrottled(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	var out bytes.Buffer
	p := newProgressAt(&Console{Out: &out, JSON: true}, "dub", "line", []Share{{"us", 1000}}, func() time.Time { return now })
	for range 1000 {
		now = now.Add(5 * time.Millisecond)
		p.Step("us", 1)
	}
	p.Done()
	if n := strings.Count(out.String(), "\n"); n < 5 || n > 7 || !strings.Contains(out.String(), `"done":1000,`) {
		t.Errorf("%d lines in five seconds:\n%s", n, out.String())
	}
}

func TestQuietProgress(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		var out, said bytes.Buffer
		c := &Console{Out: &out, Err: &said, Quiet: true, JSON: asJSON}
		p := c.NewProgress("dub", "line", []Share{{"us", 1}})
		p.Step("us", 1)
		p.Done()
		if out.Len()+said.Len() > 0 {
			t.Errorf("json %v: %q %q", asJSON, out.String(), said.String())
		}
	}
}

// TestPaceForgetsTheMemory: lines that the memory answered at once do not make
// the rest look quick.
func TestPaceForgetsTheMemory(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	m := &mark{market: "us", of: 1000, trail: []point{{now, 0}}}
	m.step(now, 900)
	for range 20 {
		now = now.Add(10 * time.Second)
		m.step(now, 1)
	}
	if left, known := m.left(now); !known || left < 790*time.Second || left > 810*time.Second {
		t.Errorf("%v left (known: %v), want 800s", left, known)
	}
}

// TestExportTellsNoCost: it asks nobody.
func TestExportTellsNoCost(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	var said bytes.Buffer
	p := newProgressAt(&Console{Err: &said}, Exporting, "episode", []Share{{"us", 2}}, func() time.Time { return now })
	p.beat()
	p.Step("us", 2)
	p.Done()
	if want := "us: export 0 of 2 episodes, time left unknown\nus: 2 of 2 episodes done\n"; said.String() != want {
		t.Errorf("got\n%s\nwant\n%s", said.String(), want)
	}
	if tail := p.tail(p.marks[0]); tail != "0s" {
		t.Errorf("behind the bar: %q", tail)
	}
}
