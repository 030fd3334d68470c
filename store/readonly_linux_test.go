package store_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"dramaport/store"
)

// nobody is the user that owns no files.
const nobody = 65534

// asNobody runs f without the superuser's right to write everywhere. The
// change is the thread's alone, and the thread ends with the goroutine.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		if os.Geteuid() == 0 {
			if err := syscall.Setfsuid(nobody); err != nil {
				done <- err
				return
			}
		}
		f()
		done <- nil
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	folder := t.TempDir()
	old := filepath.Join(folder, "old.db")
	open(t, old).Close()
	for f := folder; f != filepath.Clean(os.TempDir()); f = filepath.Dir(f) {
		if err := os.Chmod(f, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(f, 0o755) })
	}
	paths := map[string]string{
		"new file":   filepath.Join(folder, "season.db"),
		"new folder": filepath.Join(folder, ".dramaport", "season.db"),
		"old file":   old,
	}
	for name, path := range paths {
		t.Run(name, func(t *testing.T) {
			var err error
			asNobody(t, func() {
				var s *store.Store
				if s, err = store.Open(t.Context(), path); err == nil {
					s.Close()
				}
			})
			if err == nil {
				t.Fatal("was opened")
			}
			for _, part := range []string{path, "make the folder writable", "store: in season.yaml"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}
