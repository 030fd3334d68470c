package dubbing

import (
	"fmt"
	"math"
	"strings"
	"time"

	"dramaport/season"
)

// judge names what does not fit of the n-th line, once all are placed.
func (f *fitting) judge(n int) {
	i := f.order[n]
	s, p := f.slots[i], &f.placed[i]
	room, by := f.room(n)
	if s.Natural <= 0 || p.Start+p.Length <= room {
		return
	}
	p.Rule = season.RulePace
	if by == byOverhang {
		p.Rule = season.RuleOverhang
	}
	parts := []string{f.need(s, room-p.Start, by)}
	if over := f.collides(n); over > 0 {
		parts = append(parts, "overlaps the next line by "+seconds(over))
	}
	if over := p.Start + p.Length - f.end; f.end > 0 && over > 0 {
		parts = append(parts, "its last "+seconds(min(over, p.Length))+" are lost at the episode's end")
	}
	p.Problem = strings.Join(parts, "; ")
}

// need says what pace or how much shorter a text it would take.
func (f *fitting) need(s Slot, room time.Duration, by bound) string {
	switch {
	case room <= 0 && by == byEnd:
		return "has no room before the episode's end"
	case room <= 0:
		return "has no room before the next line"
	}
	over := s.Natural - time.Duration(float64(room)*f.rules.MaxPace)
	shorter := seconds(over)
	if s.Characters > 0 {
		cut := math.Ceil(float64(s.Characters) * float64(over) / float64(s.Natural))
		shorter = fmt.Sprintf("about %.0f character%s or %s", cut, plural(int(cut)), shorter)
	}
	return fmt.Sprintf("needs pace %.2f to fit %s; shorten by %s", ceil2(float64(s.Natural)/float64(room)), seconds2(room), shorter)
}

// collides is how far the n-th line speaks into a later one that does not
// overlap it in the source.
func (f *fitting) collides(n int) time.Duration {
	i := f.order[n]
	end, most := f.placed[i].Start+f.placed[i].Length, time.Duration(0)
	for _, j := range f.order[n+1:] {
		if f.placed[j].Length > 0 && !f.together(f.slots[i], f.slots[j]) {
			most = max(most, end-f.placed[j].Start)
		}
	}
	return most
}

// The figures of a problem are rounded up: what it asks for is enough.

func ceil2(v float64) float64 { return math.Ceil(v*100-1e-9) / 100 }

func seconds(d time.Duration) string {
	return fmt.Sprintf("%.1f s", math.Ceil(d.Seconds()*10-1e-6)/10)
}

func seconds2(d time.Duration) string {
	return fmt.Sprintf("%.2f s", math.Floor(d.Seconds()*100+1e-6)/100)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
