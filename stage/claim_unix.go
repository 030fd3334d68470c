//go:build unix

package stage

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes an exclusive lock on an open file, which ends when the file
// is closed or the process ends. It is false while another process has it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
