package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dramaport/internal/atomicfile"
)

// Want is something that a season.yaml from someone else may only do once the
// user has seen and allowed it.
type Want struct {
	// Section is the place in season.yaml, such as "translators.mine".
	Section string
	// What is what it would do, such as "runs: python3 mt.py".
	What string
}

// Wants lists what the season wants to run, where it wants to send a key that
// is not the engine's own host or this machine, and the paths that lead out
// of its folder (as Load found them).
func (c Config) Wants() []Want {
	var all []Want
	for _, name := range slices.Sorted(maps.Keys(c.Translators)) {
		t := c.Translators[name]
		all = append(all, t.wants(Text, name)...)
		if t.Glossary != "" {
			all = append(all, Want{Text.Section(name), fmt.Sprintf("rewrites the entries of the Google glossary %s with your Google sign-in", t.Glossary)})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Synthesizers)) {
		s := c.Synthesizers[name]
		all = append(all, s.wants(Sound, name)...)
		if len(s.Voices) > 0 {
			all = append(all, Want{Sound.Section(name), "with one of the voices: " + shown(s.Voices)})
		}
	}
	if host, remote := databaseHost(c.Store); remote {
		all = append(all, Want{"store", "signs in with your PostgreSQL account at " + host})
	}
	return append(all, c.Outside...)
}

// Section is the place of an entry in season.yaml.
func (k Kind) Section(name string) string { return string(k) + "." + name }

// wants is the program that a service runs, and where its key, or the user's own
// sign-in, goes, if that needs the user's word.
func (s Service) wants(k Kind, name string) []Want {
	var all []Want
	want := func(what string) { all = append(all, Want{k.Section(name), what}) }
	if len(s.Command) > 0 {
		want("runs: " + shown(s.Command))
	}
	switch e := rowOf(k, s.Engine); {
	case e.ownHost(s.BaseURL), e.Presets && presetOf(s.BaseURL).owns(s.BaseURL, s.APIKeyEnv):
	case s.APIKeyEnv != "":
		want(fmt.Sprintf("sends $%s to %s", s.APIKeyEnv, s.BaseURL))
	case e.SignsInWith != "":
		want("sends your " + e.SignsInWith + " sign-in to " + s.BaseURL)
	}
	return all
}

// shown is a command as a shell would take it.
func shown(command []string) string {
	words := make([]string, len(command))
	for i, w := range command {
		words[i] = w
		if w == "" || strings.ContainsAny(w, " \t\n\r\"'`$\\|&;<>()*?[]#~!{}") || strconv.Quote(w) != `"`+w+`"` {
			words[i] = strconv.Quote(w)
		}
	}
	return strings.Join(words, " ")
}

// databaseHost is the host of a postgres URL, and whether that is another
// machine. A host hidden in the parameters counts as another.
func databaseHost(store string) (string, bool) {
	_, rest, found := strings.Cut(store, "://")
	if !found {
		return "", false
	}
	authority, after, _ := strings.Cut(rest, "/")
	host := authority[strings.LastIndex(authority, "@")+1:]
	_, query, _ := strings.Cut(after, "?")
	if strings.Contains(strings.ToLower(query), "host") || strings.Contains(strings.ToLower(query), "service") {
		return host + " (" + query + ")", true
	}
	for _, h := range strings.Split(host, ",") {
		name := h
		if i := strings.LastIndex(h, ":"); i >= 0 && !strings.HasSuffix(h, "]") {
			name = h[:i]
		}
		if name = strings.Trim(name, "[]"); name != "" && !loopback(strings.ToLower(name)) {
			return host, true
		}
	}
	return host, false
}

// TrustHash is the hash of everything that Wants lists, and of nothing else.
func (c Config) TrustHash() string {
	h := sha256.New()
	for _, w := range c.Wants() {
		fmt.Fprintf(h, "%q %q\n", w.Section, w.What)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Translators)) {
		// The words of a command, so that no other split of them passes.
		if t := c.Translators[name]; len(t.Command) > 0 {
			fmt.Fprintf(h, "%q %q\n", name, t.Command)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Synthesizers)) {
		if s := c.Synthesizers[name]; len(s.Command) > 0 {
			fmt.Fprintf(h, "%q %q %q\n", name, s.Command, s.Voices)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// trustRecord is the user's trust file: the hash that was allowed, by the
// season folder's real path.
type trustRecord struct {
	FormatVersion int               `json:"format_version"`
	Seasons       map[string]string `json:"seasons"`
}

// TrustFile is where the user's decisions on trust are kept.
func TrustFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for your configuration: %w", err)
	}
	return filepath.Join(dir, "dramaport", "trust.json"), nil
}

// Trusted reports whether the season may do all it wants: because it wants
// nothing, because env (the value of DRAMAPORT_TRUST) is "1", or because file
// records exactly these wants for this folder.
func Trusted(c Config, file, env string) (bool, error) {
	if env == "1" || len(c.Wants()) == 0 {
		return true, nil
	}
	folder, err := c.realDir()
	if err != nil {
		return false, err
	}
	r, err := readTrust(file)
	return err == nil && r.Seasons[folder] == c.TrustHash(), err
}

// Trust records in file that the user allows what the season wants.
func Trust(c Config, file string) error {
	folder, err := c.realDir()
	if err != nil {
		return err
	}
	r, err := readTrust(file)
	if err != nil {
		return err
	}
	r.Seasons[folder] = c.TrustHash()
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return atomicfile.WritePrivate(file, append(data, '\n'))
}

func (c Config) realDir() (string, error) {
	abs, err := filepath.Abs(c.Dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func readTrust(file string) (trustRecord, error) {
	r := trustRecord{FormatVersion: 1}
	data, err := os.ReadFile(file)
	if err == nil {
		if err = json.Unmarshal(data, &r); err != nil {
			err = fmt.Errorf("%s: %w; remove it, then trust your seasons anew with: dramaport trust", file, err)
		}
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if r.Seasons == nil {
		r.Seasons = map[string]string{}
	}
	return r, err
}
