package espeak

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dramaport/dubbing"
	"dramaport/internal/provider"
)

// catalog is what espeak-ng says it has.
type catalog struct {
	voices []dubbing.Voice
	// names are the voices' names and the further languages they answer to
	// ("es-mx" for es-419), in lower case.
	names map[string]bool
	// variants are what may stand after a plus sign.
	variants []string
}

// Voices lists espeak-ng's languages; each may be followed by a plus sign and
// one of the Variants.
func (s *Synthesizer) Voices(ctx context.Context) ([]dubbing.Voice, error) {
	c, err := s.catalog(ctx)
	if err != nil {
		return nil, err
	}
	return c.voices, nil
}

// Variants lists the sounds that every voice can have: "f3", "m3", …
func (s *Synthesizer) Variants(ctx context.Context) ([]string, error) {
	c, err := s.catalog(ctx)
	if err != nil {
		return nil, err
	}
	return c.variants, nil
}

// catalog asks espeak-ng once.
func (s *Synthesizer) catalog(ctx context.Context) (*catalog, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.voices != nil {
		return s.voices, nil
	}
	voices, err := s.run(ctx, "", "--voices")
	if err != nil {
		return nil, err
	}
	variants, err := s.run(ctx, "", "--voices=variant")
	if err != nil {
		return nil, err
	}
	c := parseVoices(string(voices))
	c.variants = parseVariants(string(variants))
	s.voices = c
	return c, nil
}

// parseVoices reads the table of espeak-ng --voices: priority, language,
// age/gender, name, file, and further languages with their priorities in
// parentheses.
func parseVoices(table string) *catalog {
	c := &catalog{names: map[string]bool{}}
	for _, row := range rows(table) {
		cell := strings.Fields(row)
		if len(cell) < 5 {
			continue
		}
		name := strings.ToLower(cell[1])
		if !c.names[name] {
			c.voices = append(c.voices, dubbing.Voice{Name: cell[1], Language: cell[1], Gender: gender(cell[2])})
		}
		c.names[name] = true
		for _, other := range further.FindAllStringSubmatch(row, -1) {
			c.names[strings.ToLower(other[1])] = true
		}
	}
	return c
}

var further = regexp.MustCompile(`\(([^ ()]+) \d+\)`)

// parseVariants reads the table of espeak-ng --voices=variant; a file's name
// may have a space in it.
func parseVariants(table string) []string {
	var names []string
	for _, row := range rows(table) {
		if _, file, ok := strings.Cut(row, "!v/"); ok {
			names = append(names, strings.TrimSpace(file))
		}
	}
	return names
}

// rows are a table's lines without its head.
func rows(table string) []string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	return lines[1:]
}

func gender(cell string) string {
	switch {
	case strings.HasSuffix(cell, "M"):
		return "male"
	case strings.HasSuffix(cell, "F"):
		return "female"
	}
	return ""
}

// check says why espeak-ng cannot speak this, before it does so wrongly.
func (s *Synthesizer) check(ctx context.Context, sp dubbing.Speech) error {
	c, err := s.catalog(ctx)
	if err != nil {
		return err
	}
	name, variant, varied := strings.Cut(sp.Voice, "+")
	if !c.names[strings.ToLower(name)] {
		return s.unknown(c, sp, name)
	}
	if varied && !slices.Contains(c.variants, variant) {
		return dubbing.UnknownVoice(s.name, sp.Voice, c.varied(name))
	}
	if language, _, _ := strings.Cut(strings.ToLower(name), "-"); language == "ja" && hasKanji(sp.Text) {
		return s.fail(provider.Failed, errors.New(
			"espeak-ng reads Japanese in kana only and would say “Chinese letter” for each kanji; write the line's reading under pronounce:, or cast another engine's voice"))
	}
	return nil
}

// unknown is the error about a voice that is not there. Where the language is
// not there either, that is said.
func (s *Synthesizer) unknown(c *catalog, sp dubbing.Speech, name string) error {
	base, _ := sp.Language.Base()
	if sp.Language.IsRoot() || name == "" || c.speaks(base.String()) {
		return dubbing.UnknownVoice(s.name, sp.Voice, c.voices)
	}
	return s.fail(provider.Failed, fmt.Errorf(
		"unknown voice %q: espeak-ng %s has none for the language %s; cast another engine's voice", sp.Voice, s.version, base))
}

// speaks reports whether any voice is of that language.
func (c *catalog) speaks(base string) bool {
	for name := range c.names {
		if language, _, _ := strings.Cut(name, "-"); language == base {
			return true
		}
	}
	return false
}

// varied is a voice in all its variants.
func (c *catalog) varied(name string) []dubbing.Voice {
	all := make([]dubbing.Voice, len(c.variants))
	for i, v := range c.variants {
		all[i] = dubbing.Voice{Name: name + "+" + v}
	}
	return all
}

func hasKanji(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
