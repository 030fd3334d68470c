package config

import (
	_ "embed"
	"encoding/csv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// presetsCSV is what known servers of OpenAI's shape can do. hosts choose the
// preset of a base_url that names none: a host, "*." for any below, or ":port"
// on this machine. An empty context is one that is not known or never cut.
//
//go:embed presets.csv
var presetsCSV string

// preset is a row of presets.csv.
type preset struct {
	name, baseURL string
	hosts         []string
	can           Capabilities
	schema        string
	lines         int
	concurrency   int
	env           string
}

var presets = sync.OnceValue(func() []preset {
	rows, err := csv.NewReader(strings.NewReader(presetsCSV)).ReadAll()
	if err != nil {
		return nil // part of the program: a test reads it
	}
	var all []preset
	for _, r := range rows[1:] {
		context, _ := strconv.Atoi(r[5])
		lines, _ := strconv.Atoi(r[9])
		concurrency, _ := strconv.Atoi(r[10])
		all = append(all, preset{
			name: r[0], baseURL: r[1], hosts: strings.Split(r[2], "|"), schema: r[3], lines: lines, concurrency: concurrency, env: r[11],
			can: Capabilities{Preset: r[0], System: r[4] == "true", Context: context, PrefixCache: r[6] == "true",
				CacheKey: r[7] == "true", Batch: r[8] == "true"},
		})
	}
	return all
})

// Presets are the names that preset: takes.
func Presets() []string {
	var names []string
	for _, p := range presets() {
		names = append(names, p.name)
	}
	return names
}

// presetNamed is the preset of that name.
func presetNamed(name string) (preset, bool) {
	i := slices.IndexFunc(presets(), func(p preset) bool { return p.name == name })
	if i < 0 {
		return preset{}, false
	}
	return presets()[i], true
}

// presetOf is the preset of a server's URL. A server that is not known is
// taken to do what most do.
func presetOf(base string) preset {
	if base == "" {
		base = presets()[0].baseURL // OpenAI's own
	}
	for _, p := range presets() {
		if p.serves(base) {
			return p
		}
	}
	return preset{can: Capabilities{System: true, PrefixCache: true}}
}

// serves reports whether base is one of the preset's known addresses.
func (p preset) serves(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	return slices.ContainsFunc(p.hosts, func(known string) bool {
		if port, local := strings.CutPrefix(known, ":"); local {
			return loopback(host) && u.Port() == port
		}
		if below, any := strings.CutPrefix(known, "*"); any {
			return strings.HasSuffix(host, below)
		}
		return host == known
	})
}

// owns reports whether a key kept in env is the preset's own and base is one
// of its own hosts, reached safely: sending it there needs nobody's word. A
// host below which anyone may have a name is not its own.
func (p preset) owns(base, env string) bool {
	u, err := url.Parse(base)
	return err == nil && u.Scheme == "https" && u.Port() == "" && p.env != "" && p.env == env &&
		slices.Contains(p.hosts, strings.ToLower(u.Hostname()))
}
