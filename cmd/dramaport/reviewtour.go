package main

import (
	"os"
	"path/filepath"

	"dramaport/review"
)

// guide lets a user's first screen begin with the guided tour, unless
// DRAMAPORT_NO_TOUR or CI says that nobody is to be taught.
func (a *app) guide(o *review.Options) {
	file := a.tourFile()
	if file == "" {
		return
	}
	o.TourDone = func() error { return keepTour(file) }
	if a.getenv("DRAMAPORT_NO_TOUR") != "" || a.getenv("CI") != "" {
		return
	}
	_, err := os.Stat(file)
	o.Tour = os.IsNotExist(err)
}

// tourFile is where it is kept that the tour was shown: in the user's state
// folder. It is "" where the user has none.
func (a *app) tourFile() string {
	dir := a.getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(dir) { // as the XDG base directory specification asks
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "dramaport", "tour-done")
}

func keepTour(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, nil, 0o600)
}
