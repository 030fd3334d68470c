package dubbing_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dramaport/dubbing"
	"dramaport/season"
)

func slot(start, end, natural int) dubbing.Slot {
	return dubbing.Slot{Start: ms(start), End: ms(end), Natural: ms(natural)}
}

// spot is a placement in milliseconds and hundredths of pace.
type spot struct {
	start, length, pace int
	rule                season.Rule
	problem             string
}

func TestFit(t *testing.T) {
	tests := []struct {
		name  string
		slots []dubbing.Slot
		end   int
		want  []spot
	}{
		{"fits its cue, and is never slowed", []dubbing.Slot{slot(1000, 3000, 900)}, 60000, []spot{{1000, 900, 100, "", ""}}},
		{"borrows the silence", []dubbing.Slot{slot(1000, 2000, 2200)}, 60000, []spot{{1000, 2200, 100, "", ""}}},
		{"borrows up to the gap", []dubbing.Slot{slot(1000, 2000, 1420), slot(2500, 3000, 400)}, 60000,
			[]spot{{1000, 1420, 100, "", ""}, {2500, 400, 100, "", ""}}},
		{"gains the rest by pace", []dubbing.Slot{slot(1000, 2000, 1704), slot(2500, 3000, 400)}, 60000,
			[]spot{{1000, 1420, 120, "", ""}, {2500, 400, 100, "", ""}}},
		{"a hair too long takes the least pace", []dubbing.Slot{slot(1000, 2000, 1421), slot(2500, 3000, 400)}, 60000,
			[]spot{{1000, 1393, 102, "", ""}, {2500, 400, 100, "", ""}}},
		{"pace before overhang beyond its bound", []dubbing.Slot{slot(1000, 2000, 2640)}, 60000, []spot{{1000, 2200, 120, "", ""}}},
		{"the episode's end", []dubbing.Slot{slot(1000, 2000, 1200)}, 2000, []spot{{1000, 1000, 120, "", ""}}},
		{"no end known", []dubbing.Slot{slot(1000, 2000, 1200)}, 0, []spot{{1000, 1200, 100, "", ""}}},
		{"cues without a gap get one", []dubbing.Slot{slot(1000, 2000, 1012), slot(2000, 3000, 500)}, 60000,
			[]spot{{1000, 920, 110, "", ""}, {2000, 500, 100, "", ""}}},
		{"pushes the next", []dubbing.Slot{slot(1000, 2000, 1560), slot(2000, 3000, 500)}, 60000,
			[]spot{{1000, 1200, 130, season.RulePace, "needs pace 1.70 to fit 0.92 s; shorten by 0.4 s"},
				{2280, 500, 100, "", ""}}},
		{"pushes no further than allowed", []dubbing.Slot{slot(1000, 2000, 2340), slot(2000, 3000, 500)}, 60000,
			[]spot{{1000, 1800, 130, season.RulePace, "needs pace 2.55 to fit 0.92 s; shorten by 1.2 s; overlaps the next line by 0.4 s"},
				{2400, 500, 100, "", ""}}},
		{"a push is passed on", []dubbing.Slot{slot(1000, 2000, 1560), slot(2000, 2500, 600), slot(2700, 3500, 500)}, 60000,
			[]spot{{1000, 1200, 130, season.RulePace, "needs pace 1.70 to fit 0.92 s; shorten by 0.4 s"},
				{2280, 462, 130, season.RulePace, "needs pace 1.77 to fit 0.34 s; shorten by 0.2 s"},
				{2822, 500, 100, "", ""}}},
		{"too long for the overhang", []dubbing.Slot{{Start: ms(1000), End: ms(2000), Natural: ms(3212), Characters: 50}}, 60000,
			[]spot{{1000, 2471, 130, season.RuleOverhang, "needs pace 1.46 to fit 2.20 s; shorten by about 6 characters or 0.4 s"}}},
		{"too long for the episode", []dubbing.Slot{slot(1000, 2000, 1950)}, 2200,
			[]spot{{1000, 1500, 130, season.RulePace, "needs pace 1.63 to fit 1.20 s; shorten by 0.4 s; its last 0.3 s are lost at the episode's end"}}},
		{"after the episode's end", []dubbing.Slot{slot(3000, 4000, 650)}, 2200,
			[]spot{{3000, 500, 130, season.RulePace, "has no room before the episode's end; its last 0.5 s are lost at the episode's end"}}},
		{"two at once keep their starts", []dubbing.Slot{slot(1000, 3000, 1500), slot(2000, 4000, 1500)}, 60000,
			[]spot{{1000, 1500, 100, "", ""}, {2000, 1500, 100, "", ""}}},
		{"no silence to borrow while another speaks", []dubbing.Slot{slot(1000, 3000, 2400), slot(2000, 4000, 1500)}, 60000,
			[]spot{{1000, 2000, 120, "", ""}, {2000, 1500, 100, "", ""}}},
		{"one inside another", []dubbing.Slot{slot(1000, 5000, 4500), slot(2000, 3000, 1200)}, 60000,
			[]spot{{1000, 4500, 100, "", ""}, {2000, 1000, 120, "", ""}}},
		{"cues that touch by a hair follow each other", []dubbing.Slot{slot(1000, 2050, 1012), slot(2000, 3000, 500)}, 60000,
			[]spot{{1000, 920, 110, "", ""}, {2000, 500, 100, "", ""}}},
		{"a line without a take keeps its slot free", []dubbing.Slot{slot(1000, 2000, 1704), slot(2500, 3000, 0)}, 60000,
			[]spot{{1000, 1420, 120, "", ""}, {2500, 0, 100, "", ""}}},
		{"any order", []dubbing.Slot{slot(2500, 3000, 400), slot(1000, 2000, 1704)}, 60000,
			[]spot{{2500, 400, 100, "", ""}, {1000, 1420, 120, "", ""}}},
		{"a cue of no length", []dubbing.Slot{slot(1000, 1000, 260), slot(1000, 2000, 400)}, 60000,
			[]spot{{1000, 200, 130, season.RulePace, "has no room before the next line"}, {1280, 400, 100, "", ""}}},
		{"none", nil, 60000, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dubbing.Fit(tt.slots, ms(tt.end), dubbing.DefaultFit())
			if len(got) != len(tt.want) {
				t.Fatalf("%d placements", len(got))
			}
			for i, w := range tt.want {
				g := got[i]
				if (g.Start-ms(w.start)).Abs() > ms(1) || (g.Length-ms(w.length)).Abs() > ms(1) || int(g.Rate*100+0.5) != w.pace {
					t.Errorf("line %d: at %v, %v long, pace %.3f; want %+v", i+1, g.Start, g.Length, g.Rate, w)
				}
				if g.Rule != w.rule || g.Problem != w.problem {
					t.Errorf("line %d: %q %q, want %q %q", i+1, g.Rule, g.Problem, w.rule, w.problem)
				}
				if over := max(0, g.Start+g.Length-tt.slots[i].End); g.Overhang != over {
					t.Errorf("line %d: overhang %v, not %v", i+1, g.Overhang, over)
				}
			}
		})
	}
}

