package main

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestHouse(t *testing.T) {
	long := "func long() {\n" + strings.Repeat("\tprintln()\n", 59) + "}\n"
	root := fstest.MapFS{
		"a/a.go": {Data: []byte("// Package a is.\npackage a\n\nimport (\n\t\"fmt\"\n\t\"dramaport/b\"\n)\n\n" +
			"type Bare struct{}\n\n// Said is.\ntype Said[T any] struct{}\n\ntype hidden struct{}\n\n" +
			"// A group.\nconst (\n\tOne = 1\n)\n\nconst (\n\tTwo = 2 // is two\n\tThree = 3\n)\n\n" +
			"func (s *Said[T]) Bare() {}\n\n// Done is.\nfunc (s Said[T]) Done() {}\n\nfunc (hidden) String() string { return fmt.Sprint() }\n")},
		"b/b.go":               {Data: []byte("package b\n\n" + long)},
		"b/b_test.go":          {Data: []byte("package b\n\nfunc Ignored() {}\n")},
		"b/testdata/x/x.go":    {Data: []byte("no Go")},
		"scripts/house/x.go":   {Data: []byte("no Go")},
		"cmd/dramaport/run.go": {Data: []byte("package main\n\nimport \"dramaport/a\"\n\nfunc Run() {}\n")},
	}
	h, err := measure(root)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	h.print(&out)
	want := `3 packages, 99 lines, without tests

Largest packages, lines
    63  b
    31  a
     5  cmd/dramaport

Largest types, methods (from 20 on)

Functions: 5, median 1 lines, longest 61, above 60 lines: 1
    61  b.long

Exported names without a comment: 3
  a.Bare
  a.Said.Bare
  a.Three

Packages (lines) → packages that they import
  a (31) → b
  b (63) → –
  cmd/dramaport (5) → a
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if h.methods["a.Said"] != 2 {
		t.Errorf("a.Said has %d methods, want 2", h.methods["a.Said"])
	}
}

func TestNoGoIsNamed(t *testing.T) {
	_, err := measure(fstest.MapFS{"a/a.go": {Data: []byte("no Go")}})
	if err == nil || !strings.Contains(err.Error(), "a/a.go:1:1") {
		t.Errorf("error %v does not name the place", err)
	}
}
