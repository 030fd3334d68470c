package stage

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/season/config"
	"dramaport/subtitles"
)

// MostGlossaryBytes bounds a glossary file, the season's own and one from
// elsewhere.
const MostGlossaryBytes = 32 << 20

// ReadGlossaries loads the glossary files in the order of season.yaml. A file
// that is too large is left out and named; columns that can never bind are
// warnings.
func ReadGlossaries(c config.Config) (glossaries.Book, []glossaries.Problem, error) {
	var files []glossaries.File
	var problems []glossaries.Problem
	for _, name := range c.Glossaries {
		f, doubts, err := readGlossary(c, name)
		if err != nil {
			return glossaries.Book{}, nil, err
		}
		problems = append(problems, doubts...)
		files = append(files, f)
	}
	var markets []string
	for _, m := range c.Markets {
		markets = append(markets, string(m.Name))
	}
	book, more := glossaries.Load(files, markets)
	problems = append(problems, more...)
	return book, append(problems, book.UnboundColumns(GlossaryUses(c))...), nil
}

// GlossaryUses are the markets' uses of the agreed words: on the season's texts,
// and on the drafts of the market that they draft from.
func GlossaryUses(c config.Config) []glossaries.Use {
	var uses []glossaries.Use
	for _, m := range c.Markets {
		uses = append(uses, glossaries.Use{Market: string(m.Name), Target: m.Locale, Source: c.Source.Locale})
		if pivot, ok := c.Market(m.From); ok {
			uses = append(uses, glossaries.Use{Market: string(m.Name), Target: m.Locale, SourceMarket: string(m.From), Source: pivot.Locale})
		}
	}
	return uses
}

func readGlossary(c config.Config, name string) (glossaries.File, []glossaries.Problem, error) {
	f := glossaries.File{Name: name}
	path, err := c.Resolve(name)
	if err != nil {
		return f, nil, err
	}
	in, err := os.Open(path)
	if err != nil {
		return f, nil, err
	}
	defer in.Close()
	if f.Data, err = io.ReadAll(io.LimitReader(in, MostGlossaryBytes+1)); err != nil {
		return f, nil, err
	}
	if len(f.Data) > MostGlossaryBytes {
		f.Data = nil
		return f, []glossaries.Problem{{File: name, Row: 1, Column: 1, Message: fmt.Sprintf("larger than %d MB: part it, or delete what the season does not need; it is left out", MostGlossaryBytes>>20)}}, nil
	}
	f, doubts := GlossaryText(f, Languages(c)...)
	return f, doubts, nil
}

// Languages are the season's languages, the source's first.
func Languages(c config.Config) []language.Tag {
	tags := []language.Tag{c.Source.Locale}
	for _, m := range c.Markets {
		tags = append(tags, m.Locale)
	}
	return tags
}

// GlossaryText is a table with its text in UTF-8. UTF-16, which spreadsheets
// write as "Unicode text", is decoded by its mark. Another encoding is decoded
// as a whole where the usual one of a language, the first that fits, is certain;
// that is said. Otherwise the file is as it was, and its reader names it.
func GlossaryText(f glossaries.File, languages ...language.Tag) (glossaries.File, []glossaries.Problem) {
	if glossaries.InUTF8(f.Data) {
		return f, nil
	}
	for _, tag := range languages {
		text, encoding, err := subtitles.Decode(f.Data, subtitles.Options{Language: tag})
		switch {
		case err != nil:
			continue
		case encoding.BOM:
			f.Data = []byte(text)
			return f, nil
		case bytes.HasPrefix(f.Data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(f.Data, []byte{0xFE, 0xFF}):
			return f, nil // UTF-16 that is broken is nothing else
		}
		f.Data = []byte(text)
		return f, []glossaries.Problem{{File: f.Name, Row: 1, Column: 1, Warning: true,
			Message: fmt.Sprintf("the file is not UTF-8 and is read as %s: look at its words, and save it as \"CSV UTF-8\"", encoding.Name)}}
	}
	return f, nil
}
