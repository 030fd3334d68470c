// Package atomicfile writes files in one step.
//
// What is here: writing a whole file beside its place and renaming it. Not
// here: what the file holds, and files that grow.
//
// Promised: a reader sees the old content or the new, never a part, whenever
// the program ends; where writing fails nothing is left behind and the old
// content stays. The folder of the file is made where it is missing.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes what can be made again: after a power failure the file may be
// the old one.
func Write(path string, content []byte) error {
	return write(path, whole(content), options{folder: 0o755, file: 0o644})
}

// WritePrivate writes what cannot be made again and only its owner may read:
// it is on the disk when WritePrivate returns.
func WritePrivate(path string, content []byte) error {
	return write(path, whole(content), options{folder: 0o700, file: 0o600, durable: true})
}

// WriteFunc is Write for content that fill writes: a large file, or one that is
// to be read back before it takes its name. The file it gets has the ending of
// path's; what fill returns is why there is no file.
func WriteFunc(path string, fill func(*os.File) error) error {
	return write(path, fill, options{folder: 0o755, file: 0o644})
}

// TempPrefix begins the name of every file that has not taken its place yet.
const TempPrefix = ".tmp-"

// options are the modes of a folder that is made and of the file, and whether
// the content is on the disk before the file takes its name.
type options struct {
	folder, file fs.FileMode
	durable      bool
}

func write(path string, fill func(*os.File) error, o options) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, o.folder); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, TempPrefix+"*"+filepath.Ext(path))
	if err != nil {
		return err
	}
	err = errors.Join(fill(f), settle(f, o), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		return nil
	}
	if gone := os.Remove(f.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// settle gives the file its mode and, if asked, waits for the disk.
func settle(f *os.File, o options) error {
	if err := f.Chmod(o.file); err != nil || !o.durable {
		return err
	}
	return f.Sync()
}

// whole writes content that is in memory.
func whole(content []byte) func(*os.File) error {
	return func(f *os.File) error {
		_, err := f.Write(content)
		return err
	}
}
