//go:build !unix

package provider

import "os/exec"

// Group makes the end of the command's context kill the program. Systems
// without process groups keep what the program itself has started.
func Group(cmd *exec.Cmd) {
	cmd.Cancel = func() error { return KillGroup(cmd) }
	cmd.WaitDelay = killDelay
}

// KillGroup ends a running program that was given to Group.
func KillGroup(cmd *exec.Cmd) error {
	if cmd.Process == nil {
		return nil
	}
	return cmd.Process.Kill()
}
