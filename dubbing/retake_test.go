package dubbing_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
)

func TestTakesAreNumberedBesideEachOther(t *testing.T) {
	lib := dubbing.Library{Dir: t.TempDir()}
	e := &engine{audio: wavBytes(t, 24000, tone(24000, 440, time.Second))}
	s := speech("Café")
	for n := 1; n <= 20; n++ {
		next, err := lib.NextTake(e.Identity(), s)
		if err != nil || next.Take != n {
			t.Fatalf("take %d, %v, want %d", next.Take, err, n)
		}
		for range 2 {
			if _, err := lib.Record(t.Context(), e, next); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := lib.NextTake(e.Identity(), s); err == nil || !strings.Contains(err.Error(), "20 takes") {
		t.Errorf("%v", err)
	}
	if n := e.asked.Load(); n != 20 {
		t.Errorf("%d times asked", n)
	}
	// A gap is no end, and its number is not given to another sound.
	takes := lib.Takes(e.Identity(), s)
	for n := range 20 {
		if n+1 == 2 || n+1 > 5 {
			if err := os.Remove(takes[n+1].Path); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := slices.Sorted(maps.Keys(lib.Takes(e.Identity(), s))); !slices.Equal(got, []int{1, 3, 4, 5}) {
		t.Errorf("takes %v", got)
	}
	if next, err := lib.NextTake(e.Identity(), s); err != nil || next.Take != 6 {
		t.Errorf("take %d, %v", next.Take, err)
	}
	if got := lib.Takes("another engine", s); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
