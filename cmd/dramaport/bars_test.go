package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dramaport/localize/localizetest"

	"github.com/rivo/uniseg"
)

// screensOf runs the tool in a terminal of that width until its shell says
// that it has ended, and returns every screen that was seen.
func screensOf(t *testing.T, dir string, width int, env string) []string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "dramaport")
	if err := os.Symlink(exe, tool); err != nil { // testscript.Main makes the test binary the tool by its name
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "tmux")
	tmux := func(args ...string) string {
		out, err := exec.Command("tmux", append([]string{"-S", socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
		if err != nil {
			t.Logf("tmux %v: %v: %s", args, err, out)
		}
		return string(out)
	}
	t.Cleanup(func() { tmux("kill-server") })
	tmux("new-session", "-d", "-s", "bars", "-x", fmt.Sprint(width), "-y", "24",
		fmt.Sprintf("env %s '%s' -C '%s' translate; echo ENDED; sleep 60", env, tool, dir))
	var seen []string
	for range 600 {
		screen := tmux("capture-pane", "-p", "-e", "-t", "bars")
		if len(seen) == 0 || seen[len(seen)-1] != screen {
			seen = append(seen, screen)
		}
		if strings.Contains(screen, "ENDED") {
			return seen
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never ended:\n%s", seen[len(seen)-1])
	return nil
}

var colour = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// TestBars looks at the bars in a real terminal, wide and narrow: one line per
// market, with its numbers, never wider than the terminal, without colours.
func TestBars(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Fatal("tmux is missing: scripts/tools installs it")
	}
	for _, width := range []int{100, 50, 30} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			server := localizetest.NewServer(t, localizetest.Config{Latency: 300 * time.Millisecond})
			dir := seasonOf(t, "{engine: openai, model: m, concurrency: 3, base_url: "+server.URL+", price: {requests: 10000}}", 12)
			screens := screensOf(t, dir, width, "NO_COLOR=1 TERM=screen")
			last := screens[len(screens)-1]
			for _, m := range []string{"us", "uk", "au"} {
				if !regexp.MustCompile(`(?m)^` + m + ` +12/12 `).MatchString(last) {
					t.Errorf("no whole bar of %s", m)
				}
			}
			if width >= 50 && strings.Count(last, "0.1200") != 3 {
				t.Error("the cost of each market is missing")
			}
			for _, screen := range screens {
				if colour.MatchString(screen) {
					t.Errorf("colours: %q", screen)
				}
				if n := len(regexp.MustCompile(`(?m)^us `).FindAllString(screen, -1)); n > 1 {
					t.Errorf("%d lines of one market:\n%s", n, screen)
				}
				for _, line := range strings.Split(screen, "\n") {
					if uniseg.StringWidth(line) > width {
						t.Errorf("wider than %d: %q", width, line)
					}
				}
			}
			if len(screens) < 4 {
				t.Errorf("only %d screens: the bars do not move", len(screens))
			}
			t.Log("\n" + screens[len(screens)/2] + "\n" + last)
		})
	}
}
