package dubbing

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dramaport/season"
)

// Slot is what a line asks of the clock.
type Slot struct {
	// Start and End are its cue's times.
	Start, End time.Duration
	// Natural is how long its take is; 0 if it has none. Its slot is then
	// kept free, so that the others stay where they are when it comes.
	Natural time.Duration
	// Characters is how long its text is, 0 if unknown: with it, a Problem
	// says how many to cut.
	Characters int
}

// Placement is where a line's take goes.
type Placement struct {
	Start time.Duration
	// Length is how long it is after its change of pace; 0: nothing placed.
	Length time.Duration
	// Rate is the pace, 1 for the take as it is; Length is Natural ÷ Rate.
	Rate float64
	// Overhang is how far it reaches beyond its cue's end.
	Overhang time.Duration
	// Problem says what does not fit, with its figures, "" if all does. The
	// line is placed all the same. Rule is what the finding is about:
	// season.RulePace, season.RuleOverhang, or "".
	Problem string
	Rule    season.Rule
}

// FitRules bound a fit. The figures of DefaultFit are policy, drawn from the
// practice of other tools and from the limits at which viewers notice that
// sound and lips part (ITU-R BT.1359).
type FitRules struct {
	// Gap is left between two lines; cues that overlap by no more than it
	// count as one after the other.
	Gap time.Duration
	// Late is how far a line may be pushed behind its cue's start by the
	// one before it.
	Late time.Duration
	// Overhang is how far a line may run into the silence after its cue.
	Overhang time.Duration
	// MaxPace is the fastest pace, MinPace the slowest that is worth a
	// change: between 1 and it there is none. A line is never slowed.
	MinPace, MaxPace float64
}

// DefaultFit is: gap 80 ms, 400 ms late at most, 1.2 s overhang, pace 1.3, the
// limit of most tools that dub (1.15 to 1.2 goes unnoticed, 1.4 is for
// emergencies).
func DefaultFit() FitRules {
	return FitRules{
		Gap:      80 * time.Millisecond,
		Late:     400 * time.Millisecond,
		Overhang: 1200 * time.Millisecond,
		MinPace:  1.02,
		MaxPace:  1.3,
	}
}

// Fit plans an episode of that length (0 if unknown), one line after the other
// in the order of their starts; the placements are in the order of the slots.
//
// A line starts with its cue and may use the silence after it, up to the next
// line less the gap, the overhang allowed and the episode's end; what it still
// lacks it gains by pace. A line too long even so is placed at the greatest
// pace and has a Problem: it pushes the next start, up to Late, and beyond
// that the two overlap. Cues that overlap in the source keep their starts.
func Fit(slots []Slot, end time.Duration, r FitRules) []Placement {
	f := fitting{slots: slots, end: end, rules: r, order: byStart(slots), placed: make([]Placement, len(slots))}
	for n := range f.order {
		f.place(n)
	}
	for n := range f.order {
		f.judge(n)
	}
	return f.placed
}

// fitting is a fit under way; order holds the slots' indices by start.
type fitting struct {
	slots  []Slot
	end    time.Duration
	rules  FitRules
	order  []int
	placed []Placement
}

func byStart(slots []Slot) []int {
	order := make([]int, len(slots))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(slots[a].Start, slots[b].Start) })
	return order
}

// place puts the n-th line by start on the clock.
func (f *fitting) place(n int) {
	i := f.order[n]
	s := f.slots[i]
	start := f.start(n)
	if s.Natural <= 0 {
		f.placed[i] = Placement{Start: start, Rate: 1}
		return
	}
	room, _ := f.room(n)
	rate := f.rate(s.Natural, room-start)
	length := time.Duration(math.Ceil(float64(s.Natural) / rate))
	if room > start {
		length = min(length, max(room-start, time.Duration(float64(s.Natural)/f.rules.MaxPace)))
	}
	f.placed[i] = Placement{Start: start, Length: length, Rate: rate, Overhang: max(0, start+length-s.End)}
}

// rate is the pace that a line of that natural length takes in that room.
func (f *fitting) rate(natural, room time.Duration) float64 {
	switch {
	case natural <= room:
		return 1
	case room <= 0:
		return f.rules.MaxPace
	}
	return min(max(float64(natural)/float64(room), f.rules.MinPace), f.rules.MaxPace)
}

// start is the cue's own, or as much later as the lines before it need and the
// rules allow.
func (f *fitting) start(n int) time.Duration {
	s := f.slots[f.order[n]]
	free := s.Start
	for _, j := range f.order[:n] {
		if p := f.placed[j]; p.Length > 0 && !f.together(f.slots[j], s) {
			free = max(free, p.Start+p.Length+f.rules.Gap)
		}
	}
	return max(0, min(free, s.Start+f.rules.Late))
}

// together reports whether two cues, the first starting first, overlap in the
// source.
func (f *fitting) together(first, second Slot) bool {
	return second.Start < first.End-f.rules.Gap
}

// bound is what ends a line's room.
type bound int

const (
	byOverhang bound = iota
	byNext
	byEnd
)

// room is until when the n-th line may sound, and what ends it.
func (f *fitting) room(n int) (time.Duration, bound) {
	s := f.slots[f.order[n]]
	room, by := s.End+f.rules.Overhang, byOverhang
	for m, j := range f.order {
		o := f.slots[j]
		until := o.Start - f.rules.Gap
		switch {
		case m == n:
			continue
		case m < n && (!f.together(o, s) || o.End <= s.End), m > n && f.together(s, o) && o.End <= s.End:
			continue
		case m < n || f.together(s, o):
			until = s.End // the other goes on speaking: no silence to borrow
		}
		if until < room {
			room, by = until, byNext
		}
	}
	if f.end > 0 && f.end < room {
		room, by = f.end, byEnd
	}
	return room, by
}
