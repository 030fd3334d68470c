//go:build unix

package player

import (
	"net"
	"os"
	"syscall"
)

// canPair says that a program can be given one end of a pair of sockets.
const canPair = true

// pair is two connected sockets: ours, and the one to give to a program.
func pair() (ours net.Conn, theirs *os.File, err error) {
	syscall.ForkLock.RLock()
	ends, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(ends[0])
		syscall.CloseOnExec(ends[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	near := os.NewFile(uintptr(ends[0]), "player")
	defer near.Close()
	theirs = os.NewFile(uintptr(ends[1]), "player")
	if ours, err = net.FileConn(near); err != nil {
		theirs.Close()
	}
	return ours, theirs, err
}
