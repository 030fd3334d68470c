package subtitles

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// forever is the end of what nothing ends.
const forever = time.Duration(math.MaxInt64)

// ttmlClock is what the parameters of a document say about its times (TTML2,
// 7.2: frameRate, frameRateMultiplier, subFrameRate, tickRate, timeBase,
// dropMode).
type ttmlClock struct {
	frames    float64 // a second as they are counted
	rate      float64 // a second as they are shown: frames times the multiplier
	subFrames float64 // a frame
	ticks     float64 // a second
	smpte     bool    // times count frames, also those of whole seconds
	drop      string  // which counts of frames are left out
}

// clockOf are the parameters of a document's <tt>.
func clockOf(tree *ttmlNode) ttmlClock {
	tt := &ttmlNode{}
	if found := tree.all("tt"); len(found) > 0 {
		tt = found[0]
	}
	c := ttmlClock{frames: 30, subFrames: 1, smpte: tt.attribute("timeBase") == "smpte", drop: tt.attribute("dropMode")}
	rate, given := positive(tt.attribute("frameRate"))
	if given {
		c.frames = rate
	}
	c.rate = c.frames * multiplier(tt.attribute("frameRateMultiplier"))
	if n, ok := positive(tt.attribute("subFrameRate")); ok {
		c.subFrames = n
	}
	c.ticks = 1
	if given {
		c.ticks = c.rate * c.subFrames
	}
	if n, ok := positive(tt.attribute("tickRate")); ok {
		c.ticks = n
	}
	return c
}

// positive is a number above zero.
func positive(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n > 0 && n < 1e12
}

// multiplier is "1000 1001", or as earlier versions write it "1000:1001", as a
// number; 1 if it is none.
func multiplier(s string) float64 {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ':' || r == '/' })
	if len(parts) != 2 {
		return 1
	}
	over, ok := positive(parts[0])
	under, too := positive(parts[1])
	if !ok || !too {
		return 1
	}
	return over / under
}

// The two forms of times (TTML2, 12.3.1): hours:minutes:seconds with a fraction
// or frames and sub-frames, and a number with a unit. Beside the standard, a
// comma as the decimal point, a semicolon in front of the frames, times without
// hours, and a number without a unit, in seconds, are read.
var (
	ttmlClockTime  = regexp.MustCompile(`^(\d+):(\d{1,3}):(\d{1,2})(?:[.,](\d+)|[:;](\d+)(?:\.(\d+))?)?$`)
	ttmlShortTime  = regexp.MustCompile(`^\d{1,3}:\d{1,2}(?:[.,]\d+)?$`)
	ttmlOffsetTime = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s*(h|ms|m|s|f|t)?$`)
)

// time is a time expression.
func (c ttmlClock) time(s string) (time.Duration, error) {
	if ttmlShortTime.MatchString(s) {
		s = "0:" + s
	}
	if m := ttmlClockTime.FindStringSubmatch(s); m != nil {
		return c.clockTime(m, s)
	}
	m := ttmlOffsetTime.FindStringSubmatch(s)
	if m == nil {
		return 0, fmt.Errorf("%q is not a time", shorten(s))
	}
	n, _ := strconv.ParseFloat(m[1], 64)
	unit := map[string]float64{"h": 3600, "m": 60, "s": 1, "": 1, "ms": 0.001, "f": 1 / c.rate, "t": 1 / c.ticks}[m[2]]
	return ttmlDuration(n*unit, s)
}

// clockTime is the time of a match of ttmlClockTime.
func (c ttmlClock) clockTime(m []string, s string) (time.Duration, error) {
	field := func(i int) float64 { n, _ := strconv.ParseFloat("0"+m[i], 64); return n }
	seconds := field(1)*3600 + field(2)*60 + field(3)
	fraction, _ := strconv.ParseFloat("0."+m[4]+"0", 64)
	frames := field(5) + field(6)/c.subFrames
	if frames >= c.frames {
		return 0, fmt.Errorf("%q has more than %v frames in a second", shorten(s), c.frames)
	}
	if c.smpte {
		counted := seconds*c.frames + frames - c.dropped(int(field(1)), int(field(2)), strings.Contains(s, ";"))
		return ttmlDuration(counted/c.rate+fraction, s)
	}
	return ttmlDuration(seconds+fraction+frames/c.rate, s)
}

// dropped is how many counts are left out up to a time (TTML2, 7.2.2): none,
// two a minute but for every tenth (NTSC), or four every second minute but for
// every twentieth (M/PAL).
func (c ttmlClock) dropped(hours, minutes int, semicolon bool) float64 {
	ntsc := c.drop == "dropNTSC" || c.drop == "" && semicolon && c.frames == 30 && c.rate < 30
	switch {
	case ntsc:
		return float64(2 * (hours*54 + minutes - minutes/10))
	case c.drop == "dropPAL":
		return float64(4 * (hours*27 + minutes/2 - minutes/20))
	}
	return 0
}

// ttmlDuration is a number of seconds, to the microsecond; s is how it was written.
func ttmlDuration(n float64, s string) (time.Duration, error) {
	if n > longestTime.Seconds() {
		return 0, fmt.Errorf("the time %q is longer than %d hours", shorten(s), longestTime/time.Hour)
	}
	return time.Duration(math.Round(max(n, 0)*1e6)) * time.Microsecond, nil
}

// startOfProgramme is the time at which an EBU-TT document says that its
// programme begins, in the times of its cues; 0 if cues begin before it.
func (c ttmlClock) startOfProgramme(tree *ttmlNode) time.Duration {
	for _, n := range tree.all(foreignName("documentStartOfProgramme")) {
		start, err := c.time(n.words())
		if err != nil {
			continue
		}
		for _, p := range tree.all("p") {
			if begin, err := c.time(p.attribute("begin")); err == nil && begin < start {
				return 0
			}
		}
		return start
	}
	return 0
}
