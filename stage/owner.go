package stage

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"os"
	"strconv"
	"strings"
)

// process is a process on a machine, told from every other one that ever ran.
type process struct {
	// machine is the running system that the process ID belongs to, "" where
	// that cannot be told. A name of the host would not do: containers on
	// different machines share names and process IDs.
	machine string
	pid     int
	// started is when the process began, in the machine's own count.
	started string
}

// self is this process.
func self() process {
	p := process{machine: machineID(), pid: os.Getpid()}
	p.started, _ = startOf(p.pid)
	return p
}

// newOwner names one claim of this process: "MACHINE PID STARTED TOKEN".
func newOwner() string {
	p := self()
	return strings.Join([]string{cmp.Or(p.machine, "-"), strconv.Itoa(p.pid), cmp.Or(p.started, "-"), newToken()}, " ")
}

// ownerGone reports that the process of an owner has ended. It is false where
// that cannot be told: the owner is on another machine, or nothing is known
// of processes here.
func ownerGone(owner string, here process) bool {
	parts := strings.Fields(owner)
	if len(parts) != 4 || here.machine == "" || parts[0] != here.machine {
		return false
	}
	pid, err := strconv.Atoi(parts[1])
	if err != nil {
		return false
	}
	started, runs := startOf(pid)
	return !runs || started != "" && parts[2] != "-" && started != parts[2]
}

// newToken is a name that nothing else has.
func newToken() string {
	var b [12]byte
	_, _ = rand.Read(b[:]) // it never fails
	return hex.EncodeToString(b[:])
}
