package ffmpeg

import (
	"context"
	"os/exec"
	"regexp"

	"dramaport/internal/provider"
)

// Tool is one of the programs behind this door.
type Tool struct {
	Name string
	// Path is where it is, "" if it is not installed.
	Path string
	// Version is what it calls itself, "" if it is not installed or does
	// not say.
	Version string
	// Use says what it is for, and what happens without it.
	Use string
	// Install is how to get it.
	Install string
}

// Tools looks for every tool and asks it for its version. A missing tool is
// listed without a Path; it is no error.
func Tools(ctx context.Context) []Tool {
	tools := []Tool{
		{Name: "ffmpeg", Use: "decodes and stretches sound"},
		{Name: "ffprobe", Use: "measures videos"},
		{Name: "rubberband", Use: "stretches sound; without it, ffmpeg's atempo does, a little less clearly"},
	}
	for i := range tools {
		t := &tools[i]
		t.Install = install(t.Name)
		path, err := exec.LookPath(t.Name)
		if err != nil {
			continue
		}
		t.Path, t.Version = path, version(ctx, t.Name, path)
	}
	return tools
}

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+[^\s]*|N-\d+[^\s]*`)

// version asks a tool for it; rubberband answers on its standard error.
func version(ctx context.Context, tool, path string) string {
	flag := "-version"
	if tool == "rubberband" {
		flag = "--version"
	}
	cmd := exec.CommandContext(ctx, path, flag)
	provider.Group(cmd)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return ""
	}
	return versionNumber.FindString(string(out))
}

// install is how a tool gets onto the machine.
func install(tool string) string {
	formula, pack := "ffmpeg", "ffmpeg"
	if tool == "rubberband" {
		formula, pack = "rubberband", "rubberband-cli"
	}
	return "install it with: apt-get install " + pack + " (Debian, Ubuntu) or brew install " + formula + " (macOS)"
}
