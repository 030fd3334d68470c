package strictyaml_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/strictyaml"
)

// pet is what the tests read.
type pet struct {
	name, kind string
	legs       int
	foods      []string
}

func read(text, needs string) (pet, error) {
	d := strictyaml.New(strictyaml.File{Name: "pet.yaml", Holds: "one pet", Needs: needs}, len(text))
	var p pet
	if root := d.Document([]byte(text)); root != nil {
		d.Mapping(root, nil, strictyaml.Fields{
			"name":  d.Filled(&p.name),
			"kind":  strictyaml.OneOf(d, &p.kind, "kind", []string{"cat", "dog"}),
			"legs":  d.Count(&p.legs),
			"foods": d.Texts(&p.foods, true),
		})
	}
	return p, d.Result([]byte(text))
}

func TestRightFileIsRead(t *testing.T) {
	p, err := read("name: 咪咪\nkind: cat\nlegs: 4\nfoods: fish\n", "")
	if err != nil || p.name != "咪咪" || p.kind != "cat" || p.legs != 4 || len(p.foods) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestFaultsHavePlaceSnippetAndRemedy(t *testing.T) {
	for text, want := range map[string]string{
		"name: a\nlegz: 4\n":           "pet.yaml:2:1: unknown key \"legz\"; did you mean \"legs\"?\n   1 | name: a\n   2 | legz: 4\n     | ^",
		"legs: four\n":                 "pet.yaml:1:7: expected a whole number, found text",
		"name: a\nname: b\n":           "pet.yaml:2:1: the key \"name\" is in line 1 already",
		"kind: dgo\n":                  "did you mean \"dog\"?",
		"name: a\n---\nname: b\n":      "pet.yaml:2:1: a second document begins here; the file holds one pet",
		"foods: [a, {b: c}]\n":         "pet.yaml:1:12: expected text, found keys with values",
		"name: a\x1b[2J\n":             "pet.yaml:1:8: the control character U+001B is not allowed",
		"name: [\n":                    "pet.yaml:2:1: ",
		"name: \"\"\n":                 "the text is empty",
		"- name\n":                     "pet.yaml:1:1: expected keys with values, found a list",
		"api_key: sk-12345678901234\n": "api_key: *****************\n",
	} {
		_, err := read(text, "")
		var problems strictyaml.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestEmptyFileIsRightWhereNothingIsNeeded(t *testing.T) {
	for _, text := range []string{"", "\n", "# only a comment\n"} {
		if _, err := read(text, ""); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := read(text, "name:"); err == nil || !strings.Contains(err.Error(), "it needs name:") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestReadFileTakesOnlyBoundedRegularFiles(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big")
	if err := os.WriteFile(big, make([]byte, strictyaml.MaxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{dir: "not a regular file", big: "at most", filepath.Join(dir, "none"): "no such file"} {
		if _, err := strictyaml.ReadFile(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add("name: a\nlegs: 4\n")
	f.Add("foods: &a [*a]\n")
	f.Add("name: !!binary x\n<<: {}\n? [a]\n: b\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := read(text, "")
		var problems strictyaml.Problems
		if errors.As(err, &problems) {
			for _, p := range problems {
				if p.Line < 1 || p.Column < 1 || p.Message == "" {
					t.Errorf("%+v", p)
				}
			}
		}
	})
}
