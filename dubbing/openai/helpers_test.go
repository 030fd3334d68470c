package openai_test

import (
	"os"
	"testing"

	"dramaport/internal/wav"
)

func read(t *testing.T, path string) wav.Sound {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := wav.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
