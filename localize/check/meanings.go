package check

import (
	_ "embed"
	"math"
)

// How often a meaning of the source shows in its translation, and one of the
// translation in a source without it. What a pair of lines says by meanings is
// weighed less than it would be if they were independent of each other.
const (
	meaningKept, meaningAdded = 0.65, 0.12
	meaningWeight             = 0.6
	mostMeant                 = 5.0
)

// meant is the evidence of what both texts are about.
func (e episode) meant(s, t side) float64 {
	sum := 0.0
	s.about.Or(t.about).Each(func(n int) {
		sum += evidence(s.about.Has(n), t.about.Has(n), meaningKept, meaningAdded, e.about[n])
	})
	return math.Max(-mostMeant, math.Min(mostMeant, sum*meaningWeight))
}
