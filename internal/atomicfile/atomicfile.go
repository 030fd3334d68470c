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
	return write(path, content, options{folder: 0o755, file: 0o644})
}

// WriteDurable writes what cannot be made again: it is on the disk when
// WriteDurable returns.
func WriteDurable(path string, content []byte) error {
	return write(path, content, options{folder: 0o755, file: 0o644, durable: true})
}

// WritePrivate is WriteDurable for what only its owner may read.
func WritePrivate(path string, content []byte) error {
	return write(path, content, options{folder: 0o700, file: 0o600, durable: true})
}

// options are the modes of a folder that is made and of the file, and whether
// the content is on the disk before the file takes its name.
type options struct {
	folder, file fs.FileMode
	durable      bool
}

func write(path string, content []byte, o options) error {
	if err := os.MkdirAll(filepath.Dir(path), o.folder); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), TempPattern)
	if err != nil {
		return err
	}
	err = errors.Join(fill(f, content, o), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// TempPattern is the name of a file that has not taken its place yet, as
// os.CreateTemp takes it.
const TempPattern = ".tmp-*"

func fill(f *os.File, content []byte, o options) error {
	if _, err := f.Write(content); err != nil {
		return err
	}
	if err := f.Chmod(o.file); err != nil || !o.durable {
		return err
	}
	return f.Sync()
}
