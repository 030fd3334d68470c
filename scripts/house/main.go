// House prints how the program is laid out, in figures that two commits can be
// compared by: the largest packages and types, the length of functions,
// exported names without a comment, and who imports whom.
//
//	go run ./scripts/house [DIR]
//
// It reads Go files only, without tests, testdata, build and these scripts, and
// prints the same for the same files.
package main

import (
	"fmt"
	"os"
)

func main() {
	dir := "."
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	h, err := measure(os.DirFS(dir))
	if err != nil {
		fmt.Fprintln(os.Stderr, "house:", err)
		os.Exit(1)
	}
	h.print(os.Stdout)
}
