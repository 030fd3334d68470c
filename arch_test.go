package dramaport_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// adapters stands for every room of an engine: each folder of localize/ and
// dubbing/ that the plan does not name. Beside its room's own types such a room
// may import only what every adapter may.
const adapters = "localize/ENGINE, dubbing/ENGINE"

func isAdapter(room string) bool {
	_, named := mayImport()[room]
	return !named && (path.Dir(room) == "localize" || path.Dir(room) == "dubbing")
}

func adapterMayImport(room string) []string {
	return []string{path.Dir(room), "internal/httpdoor", "internal/placeholder", "internal/program", "internal/provider", "internal/ffmpeg", "internal/wav"}
}

// mayImport is the plan of the house: room → the rooms it may import. Imports
// go downwards only. A room that is not here is a failure unless it is an
// engine's, and so is an import that is not here. docs/design.md draws the plan.
func mayImport() map[string][]string {
	return map[string][]string{
		"subtitles":                {"internal/placeholder"},
		"glossaries":               {"internal/placeholder"},
		"glossaries/extract":       {"glossaries"},
		"glossaries/tbx":           {"glossaries"},
		"glossaries/xlsx":          {"glossaries"},
		"internal/provider":        {"internal/debuglog"},
		"internal/debuglog":        {},
		"internal/terminal":        {},
		"internal/program":         {"internal/provider"},
		"internal/ffmpeg":          {"internal/provider"},
		"internal/suggest":         {},
		"internal/strictyaml":      {"internal/suggest"},
		"internal/userconfig":      {"internal/strictyaml", "internal/suggest"},
		"internal/console":         {"internal/terminal"},
		"internal/placeholder":     {},
		"internal/wav":             {},
		"internal/atomicfile":      {},
		"internal/httpdoor":        {"internal/debuglog", "internal/provider"},
		"season":                   {"subtitles", "internal/atomicfile", "internal/suggest"},
		"season/config":            {"season", "subtitles", "internal/atomicfile", "internal/strictyaml", "internal/suggest"},
		"internal/player":          {"internal/provider"},
		"season/decide":            {"season", "subtitles"},
		"store":                    {"season"},
		"internal/lang":            {},
		"localize":                 {"season", "subtitles", "glossaries", "localize/check", "localize/memory", "internal/debuglog", "internal/lang", "internal/provider"},
		"localize/check":           {"season", "subtitles", "glossaries", "internal/lang", "internal/placeholder"},
		"localize/check/checktest": {},
		"localize/memory":          {"glossaries", "subtitles", "internal/lang"},
		"localize/memory/tmx":      {"localize/memory", "internal/lang", "subtitles", "internal/placeholder"},
		"localize/googletest":      {},
		"localize/localizetest":    {"localize", "internal/provider"},
		"dubbing":                  {"season", "internal/lang", "internal/wav", "internal/atomicfile", "internal/debuglog", "internal/ffmpeg", "internal/provider"},
		"dubbing/dubbingtest":      {"dubbing", "internal/wav", "internal/provider"},
		"stage":                    {"season", "season/decide", "season/config", "internal/atomicfile", "internal/debuglog", "store", "localize", "localize/check", "localize/memory", "localize/memory/tmx", "dubbing", "glossaries", "subtitles", "internal/ffmpeg", "internal/provider"},
		"internal/engines":         {"season", "season/config", "localize", "dubbing", "internal/provider", adapters},
		"cmd/dramaport":            {"*"},
		"scripts/house":            {},
		"scripts/vulncheck":        {},

		// The screen, and its leaves that import nothing of it.
		"review":              {"season", "season/decide", "stage", "internal/terminal", "review/editfile", "review/filter", "review/keymap", "review/linelist", "review/paint", "review/progress", "review/substitution", "review/wording"},
		"review/editfile":     {"season", "stage", "internal/terminal", "review/wording"},
		"review/progress":     {"season", "stage", "review/filter", "review/paint", "review/wording"},
		"review/substitution": {"internal/placeholder"},
		"review/filter":       {"season", "stage"},
		"review/keymap":       {"internal/suggest"},
		"review/linelist":     {"season", "stage", "review/filter"},
		"review/paint":        {"season", "stage", "subtitles", "internal/terminal", "review/wording"},
		"review/wording":      {"season", "stage", "subtitles", "internal/terminal"},
	}
}

// vendors are the modules that only the named rooms may import.
func vendors() map[string][]string {
	return map[string][]string{
		"github.com/spf13/cobra":            {"cmd/dramaport"},
		"github.com/sashabaranov/go-openai": {"localize/openai"},
		"cloud.google.com":                  {"localize/google", "localize/googletest"},
		"google.golang.org":                 {"localize/google", "localize/googletest"},
		"github.com/googleapis":             {"localize/google"},
		"modernc.org/sqlite":                {"store"},
		"github.com/pressly/goose":          {"store"},
		"github.com/asticode/go-astisub":    {"subtitles"},
		"go.yaml.in/yaml":                   {"season/config", "internal/strictyaml", "internal/userconfig"},
		"github.com/xuri/excelize":          {"glossaries/xlsx"},
		"github.com/vbauerster/mpb":         {"internal/console"},
		"charm.land":                        {"review", "review/keymap", "cmd/dramaport"},
		"github.com/charmbracelet":          {"review", "review/keymap", "internal/terminal", "cmd/dramaport"},
		"database/sql":                      {"store"},
		"github.com/rogpeppe/go-internal":   {},
		"pgregory.net/rapid":                {},
		"github.com/google/go-cmp":          {},
		"testing":                           {"localize/check/checktest", "localize/localizetest", "localize/googletest", "dubbing/dubbingtest"},
		"dramaport/localize/localizetest":   {},
		"dramaport/localize/googletest":     {},
		"dramaport/dubbing/dubbingtest":     {},
	}
}

