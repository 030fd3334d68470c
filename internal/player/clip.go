package player

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Clip is a piece of a sound or video file.
type Clip struct {
	// File is an absolute path.
	File string
	// Start and End are times of the file; End 0 is the file's end.
	Start, End time.Duration
}

func checkClips(clips []Clip) error {
	for _, c := range clips {
		if c.Start < 0 || c.End < 0 || c.End > 0 && c.End <= c.Start {
			return fmt.Errorf("%s: there is nothing between %s and %s s", c.File, seconds(c.Start), seconds(c.End))
		}
		if err := checkFile(c.File); err != nil {
			return err
		}
	}
	return nil
}

// checkFile refuses what a player could take for anything but a file: a
// relative name could be an option or an address.
func checkFile(path string) error {
	if !filepath.IsAbs(path) {
		return fmt.Errorf("%s: a player takes absolute paths only", path)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no file", path)
	}
	return err
}

// seconds is a time as players take it.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
