package season

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dramaport/internal/atomicfile"
)

// ManifestName is the file in a market's export folder that says what was
// exported and who approved it.
const ManifestName = "manifest.json"

// Manifest is what has been exported for a market.
type Manifest struct {
	FormatVersion int               `json:"format_version"`
	Tool          string            `json:"tool"`
	Title         string            `json:"title"`
	Market        MarketName        `json:"market"`
	Locale        string            `json:"locale"`
	Episodes      []ManifestEpisode `json:"episodes"`
}

// ManifestEpisode is one exported episode.
type ManifestEpisode struct {
	Episode EpisodeName `json:"episode"`
	// Input is the hash of everything the files were made from.
	Input string `json:"input"`
	// Draft says that lines of it are not approved.
	Draft bool           `json:"draft,omitempty"`
	At    time.Time      `json:"exported_at"`
	Files []ManifestFile `json:"files"`
	Lines []ManifestLine `json:"lines"`
}

// ManifestFile is one exported file, named relative to the manifest.
type ManifestFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// ManifestLine says who decided on a line.
type ManifestLine struct {
	Line    int       `json:"line"`
	Key     LineKey   `json:"key"`
	State   State     `json:"state"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	Version int64     `json:"version"`
}

// ReadManifest reads the manifest in dir; there being none is no error.
func ReadManifest(dir string) (Manifest, error) {
	path := filepath.Join(dir, ManifestName)
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Manifest{}, nil
	}
	if err != nil {
		return Manifest{}, err
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return Manifest{}, fmt.Errorf("%s: %w; delete it and export again", path, err)
	}
	return m, nil
}

// Write puts the manifest into dir in one step.
func (m Manifest) Write(dir string) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return atomicfile.Write(filepath.Join(dir, ManifestName), append(b, '\n'))
}

// Episode finds an exported episode.
func (m Manifest) Episode(name EpisodeName) (ManifestEpisode, bool) {
	i := slices.IndexFunc(m.Episodes, func(e ManifestEpisode) bool { return e.Episode == name })
	if i < 0 {
		return ManifestEpisode{}, false
	}
	return m.Episodes[i], true
}

// With returns the manifest with e added or replaced, ordered by name.
func (m Manifest) With(e ManifestEpisode) Manifest {
	rest := slices.DeleteFunc(slices.Clone(m.Episodes), func(x ManifestEpisode) bool { return x.Episode == e.Episode })
	m.Episodes = append(rest, e)
	slices.SortFunc(m.Episodes, func(a, b ManifestEpisode) int { return strings.Compare(string(a.Episode), string(b.Episode)) })
	return m
}

// Current reports whether the episode's files in dir were written from input
// and not touched since. A stem is large, so it goes by size and time, not by
// content.
func (e ManifestEpisode) Current(dir, input string) bool {
	if e.Input != input {
		return false
	}
	for _, f := range e.Files {
		info, err := os.Stat(filepath.Join(dir, f.Name))
		if err != nil || info.Size() != f.Bytes || info.ModTime().After(e.At) {
			return false
		}
	}
	return true
}

// Describe measures a file's content for the manifest.
func Describe(name string, content []byte) ManifestFile {
	sum := sha256.Sum256(content)
	return ManifestFile{Name: name, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(content))}
}

// DescribeFile measures a file in dir for the manifest.
func DescribeFile(dir, name string) (ManifestFile, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return ManifestFile{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return ManifestFile{Name: name, SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: n}, err
}
