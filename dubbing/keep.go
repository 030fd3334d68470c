package dubbing

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// takeFrom makes an engine's answer the sound of a take.
func takeFrom(raw []byte) (Sound, error) {
	sound, err := ReadWAV(bytes.NewReader(raw))
	if err != nil {
		return Sound{}, err
	}
	sound = Resample(Trim(sound), SampleRate)
	if len(sound.Samples) < shortestTake {
		return Sound{}, ErrSilent
	}
	return sound, nil
}

// writeWhole makes a file appear at path complete or not at all. There is no
// fsync: after a power cut an empty file is one that Find does not find.
func writeWhole(path string, write func(*os.File) error) error {
	temp, err := tempBeside(path)
	if err != nil {
		return err
	}
	err = errors.Join(write(temp), temp.Chmod(0o644), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err == nil {
		return nil
	}
	if gone := os.Remove(temp.Name()); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// tempBeside opens a new file in path's folder, which it makes if need be.
func tempBeside(path string) (*os.File, error) {
	dir, name := filepath.Split(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, ".*-"+name)
}
