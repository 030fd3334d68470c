package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/season/config"
)

func TestWants(t *testing.T) {
	for name, test := range map[string]struct {
		yaml string
		want []config.Want
	}{
		"nothing":          {"", nil},
		"the design's":     {strings.TrimPrefix(sample, "title: 替嫁千金\n"), nil},
		"a program":        {"translators: {mine: {engine: command, command: [python3, mt.py]}}", []config.Want{{"translators.mine", "runs: python3 mt.py"}}},
		"a hidden program": {`translators: {mine: {engine: command, command: [sh, -c, "rm x; y", "\e[2J"]}}`, []config.Want{{"translators.mine", `runs: sh -c "rm x; y" "\x1b[2J"`}}},
		"a program that speaks": {"synthesizers: {mine: {engine: command, command: [flite, -voice, \"{voice}\"], voices: [kal, slt]}}", []config.Want{
			{"synthesizers.mine", `runs: flite -voice "{voice}"`}, {"synthesizers.mine", "with one of the voices: kal slt"}}},
		"own host":           {"translators: {a: {engine: openai, model: m, base_url: \"https://API.openai.com/v1\", api_key_env: K}}", nil},
		"own host, open":     {"translators: {a: {engine: openai, model: m, base_url: \"http://api.openai.com/v1\", api_key_env: K}}", []config.Want{{"translators.a", "sends $K to http://api.openai.com/v1"}}},
		"default key":        {"translators: {a: {engine: openai, model: m}}", nil},
		"other host":         {"translators: {a: {engine: openai, model: m, base_url: \"https://api.openai.com.evil.example/v1\", api_key_env: K}}", []config.Want{{"translators.a", "sends $K to https://api.openai.com.evil.example/v1"}}},
		"other, no key":      {"translators: {a: {engine: openai, model: m, base_url: \"https://evil.example/v1\"}}", nil},
		"loopback":           {"translators: {a: {engine: openai, model: m, base_url: \"http://127.0.0.2:1/v1\", api_key_env: K}, b: {engine: openai, model: m, base_url: \"http://[::1]:1/v1\", api_key_env: K}, c: {engine: openai, model: m, base_url: \"http://localhost/\", api_key_env: K}}", nil},
		"not loopback":       {"translators: {a: {engine: openai, model: m, base_url: \"http://localhost.evil.example\", api_key_env: K}}", []config.Want{{"translators.a", "sends $K to http://localhost.evil.example"}}},
		"another's own":      {"synthesizers: {a: {engine: elevenlabs, base_url: \"https://api.openai.com\", api_key_env: K}}", []config.Want{{"synthesizers.a", "sends $K to https://api.openai.com"}}},
		"deepl":              {"translators: {a: {engine: deepl}, b: {engine: deepl, base_url: \"https://api-free.deepl.com\", api_key_env: K}, c: {engine: deepl, base_url: \"https://api.deepl.com\", api_key_env: K}}", nil},
		"not deepl":          {"translators: {a: {engine: deepl, base_url: \"https://api.deepl.com.evil.example\", api_key_env: K}}", []config.Want{{"translators.a", "sends $K to https://api.deepl.com.evil.example"}}},
		"libretranslate":     {"translators: {a: {engine: libretranslate}, b: {engine: libretranslate, base_url: \"https://libretranslate.com\", api_key_env: K}}", []config.Want{{"translators.b", "sends $K to https://libretranslate.com"}}},
		"elevenlabs":         {"synthesizers: {a: {engine: elevenlabs, base_url: \"https://api.elevenlabs.io\", api_key_env: K}}", nil},
		"google":             {"synthesizers: {a: {engine: google, base_url: \"https://eu-texttospeech.googleapis.com\", api_key_env: K}}", nil},
		"not google":         {"synthesizers: {a: {engine: google, base_url: \"https://evilgoogleapis.com\"}}", []config.Want{{"synthesizers.a", "sends your Google sign-in to https://evilgoogleapis.com"}}},
		"google's glossary":  {"translators: {a: {engine: google, project: p, bucket: gs://my-bucket}, b: {engine: google, project: p, glossary: g}}", []config.Want{{"translators.b", "rewrites the entries of the Google glossary g with your Google sign-in"}}},
		"database":           {"store: postgres://db.example:5432/x", []config.Want{{"store", "signs in with your PostgreSQL account at db.example:5432"}}},
		"two databases":      {"store: postgres://localhost,db.example/x", []config.Want{{"store", "signs in with your PostgreSQL account at localhost,db.example"}}},
		"hidden database":    {"store: \"postgres://localhost/x?hostaddr=1.2.3.4\"", []config.Want{{"store", "signs in with your PostgreSQL account at localhost (hostaddr=1.2.3.4)"}}},
		"local database":     {"store: postgres://me@[::1]:5432/x", nil},
		"database by socket": {"store: postgres:///x", nil},
	} {
		yaml := test.yaml
		if !strings.Contains(yaml, "source:") {
			yaml = minimal + yaml + "\n"
		}
		if diff := cmp.Diff(test.want, parsedConfig(t, yaml).Wants()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestPathsOutsideAreWanted(t *testing.T) {
	outside := folder(t, map[string]string{"a.csv": "", "b.md": "", "e1.mp4": ""})
	dir := folder(t, map[string]string{"video/x": "", config.FileName: "source: {locale: zh, tracks: source/*, video: \"video/{episode}.mp4\"}\n" +
		"bible: " + outside + "/b.md\nglossaries: [" + outside + "/*.csv]\nstore: ../x.db\n"})
	link(t, filepath.Join(outside, "e1.mp4"), filepath.Join(dir, "video", "e1.mp4"))
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	real, err := filepath.EvalSymlinks(outside)
	if err != nil {
		t.Fatal(err)
	}
	above, err := filepath.EvalSymlinks(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	want := []config.Want{
		{"bible", "reads outside: " + real + "/b.md"}, {"glossaries", "reads outside: " + real + "/*.csv"},
		{"source.video", "reads outside: " + real + "/e1.mp4"}, {"store", "writes outside: " + above + "/x.db"},
	}
	if diff := cmp.Diff(want, c.Wants()); diff != "" {
		t.Error(diff)
	}
	if _, err := c.Resolve(c.Bible); err == nil {
		t.Error("the bible is outside")
	}
	c.AllowOutside = true
	if got, err := c.Resolve(c.Glossaries[0]); err != nil || got != real+"/a.csv" {
		t.Error(got, err)
	}
}

func TestResolve(t *testing.T) {
	dir := folder(t, map[string]string{config.FileName: minimal, "a": ""})
	link(t, "/etc/nowhere-such", filepath.Join(dir, "dangling"))
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, ok := range map[string]bool{
		"a": true, "not/there": true, "a/../a": true, "..": false, "../a": false, "/etc/passwd": false, "dangling": false,
		filepath.Join(dir, "a"): true, "x/../../y": false, "..a": true,
	} {
		if _, err := c.Resolve(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// speaking is a season whose voices are a program's.
const speaking = minimal + "synthesizers: {mine: {engine: command, command: [sh, speak.sh, \"{voice}\"], voices: [kal, slt]}}\n"

func TestTrustEndsWithAnotherVoice(t *testing.T) {
	base := parsedConfig(t, speaking).TrustHash()
	for _, yaml := range []string{
		strings.Replace(speaking, "kal, slt", "kal slt", 1),
		strings.Replace(speaking, "slt]", "slt, http://elsewhere.example/voice]", 1),
		strings.Replace(speaking, "sh, speak.sh", "sh speak.sh", 1),
		strings.Replace(speaking, "speak.sh", "other.sh", 1),
	} {
		if parsedConfig(t, yaml).TrustHash() == base {
			t.Errorf("what was trusted covers\n%s", yaml)
		}
	}
}

const wanting = minimal + "translators: {mine: {engine: command, command: [python3, mt.py]}}\n"

func trusted(t *testing.T, c config.Config, file, env string) bool {
	t.Helper()
	ok, err := config.Trusted(c, file, env)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func TestTrust(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config", "trust.json")
	c := load(t, map[string]string{config.FileName: wanting})
	if trusted(t, c, file, "") || trusted(t, c, file, "0") || !trusted(t, c, file, "1") {
		t.Error("only trust and DRAMAPORT_TRUST=1 allow")
	}
	other := load(t, map[string]string{config.FileName: wanting})
	for _, s := range []config.Config{c, other, c} {
		if err := config.Trust(s, file); err != nil {
			t.Fatal(err)
		}
	}
	if !trusted(t, c, file, "") || !trusted(t, other, file, "") {
		t.Error("what was trusted is not")
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
	if third := load(t, map[string]string{config.FileName: wanting}); trusted(t, third, file, "") {
		t.Error("the same file in another folder, beside another mt.py, is not trusted")
	}
	if !trusted(t, load(t, map[string]string{config.FileName: minimal}), filepath.Join(t.TempDir(), "none"), "") {
		t.Error("a season that wants nothing needs no trust")
	}
}

func TestTrustEndsWithAnyChangeOfWhatIsWanted(t *testing.T) {
	base := parsedConfig(t, wanting).TrustHash()
	for yaml, same := range map[string]bool{
		wanting + "title: x\n":                                   true,
		wanting + "markets: {us: {locale: en}}\n":                true,
		strings.Replace(wanting, "mt.py", "mt2.py", 1):           false,
		strings.Replace(wanting, "python3, mt", "python3 mt", 1): false,
		strings.Replace(wanting, "mine", "yours", 1):             false,
		wanting + "store: postgres://db/x\n":                     false,
	} {
		if got := parsedConfig(t, yaml).TrustHash() == base; got != same {
			t.Errorf("%v, want %v:\n%s", got, same, yaml)
		}
	}
}

func TestABrokenTrustFileIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "trust.json")
	write(t, file, "{")
	c := load(t, map[string]string{config.FileName: wanting})
	if ok, err := config.Trusted(c, file, ""); ok || err == nil || !strings.Contains(err.Error(), file) {
		t.Error(ok, err)
	}
	if err := config.Trust(c, file); err == nil {
		t.Error("a broken file is not overwritten")
	}
}

func TestTrustFile(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", "/config")
	t.Setenv("HOME", "/home/x")
	file, err := config.TrustFile()
	if err != nil || !strings.HasSuffix(file, filepath.Join("dramaport", "trust.json")) {
		t.Error(file, err)
	}
}
