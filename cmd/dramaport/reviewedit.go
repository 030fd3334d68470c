package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// externalEditor is the reviewer's own editor, and the files it works on.
type externalEditor struct {
	editor string
	// write is os.WriteFile.
	write func(name string, data []byte, mode os.FileMode) error
}

// externalEditor is the editor of the user's configuration, else of the
// environment, else vi.
func (a *app) externalEditor() externalEditor {
	own := ""
	if c, _, err := a.userConfig(); err == nil { // what is wrong with it is told when the screen is prepared
		own = c.Review.Editor
	}
	return externalEditor{cmp.Or(own, a.getenv("VISUAL"), a.getenv("EDITOR"), "vi"), os.WriteFile}
}

// castOf are those who have a voice in season.yaml, by name.
func castOf(cast map[string]map[season.MarketName]string) []string {
	var names []string
	for name := range cast {
		if name != season.DefaultSpeaker {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Draft puts a text into a file in a folder of its own, both for the user
// alone: editors leave copies beside what they edit.
func (w externalEditor) Draft(name, text string) (string, error) {
	dir, err := os.MkdirTemp("", "dramaport-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, fileName(name)+".txt")
	if err := w.write(path, []byte(text), 0o600); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	return path, nil
}

// fileName is a name as a file can have it on every system.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-", r) {
			return r
		}
		return '-'
	}, name)
	return string([]rune(name)[:min(60, len([]rune(name)))])
}

// Edit hands the terminal to the editor.
func (w externalEditor) Edit(path string, line int, done func(text string, err error) tea.Msg) tea.Cmd {
	return tea.ExecProcess(w.command(path, line), func(err error) tea.Msg {
		text, lost := os.ReadFile(path)
		return done(string(text), errors.Join(w.explain(err), lost))
	})
}

// Discard deletes a draft with the folder it is in.
func (w externalEditor) Discard(path string) error { return os.RemoveAll(filepath.Dir(path)) }

// command is the editor on a file. Like git, it lets a shell read the
// editor's words, so that quotes and variables in them hold.
func (w externalEditor) command(path string, line int) *exec.Cmd {
	args := lineArguments(w.editor, path, line)
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(w.editor), args...)
		return exec.Command(words[0], words[1:]...)
	}
	return exec.Command("sh", append([]string{"-c", w.editor + ` "$@"`, "editor"}, args...)...)
}

// lineArguments tell an editor which file to open and, where it can be told,
// at which line.
func lineArguments(editor, path string, line int) []string {
	words := strings.Fields(editor)
	name := ""
	if len(words) > 0 {
		name = strings.TrimSuffix(filepath.Base(strings.Trim(words[0], `"'`)), ".exe")
	}
	switch {
	case line > 1 && slices.Contains(plusEditors(), name):
		return []string{fmt.Sprintf("+%d", line), path}
	case line > 1 && name == "code", line > 1 && name == "codium":
		return []string{"--goto", fmt.Sprintf("%s:%d", path, line)}
	case line > 1 && name == "hx", line > 1 && name == "helix":
		return []string{fmt.Sprintf("%s:%d", path, line)}
	}
	return []string{path}
}

// plusEditors are the editors that begin at line N when called with +N before
// the file, as their manual pages say.
func plusEditors() []string {
	return []string{"vi", "vim", "nvim", "vim.basic", "vim.tiny", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mg", "ne", "mcedit"}
}

// explain says what a reviewer can do where the editor failed.
func (w externalEditor) explain(err error) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit) && exit.ExitCode() == 127:
		return fmt.Errorf("the editor %q is not installed: set review.editor in your configuration, $VISUAL or $EDITOR", w.editor)
	}
	return fmt.Errorf("the editor %q ended with: %v", w.editor, err)
}
