package stage

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// machineID is the boot of this system and its space of process IDs: a
// container has one of its own. "" if /proc does not say.
func machineID() string {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	space, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(boot)) + "/" + strings.Trim(space, "pid:[]")
}

// startOf is when a process began, "" where that is not known; runs is false
// if there is none, or only what its parent has not fetched yet.
func startOf(pid int) (started string, runs bool) {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return "", !errors.Is(err, fs.ErrNotExist)
	}
	// "PID (NAME) STATE …": the name may hold blanks and brackets. The start
	// is the 22nd field, proc_pid_stat(5).
	text := string(stat)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	if len(fields) < 20 {
		return "", true
	}
	return fields[19], fields[0] != "Z" && fields[0] != "X"
}
