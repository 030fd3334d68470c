package apertium

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"dramaport/internal/provider"
)

// mostAnswer is the most bytes a line's translation may have.
const mostAnswer = 1 << 20

// pipeline is a running chain of Apertium's programs. It is used by one caller
// at a time and is dead after its first error.
type pipeline struct {
	cmd    *exec.Cmd
	stop   context.CancelFunc
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *provider.LastWords
}

// script is a mode file's chain with every program told to flush at each NUL.
// $1 and $2 of the file are left to the shell.
func script(mode string) string {
	stages := splitStages(strings.TrimSpace(mode))
	for i, s := range stages {
		program, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
		stages[i] = strings.TrimSpace(program + " -z " + rest)
	}
	return strings.Join(stages, " | ")
}

// splitStages cuts at each "|" that is not inside single quotes.
func splitStages(mode string) []string {
	quoted := false
	return strings.FieldsFunc(mode, func(r rune) bool {
		if r == '\'' {
			quoted = !quoted
		}
		return r == '|' && !quoted
	})
}

// start runs the chain until ctx ends or close is called.
func start(ctx context.Context, script string) (*pipeline, error) {
	ctx, stop := context.WithCancel(ctx)
	// $1 = -n: generate without marks at unknown words; $2 is empty.
	cmd := exec.CommandContext(ctx, "sh", "-c", script, "apertium", "-n", "")
	provider.Group(cmd)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8"}
	p := &pipeline{cmd: cmd, stop: stop, stderr: &provider.LastWords{}}
	cmd.Stderr = p.stderr
	in, inErr := cmd.StdinPipe()
	out, outErr := cmd.StdoutPipe()
	if err := errors.Join(inErr, outErr); err != nil {
		stop()
		return nil, err
	}
	p.in, p.out = in, bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		stop()
		return nil, err
	}
	return p, nil
}

// line sends one encoded line and reads its answer. The end of ctx kills the
// pipeline.
func (p *pipeline) line(ctx context.Context, encoded string) (string, error) {
	defer context.AfterFunc(ctx, p.stop)()
	if _, err := io.WriteString(p.in, encoded+"\x00"); err != nil {
		return "", p.died(ctx, err)
	}
	var b strings.Builder
	for b.Len() <= mostAnswer {
		c, err := p.out.ReadByte()
		if err != nil {
			return "", p.died(ctx, err)
		}
		if c == 0 {
			return b.String(), nil
		}
		b.WriteByte(c)
	}
	return "", fmt.Errorf("answers without end (over %d bytes)", mostAnswer)
}

// died ends the processes and says why the pipeline stopped answering.
func (p *pipeline) died(ctx context.Context, cause error) error {
	p.kill()
	if ctx.Err() != nil {
		return fmt.Errorf("no answer: %w", ctx.Err())
	}
	if said := p.stderr.String(); said != "" {
		return fmt.Errorf("the pipeline stopped: %s", said)
	}
	return fmt.Errorf("the pipeline stopped: %w", cause)
}

// kill ends the processes at once.
func (p *pipeline) kill() {
	p.stop()
	_ = p.cmd.Wait() // a killed program's status says nothing
}

// grace is how long the processes may take to end by themselves.
const grace = time.Second

// close ends the input, upon which the processes end one after the other and
// the shell collects them, and kills what is left. It may be called after kill.
func (p *pipeline) close() {
	_ = p.in.Close() // already closed if the pipeline has died
	defer time.AfterFunc(grace, p.stop).Stop()
	_ = p.cmd.Wait() // whatever the status, nothing is asked of it any more
	p.stop()
}
