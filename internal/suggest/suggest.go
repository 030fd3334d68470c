package suggest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Nearest is the known name that name was probably meant to be: at most a
// third of its letters away, the first of equals; "" if none is near.
func Nearest[S ~string](name string, known []S) string {
	best, bound := "", max(1, utf8.RuneCountInString(name)/3)+1
	for _, k := range known {
		if d := distance([]rune(strings.ToLower(name)), []rune(strings.ToLower(string(k)))); d < bound {
			best, bound = string(k), d
		}
	}
	return best
}

// maxListed is how many names a message lists where none is near.
const maxListed = 12

// Unknown says that name is no known thing of its kind, and what it may have
// been meant to be.
func Unknown[S ~string](kind, name string, known []S) string {
	text := fmt.Sprintf("unknown %s %q", kind, name)
	switch near := Nearest(name, known); {
	case near != "":
		return fmt.Sprintf("%s; did you mean %q?", text, near)
	case len(known) == 0 || len(known) > maxListed:
		return text
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return text + "; known: " + strings.Join(names, ", ")
}

// distance is the number of letters to insert, remove, replace or swap with
// their neighbour to make b of a (optimal string alignment).
func distance(a, b []rune) int {
	older, old := []int(nil), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old = old, row
	}
	return old[len(b)]
}
