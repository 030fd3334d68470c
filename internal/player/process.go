package player

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"time"

	"dramaport/internal/provider"
)

// process is a running player.
type process struct {
	cmd  *exec.Cmd
	said provider.LastWords
	// done is closed when it has ended; then err is how.
	done chan struct{}
	err  error
}

// begin starts a program with a process group of its own, nothing to read and
// its words kept from the terminal. files are its descriptors from 3 on.
func begin(path string, args []string, files ...*os.File) (*process, error) {
	p := &process{done: make(chan struct{})}
	p.cmd = exec.CommandContext(context.Background(), path, args...)
	p.cmd.Stderr, p.cmd.ExtraFiles = &p.said, files
	provider.Group(p.cmd)
	leash(p.cmd)
	started := make(chan error)
	go func() {
		// The leash is tied to the thread that starts the program.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			p.err = p.cmd.Wait()
			close(p.done)
		}
	}()
	return p, <-started
}

// ended reports whether it has.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// within reports whether it ends by itself in that time.
func (p *process) within(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-p.done:
		return true
	case <-t.C:
		return false
	}
}

// kill ends it and what it has started, and waits for that.
func (p *process) kill() {
	if !p.ended() {
		_ = provider.KillGroup(p.cmd) // gone already, which is what is wanted
		<-p.done
	}
}
