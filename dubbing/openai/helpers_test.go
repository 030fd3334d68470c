package openai_test

import (
	"os"
	"testing"

	"dramaport/dubbing"
)

func read(t *testing.T, path string) dubbing.Sound {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := dubbing.ReadWAV(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