func TestFitKeepsItsRules(t *testing.T) {
	r := dubbing.DefaultFit()
	rapid.Check(t, func(t *rapid.T) {
		slots, at := []dubbing.Slot{}, 0
		for range rapid.IntRange(0, 40).Draw(t, "lines") {
			at += rapid.IntRange(0, 2000).Draw(t, "gap")
			length := rapid.IntRange(0, 4000).Draw(t, "cue")
			slots = append(slots, slot(at, at+length, rapid.IntRange(0, 6000).Draw(t, "natural")))
			at += length
		}
		end := ms(at + rapid.IntRange(0, 3000).Draw(t, "tail"))
		for i, p := range dubbing.Fit(slots, end, r) {
			keepsRules(t, r, slots[i], p)
			if p.Problem != "" || slots[i].Natural == 0 {
				continue
			}
			// An end of 0 is none that is known.
			if end > 0 && p.Start+p.Length > end || p.Overhang > r.Overhang {
				t.Fatalf("line %d: %+v fits, with end %v", i, p, end)
			}
			if i+1 < len(slots) && p.Start+p.Length+r.Gap > slots[i+1].Start {
				t.Fatalf("line %d: %+v fits before %+v", i, p, slots[i+1])
			}
		}
	})
}

// keepsRules checks what holds for every placement, whether it fits or not.
func keepsRules(t *rapid.T, r dubbing.FitRules, s dubbing.Slot, p dubbing.Placement) {
	if p.Start < s.Start || p.Start > s.Start+r.Late || (p.Problem == "") != (p.Rule == "") {
		t.Fatalf("%+v for %+v", p, s)
	}
	if p.Rate < 1 || p.Rate > 1 && p.Rate < r.MinPace || p.Rate > r.MaxPace {
		t.Fatalf("pace %v for %+v", p.Rate, s)
	}
	if off := time.Duration(float64(s.Natural)/p.Rate) - p.Length; off.Abs() > time.Microsecond {
		t.Fatalf("%v at pace %v is not %v", s.Natural, p.Rate, p.Length)
	}
}

func BenchmarkFit(b *testing.B) {
	slots := make([]dubbing.Slot, 60)
	for i := range slots {
		slots[i] = dubbing.Slot{Start: ms(2000 * i), End: ms(2000*i + 1500), Natural: ms(1200 + 37*i%1300), Characters: 25}
	}
	b.ReportAllocs()
	for b.Loop() {
		dubbing.Fit(slots, 2*time.Minute, dubbing.DefaultFit())
	}
}
