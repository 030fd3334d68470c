package atomicfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"dramaport/internal/atomicfile"
)

func TestWriteReplacesWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "file")
	for _, text := range []string{"long content", "short"} {
		if err := atomicfile.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("file holds %q, %v; want %q", got, err, text)
		}
	}
}

func TestModes(t *testing.T) {
	dir := t.TempDir()
	for name, test := range map[string]struct {
		write func(string, []byte) error
		mode  os.FileMode
	}{"open": {atomicfile.Write, 0o644}, "private": {atomicfile.WritePrivate, 0o600}} {
		path := filepath.Join(dir, name)
		if err := test.write(path, nil); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != test.mode {
			t.Errorf("%s: mode %v, %v; want %v", name, info.Mode(), err, test.mode)
		}
	}
}

// A place that cannot be taken leaves nothing behind.
func TestFailureLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(path, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(path, []byte("x")); err == nil {
		t.Fatal("a folder was replaced by a file")
	}
	if found, _ := filepath.Glob(filepath.Join(dir, ".tmp-*")); len(found) > 0 {
		t.Errorf("left behind: %v", found)
	}
}
