package ffmpeg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"dramaport/internal/provider"
)

// tailBytes is how much of a tool's last words an error repeats.
const tailBytes = 600

// run starts a tool, feeds it stdin (nil for none) and returns what it wrote
// to its standard output.
func run(ctx context.Context, tool string, stdin io.Reader, args ...string) ([]byte, error) {
	path, err := exec.LookPath(tool)
	if err != nil {
		return nil, fmt.Errorf("%s is not installed; %s", tool, install(tool))
	}
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &out, &said
	provider.Group(cmd)
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%s: %w", tool, ctx.Err())
	}
	if err != nil {
		return nil, failure(tool, err, said.Bytes())
	}
	return out.Bytes(), nil
}

// failure joins how the tool ended with the end of what it said.
func failure(tool string, err error, said []byte) error {
	var exit *exec.ExitError
	how := err.Error()
	if errors.As(err, &exit) {
		how = exit.ProcessState.String()
	}
	return fmt.Errorf("%s failed (%s): %s", tool, how, tail(said))
}

// tail is the end of what a tool printed, in one line.
func tail(said []byte) string {
	text := strings.ToValidUTF8(string(said), "�")
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	text = strings.TrimSpace(strings.Join(lines, "; "))
	if len(text) > tailBytes {
		text = "…" + strings.ToValidUTF8(text[len(text)-tailBytes:], "")
	}
	if text == "" {
		return "it said nothing"
	}
	return text
}
