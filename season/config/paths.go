package config

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dramaport/internal/strictyaml"
)

// Resolve is where a path of season.yaml really lies, links followed: ready to
// open. A path that leads out of the season folder is an error unless
// AllowOutside is set.
func (c Config) Resolve(name string) (string, error) {
	real, outside, err := locate(c.Dir, name)
	if err != nil {
		return "", err
	}
	if outside && !c.AllowOutside {
		return "", fmt.Errorf("%s leads out of the season folder, to %s; look at it and allow it with: dramaport trust", name, real)
	}
	return real, nil
}

// locate follows links as far as the path exists.
func locate(dir, name string) (real string, outside bool, err error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return "", false, err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return "", false, err
	}
	real = followed(filepath.Clean(within(root, filepath.FromSlash(name))))
	rel, err := filepath.Rel(root, real)
	return real, err != nil || !filepath.IsLocal(rel), nil
}

// followed is the path with the links of its longest existing part followed.
func followed(full string) string {
	for head, tail := full, ""; ; head, tail = filepath.Dir(head), filepath.Join(filepath.Base(head), tail) {
		if real, err := filepath.EvalSymlinks(head); err == nil {
			return filepath.Join(real, tail)
		}
		if target, err := os.Readlink(head); err == nil {
			// A link to nothing: where it leads is what counts.
			if !filepath.IsAbs(target) {
				target = filepath.Join(filepath.Dir(head), target)
			}
			return filepath.Join(target, tail)
		}
		if head == filepath.Dir(head) {
			return full
		}
	}
}

const globMeta = `*?[\`

// glob lists the paths that a pattern matches, as the pattern writes them. A
// path that exists as written is taken as it is.
func glob(dir, pattern string) ([]string, error) {
	pattern = path.Clean(filepath.ToSlash(pattern))
	if _, err := os.Stat(within(dir, pattern)); err == nil || !strings.ContainsAny(pattern, globMeta) {
		if err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	base := globBase(pattern)
	rest := strings.TrimPrefix(strings.TrimPrefix(pattern, base), "/")
	if base == "" {
		base = "."
	}
	found, err := fs.Glob(os.DirFS(within(dir, base)), rest)
	for i := range found {
		found[i] = path.Join(base, found[i])
	}
	return found, err
}

// globBase is the part of a pattern before the first name that is a pattern.
func globBase(pattern string) string {
	if !strings.ContainsAny(pattern, globMeta) {
		return pattern
	}
	head := pattern[:strings.IndexAny(pattern, globMeta)]
	slash := strings.LastIndex(head, "/")
	if slash == 0 {
		return "/"
	}
	return head[:max(slash, 0)]
}

// files finds the files that the season names, and notes what is missing and
// what lies outside.
func (d *decoder) files(c *Config) {
	if c.Bible != "" {
		at := strictyaml.ValueOf([]string{"bible"})
		if len(d.named(c, at, c.Bible)) == 0 {
			d.WrongAt(at, "no file %s in the season folder", c.Bible)
		}
		d.leaves(c, "bible", "reads", c.Bible)
	}
	c.Glossaries = d.expanded(c, "glossaries", c.Glossaries)
	c.Memories = d.expanded(c, "memories", c.Memories)
	for _, p := range []struct{ section, pattern string }{
		{"source.tracks", c.Source.Tracks},
		{"source.video", strings.ReplaceAll(c.Source.Video, "{episode}", "*")},
		{"source.bed", strings.ReplaceAll(c.Source.Bed, "{episode}", "*")},
	} {
		if p.pattern != "" {
			d.named(c, strictyaml.ValueOf(strings.Split(p.section, ".")), p.pattern)
			d.leaves(c, p.section, "reads", p.pattern)
		}
	}
	if c.Store != "" && !strings.Contains(c.Store, "://") {
		d.leaves(c, "store", "writes", c.Store)
	}
}

// named lists the files a pattern matches; folders are left out.
func (d *decoder) named(c *Config, at []string, pattern string) []string {
	found, err := glob(c.Dir, pattern)
	if err != nil {
		d.WrongAt(at, "the pattern %s is malformed: a [ is not closed, or a \\ stands last", pattern)
	}
	return withoutFolders(c.Dir, found)
}

func withoutFolders(dir string, found []string) []string {
	return slices.DeleteFunc(found, func(name string) bool {
		return isFolder(dir, name)
	})
}

func isFolder(dir, name string) bool {
	info, err := os.Stat(within(dir, name))
	return err == nil && info.IsDir()
}

// within is a path of season.yaml from where the program stands.
func within(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// expanded lists the files of several patterns, each once. A pattern that
// matches nothing may wait for its files, but not for its folder.
func (d *decoder) expanded(c *Config, section string, patterns []string) []string {
	var all []string
	for i, pattern := range patterns {
		at := []string{section, strconv.Itoa(i)}
		found := d.named(c, at, pattern)
		switch base := globBase(path.Clean(pattern)); {
		case len(found) > 0:
		case !strings.ContainsAny(pattern, globMeta):
			d.WrongAt(at, "no file %s in the season folder", pattern)
		default:
			if folders, _ := glob(c.Dir, base); len(folders) == 0 && base != "" {
				d.WrongAt(at, "no folder %s in the season folder", base)
			}
		}
		for _, name := range found {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
		d.leaves(c, section, "reads", pattern)
	}
	return all
}

// leaves notes where a pattern, or a file that it matches, leads outside.
func (d *decoder) leaves(c *Config, section, does, pattern string) {
	note := func(real string) {
		w := Want{Section: section, What: does + " outside: " + real}
		if !slices.Contains(c.Outside, w) {
			c.Outside = append(c.Outside, w)
		}
	}
	base := globBase(path.Clean(filepath.ToSlash(pattern)))
	if real, outside, err := locate(c.Dir, base); err == nil && outside {
		note(filepath.Join(real, strings.TrimPrefix(path.Clean(filepath.ToSlash(pattern)), base)))
		return
	}
	found, _ := glob(c.Dir, pattern)
	for _, name := range found {
		if real, outside, err := locate(c.Dir, name); err == nil && outside {
			note(real)
		}
	}
}
