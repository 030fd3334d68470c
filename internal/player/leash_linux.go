package player

import (
	"os/exec"
	"syscall"
)

// leash makes the system kill a program when we are gone, however that came.
func leash(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL }
