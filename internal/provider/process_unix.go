//go:build unix

package provider

import (
	"os/exec"
	"syscall"
)

// Group puts a program and whatever it starts into a process group of their
// own, and makes the end of the command's context kill all of it. A Ctrl-C in
// the terminal so reaches us and not the program, which may finish its work.
func Group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return KillGroup(cmd) }
	cmd.WaitDelay = killDelay
}

// KillGroup ends a running program that was given to Group, and its children.
func KillGroup(cmd *exec.Cmd) error {
	if cmd.Process == nil {
		return nil
	}
	return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}
