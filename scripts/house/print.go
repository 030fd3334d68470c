package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

const (
	shown   = 12 // rows of a list of the largest
	tooLong = 60 // lines; functions above it are named
	atLeast = 20 // methods; types below it are not listed
	indent  = "  "
)

func (h house) print(w io.Writer) {
	total := 0
	for _, n := range h.lines {
		total += n
	}
	fmt.Fprintf(w, "%d packages, %d lines, without tests\n", len(h.lines), total)
	fmt.Fprintf(w, "\nLargest packages, lines\n")
	printLargest(w, h.lines, 0)
	fmt.Fprintf(w, "\nLargest types, methods (from %d on)\n", atLeast)
	printLargest(w, h.methods, atLeast)
	h.printFunctions(w)
	fmt.Fprintf(w, "\nExported names without a comment: %d\n", len(h.uncommented))
	for _, name := range slices.Sorted(slices.Values(h.uncommented)) {
		fmt.Fprintf(w, "%s%s\n", indent, name)
	}
	h.printImports(w)
}

// printLargest prints the largest, those of one size by name.
func printLargest(w io.Writer, sizes map[string]int, least int) {
	names := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int {
		return cmp.Or(cmp.Compare(sizes[b], sizes[a]), cmp.Compare(a, b))
	})
	for _, name := range names[:min(shown, len(names))] {
		if sizes[name] >= least {
			fmt.Fprintf(w, "%6d  %s\n", sizes[name], name)
		}
	}
}

func (h house) printFunctions(w io.Writer) {
	if len(h.functions) == 0 {
		return
	}
	byLength := slices.SortedFunc(slices.Values(h.functions), func(a, b function) int {
		return cmp.Or(cmp.Compare(b.lines, a.lines), cmp.Compare(a.name, b.name))
	})
	long := slices.IndexFunc(byLength, func(f function) bool { return f.lines <= tooLong })
	if long < 0 {
		long = len(byLength)
	}
	fmt.Fprintf(w, "\nFunctions: %d, median %d lines, longest %d, above %d lines: %d\n", len(byLength),
		byLength[len(byLength)/2].lines, byLength[0].lines, tooLong, long)
	for _, f := range byLength[:long] {
		fmt.Fprintf(w, "%6d  %s\n", f.lines, f.name)
	}
}

func (h house) printImports(w io.Writer) {
	fmt.Fprintf(w, "\nPackages (lines) → packages that they import\n")
	for _, folder := range slices.Sorted(maps.Keys(h.lines)) {
		fmt.Fprintf(w, "%s%s (%d) → %s\n", indent, folder, h.lines[folder], cmp.Or(strings.Join(h.imports[folder], ", "), "–"))
	}
}