func TestImportsGoDownwardsOnly(t *testing.T) {
	found := violations(t, os.DirFS("."))
	for _, v := range found {
		t.Error(v)
	}
}

func TestPlantedViolationsAreFound(t *testing.T) {
	for name, file := range map[string]string{
		"sideways":           "dubbing/x.go|package dubbing\nimport _ \"dramaport/localize\"\n",
		"upwards":            "subtitles/x.go|package subtitles\nimport _ \"dramaport/season\"\n",
		"vendor":             "season/x.go|package season\nimport _ \"modernc.org/sqlite\"\n",
		"engine's neighbour": "localize/new/x.go|package x\nimport _ \"dramaport/localize/openai\"\n",
		"engine's settings":  "dubbing/new/x.go|package x\nimport _ \"dramaport/season/config\"\n",
		"unknown room":       "util/x.go|package util\n",
		"init":               "season/x.go|package season\nfunc init() {}\n",
		"own door":           "localize/deepl/x.go|package deepl\nimport \"net/http\"\nvar c = http.Client{}\n",
	} {
		t.Run(name, func(t *testing.T) {
			path, text, _ := strings.Cut(file, "|")
			dir := t.TempDir()
			full := filepath.Join(dir, path)
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if len(violations(t, os.DirFS(dir))) != 1 {
				t.Errorf("planted violation gives %q, want exactly one", violations(t, os.DirFS(dir)))
			}
		})
	}
}

// violations parses every Go file below root that is not a test.
func violations(t *testing.T, root fs.FS) []string {
	t.Helper()
	var found []string
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "build") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		found = append(found, fileViolations(t, path, text)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// ownClient is code that makes HTTP requests without internal/httpdoor, and
// withClients are the rooms that may: the door itself, servers for tests, and
// what no user runs.
var ownClient = regexp.MustCompile(`\bhttp\.(?:Client\b|DefaultClient|DefaultTransport|Transport\b|Get\(|Post\(|Head\(|PostForm\()`)

func withClients() []string {
	return []string{"internal/httpdoor", "localize/localizetest", "localize/googletest", "dubbing/dubbingtest", "scripts/vulncheck"}
}

func fileViolations(t *testing.T, path string, text []byte) []string {
	t.Helper()
	room := filepath.ToSlash(filepath.Dir(path))
	allowed, known := mayImport()[room]
	if isAdapter(room) {
		allowed, known = adapterMayImport(room), true
	}
	if !known {
		return []string{path + ": no such room in the plan of arch_test.go"}
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, i := range file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		if !importAllowed(room, allowed, name) {
			found = append(found, path+": "+room+" may not import "+name)
		}
	}
	if file.Scope == nil && strings.Contains(string(text), "\nfunc init()") {
		found = append(found, path+": no init()")
	}
	if client := ownClient.FindString(string(text)); client != "" && !slices.Contains(withClients(), room) {
		found = append(found, path+": "+client+": HTTP goes through internal/httpdoor")
	}
	return found
}

func importAllowed(room string, allowed []string, name string) bool {
	for vendor, rooms := range vendors() {
		if name == vendor || strings.HasPrefix(name, vendor+"/") {
			return slices.Contains(rooms, room)
		}
	}
	ours, isOurs := strings.CutPrefix(name, "dramaport/")
	return !isOurs || slices.Contains(allowed, "*") || slices.Contains(allowed, ours) || slices.Contains(allowed, adapters) && isAdapter(ours)
}

// Rooms that take people's decisions call season/decide and set no state or
// human origin themselves, so that a decision means the same everywhere.
func TestDecisionsAreMadeInOnePlace(t *testing.T) {
	for _, room := range []string{"review", "cmd/dramaport"} {
		err := fs.WalkDir(os.DirFS(room), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(filepath.Join(room, path))
			if found := setsState.FindString(string(text)); found != "" {
				t.Errorf("%s/%s: %q: decide through season/decide", room, path, strings.TrimSpace(found))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, planted := range []string{"t.State = season.Approved\n", "t.Text, t.State, t.Note = text, season.Edited, why\n", "Translation{State: season.NeedsWork}", "t.Origin = season.FromHuman"} {
		if !setsState.MatchString(planted) {
			t.Errorf("planted %q is not found", planted)
		}
	}
}

// setsState is a translation's state or origin set as only a decision does.
var setsState = regexp.MustCompile(`\.State\b[^=\n]*[^=!<>:]=[^=][^\n]*season\.|State: +season\.(Approved|Edited|NeedsWork)\b|season\.FromHuman\b`)
