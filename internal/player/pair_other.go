//go:build !unix

package player

import (
	"errors"
	"net"
	"os"
)

// canPair says that a program cannot be given one end of a pair of sockets:
// mpv then plays each clip in a process of its own.
const canPair = false

func pair() (net.Conn, *os.File, error) {
	return nil, nil, errors.New("this system has no pairs of sockets")
}
