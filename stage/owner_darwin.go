package stage

import (
	"errors"
	"syscall"
)

// machineID is the boot of this system, "" if it does not say.
func machineID() string {
	id, err := syscall.Sysctl("kern.bootsessionuuid")
	if err != nil {
		return ""
	}
	return id
}

// startOf knows whether a process runs, not since when: where a number is given
// to a new process, the lease of the old one ends by its time.
func startOf(pid int) (started string, runs bool) {
	return "", !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
