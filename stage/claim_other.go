//go:build !unix

package stage

import "os"

// tryLock grants every claim: this system has no advisory file locks.
func tryLock(*os.File) (bool, error) { return true, nil }
