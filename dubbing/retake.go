package dubbing

import "fmt"

// mostTakes is how many recordings of one Speech there can be.
const mostTakes = 20

// Takes are the recordings of a Speech that the library has, by number. They
// need not begin at 1: a take can be deleted.
func (l Library) Takes(identity string, s Speech) map[int]Take {
	found := map[int]Take{}
	for s.Take = 1; s.Take <= mostTakes; s.Take++ {
		if t, ok := l.Find(TakeKey(identity, s)); ok {
			found[s.Take] = t
		}
	}
	return found
}

// NextTake is a Speech's number after those that the library has: what to
// record to have another beside them.
func (l Library) NextTake(identity string, s Speech) (Speech, error) {
	last := 0
	for n := range l.Takes(identity, s) {
		last = max(last, n)
	}
	if s.Take = last + 1; s.Take > mostTakes {
		return s, fmt.Errorf("there are %d takes of it already: delete the files of some, the highest numbers first", mostTakes)
	}
	return s, nil
}

// PacedFile is the file that Paced has made of a take for a planned line: the
// take itself where its pace is natural, "" if it is not there (any more).
func (l Library) PacedFile(t Take, line PlannedLine) string {
	if line.Rate <= unstretched {
		return t.Path
	}
	// The plan keeps whole milliseconds, the file's name samples.
	least := line.LengthMS * samplesPerMilli
	for samples := least; samples <= least+samplesPerMilli; samples++ {
		if path := pacedPath(t.Path, samples); samples > 0 && samplesIn(path) == samples {
			return path
		}
	}
	return ""
}
