package dubbing

import (
	"fmt"
	"time"
)

// checkClip says what is wrong with the i-th clip's sound, "" if nothing is.
func checkClip(levels []float64, planned []Clip, i int) string {
	c := planned[i]
	window := between(levels, c.Start, c.Start+c.Length)
	own := alone(window, planned, i)
	if first, _ := sounding(own); first < 0 && len(own) > len(window)/2 {
		return fmt.Sprintf("missing: there is no sound from %s to %s", clock(c.Start), clock(c.Start+c.Length))
	}
	from, heard := searchFrom(planned, i)
	if !heard {
		return ""
	}
	least := audible(window)
	for n, level := range between(levels, from, c.Start+c.Length) {
		if level <= least {
			continue
		}
		onset := (from/frameTime + time.Duration(n)) * frameTime
		if off := onset - c.Start; off.Abs() > OnsetTolerance {
			return fmt.Sprintf("begins at %s, %+d ms from its place at %s", clock(onset), off.Milliseconds(), clock(c.Start))
		}
		return ""
	}
	return ""
}

// alone is what of the i-th clip's window no other clip sounds in.
func alone(window []float64, planned []Clip, i int) []float64 {
	var own []float64
	start := planned[i].Start / frameTime * frameTime
	for n, level := range window {
		at := start + time.Duration(n)*frameTime
		shared := false
		for j, o := range planned {
			shared = shared || j != i && at+frameTime > o.Start-windowMargin && at < o.Start+o.Length+windowMargin
		}
		if !shared {
			own = append(own, level)
		}
	}
	return own
}

// searchFrom is where the i-th clip's onset is looked for: a while before its
// start, but after the sound of other clips. It is not heard if one of them
// sounds when it should begin.
func searchFrom(planned []Clip, i int) (from time.Duration, heard bool) {
	c := planned[i]
	from = max(0, c.Start-onsetSearch)
	for j, o := range planned {
		until := o.Start + o.Length + windowMargin
		if j == i || o.Start >= c.Start+c.Length || until <= from {
			continue
		}
		switch {
		case o.Start < c.Start && until <= c.Start+OnsetTolerance:
			from = until
		case o.Start <= c.Start+OnsetTolerance:
			return 0, false
		}
	}
	return from, true
}

// strays are the stretches with sound where no clip is planned.
func strays(levels []float64, planned []Clip) []Fault {
	free := make([]bool, len(levels))
	for i := range free {
		free[i] = true
	}
	for _, c := range planned {
		clear(between(free, c.Start-windowMargin, c.Start+c.Length+windowMargin+frameTime))
	}
	var faults []Fault
	for i := 0; i < len(levels); i++ {
		if !free[i] || levels[i] <= soundFloor {
			continue
		}
		first := i
		for i < len(levels) && free[i] && levels[i] > soundFloor {
			i++
		}
		message := fmt.Sprintf("sound from %s to %s, where no line is planned", clock(time.Duration(first)*frameTime), clock(time.Duration(i)*frameTime))
		faults = append(faults, Fault{Clip: -1, Message: message})
	}
	return faults
}

// between is the frames from one time to another, as far as there are any.
func between[T any](frames []T, from, to time.Duration) []T {
	first := max(0, min(int(from/frameTime), len(frames)))
	last := max(first, min(int((to+frameTime-1)/frameTime), len(frames)))
	return frames[first:last]
}

// clock is a time in an episode as subtitles write it.
func clock(d time.Duration) string {
	d = d.Round(time.Millisecond)
	return fmt.Sprintf("%02d:%02d:%02d.%03d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60, d.Milliseconds()%1000)
}
