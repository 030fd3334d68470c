package glossaries

import (
	"fmt"
	"strings"
)

// File is a glossary file's name, as problems should name it, and content.
type File struct {
	Name string
	Data []byte
}

// Rule is what a concept asks of a translation.
type Rule string

// The rules.
const (
	// Must: a translation without the agreed wording is wrong.
	Must Rule = "must"
	// Prefer: it is doubtful. The default.
	Prefer Rule = "prefer"
	// Keep: the source wording is copied as it is, capitals included.
	Keep Rule = "keep"
)

// Concept is what the files say about one thing.
type Concept struct {
	// Columns are its wordings by locale or market, as the header names them.
	Columns map[string]string
	Type    string
	Rule    Rule
	// Aliases are other spellings in the season's source.
	Aliases []string
	// Forbidden are target wordings that must not stand for it.
	Forbidden []string
	// Forms are further accepted target wordings.
	Forms []string
	// FormsIn and ForbiddenIn are those of one locale or market, by its column.
	FormsIn, ForbiddenIn map[string][]string

	Note string
	// File and Row (the line in the file) are its last place.
	File string
	Row  int
}

// Problem is a fault in a glossary file and what to do about it. Row is the
// line in the file, Column the character in that line, both from 1.
type Problem struct {
	File        string
	Row, Column int
	Message     string
	// Warning: what is said is used as it is, but may not do what was meant.
	Warning bool
}

// String is "file:row:column: message", with "warning: " before the message of
// a warning.
func (p Problem) String() string {
	if p.Warning {
		return fmt.Sprintf("%s:%d:%d: warning: %s", p.File, p.Row, p.Column, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Row, p.Column, p.Message)
}

// Term is a concept for one market: what it is called in the text to translate,
// and how it is to be called there.
type Term struct {
	Source string
	// Aliases are further wordings by which it is found.
	Aliases []string
	// Target is the agreed wording; for Keep without one, Source. It is "" for a
	// term of which the market only knows what must not stand for it.
	Target           string
	Forms, Forbidden []string
	Rule             Rule
	Type, Note, File string
	Row              int
}

// Agreement is what is agreed, in short: "顾总 = CEO Gu (must)"; for a term of
// which only is known what must not stand for it, "House (not Gato)".
func (t Term) Agreement() string {
	if t.Target == "" {
		return fmt.Sprintf("%s (not %s)", t.Source, strings.Join(t.Forbidden, ", "))
	}
	return fmt.Sprintf("%s = %s (%s)", t.Source, t.Target, t.Rule)
}

// Match is a term's occurrence: text[Start:End].
type Match struct {
	Term       Term
	Start, End int
}

// Violation is a broken agreement.
type Violation struct {
	// Missing: neither the agreed wording nor an accepted form is in the
	// translation. Otherwise Found, as it stands there, is forbidden.
	Missing bool
	Term    Term
	Found   string
	// Message names the source wording and the agreed one; it serves a person
	// as well as an engine that is asked to repair the line.
	Message string
}

// Translation is the wording to write: a term to keep is its own translation.
func (t Term) Translation() string {
	if t.Rule == Keep && t.Target == "" {
		return t.Source
	}
	return t.Target
}

// nameTypes are the types of terms that are names.
var nameTypes = map[string]bool{"person": true, "name": true, "character": true, "place": true, "org": true, "organization": true, "company": true}

// IsName reports a term whose type says that it is a name.
func (t Term) IsName() bool { return nameTypes[strings.ToLower(t.Type)] }
