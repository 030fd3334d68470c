package stage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// measure reads what a file holds.
func measure(path string) (store.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return store.File{}, err
	}
	f, err := season.DescribeFile(filepath.Dir(path), filepath.Base(path))
	return store.File{SHA256: f.SHA256, Bytes: f.Bytes, Modified: modified(info)}, err
}

// modified is when a file was written, as the store keeps a time.
func modified(info fs.FileInfo) time.Time { return info.ModTime().UTC().Truncate(time.Microsecond) }

// untouched reports whether the file at path is there as it was made. One of
// the size and time that it had is not read, unless thorough; of one whose
// hash is not known, made by version 0.1, only its being there counts.
func untouched(path string, made store.File, thorough bool) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || made.SHA256 == "" {
		return err == nil, err
	}
	if info.Size() != made.Bytes {
		return false, nil
	}
	if !thorough && modified(info).Equal(made.Modified) {
		return true, nil
	}
	now, err := measure(path)
	return now.SHA256 == made.SHA256, err
}
