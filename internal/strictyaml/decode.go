package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxFile is the most bytes a file may have: far beyond any that people
// write, and a bound on what a hostile one can cost.
const MaxFile = 1 << 20

// maxUnfolded is how many values aliases may add to those of a file; each of
// the file's own takes at least a byte.
const maxUnfolded = 20_000

// maxMessage is how many letters a message has at most: the file's own words
// may be of any length.
const maxMessage = 400

// File is what is read.
type File struct {
	// Name is what problems call the file.
	Name string
	// Holds says what the one document of the file is, such as "one season".
	Holds string
	// Needs is what a file without any value lacks, such as "source:"; where
	// it is "", such a file is right.
	Needs string
}

// Decoder walks the nodes of one file and collects everything wrong with it.
type Decoder struct {
	// Places are the positions of keys, values and list items.
	Places Places

	file     File
	problems Problems
	// secrets are values that must not be shown.
	secrets []string
	// left bounds the nodes that aliases may unfold to.
	left int
}

// New is a decoder of a file of size bytes.
func New(file File, size int) *Decoder {
	return &Decoder{file: file, Places: Places{}, left: 2*size + maxUnfolded}
}

// Reader takes the value of a key; path leads to it.
type Reader func(n *yaml.Node, path []string)

// Fields are the keys that a mapping may have.
type Fields map[string]Reader

// Problem notes what is wrong at p.
func (d *Decoder) Problem(p Position, format string, args ...any) {
	message := []rune(fmt.Sprintf(format, args...))
	if len(message) > maxMessage {
		message = append(message[:maxMessage], '…')
	}
	d.problems = append(d.problems, Problem{File: d.file.Name, Line: max(p.Line, 1), Column: max(p.Column, 1), Message: string(message)})
}

// Wrong notes what is wrong at a node.
func (d *Decoder) Wrong(n *yaml.Node, format string, args ...any) {
	d.Problem(Position{n.Line, n.Column}, format, args...)
}

// WrongAt notes what is wrong at the value that path leads to, or at the
// nearest place above it that stands in the file.
func (d *Decoder) WrongAt(path []string, format string, args ...any) {
	d.Problem(d.Places.Of(path...), format, args...)
}

// Document returns the root of the file's one document, nil where it could
// not be read or is empty.
func (d *Decoder) Document(data []byte) *yaml.Node {
	if !d.readable(data) {
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		d.Problem(Position{1, 1}, "%v", err)
		return nil
	}
	var doc, more yaml.Node
	if err := loader.Load(&doc); err != nil {
		d.syntax(err)
		return nil
	}
	switch err := loader.Load(&more); {
	case err == nil:
		d.Wrong(&more, "a second document begins here; the file holds %s", d.file.Holds)
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if len(doc.Content) != 1 {
		d.empty()
		return nil
	}
	return doc.Content[0]
}

// empty notes that the file says nothing, where it has to say something.
func (d *Decoder) empty() {
	if d.file.Needs != "" {
		d.Problem(Position{1, 1}, "the file is empty; it needs %s", d.file.Needs)
	}
}

// readable notes bytes that no YAML file may hold: the library reports them
// without their place.
func (d *Decoder) readable(data []byte) bool {
	switch {
	case len(data) > MaxFile:
		d.Problem(Position{1, 1}, "the file has %d bytes; at most %d are read", len(data), MaxFile)
		return false
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		d.Problem(Position{1, 1}, "the file is UTF-16; save it as UTF-8")
		return false
	}
	at := Position{1, 1}
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			d.Problem(at, "the byte %#02x is not UTF-8; save the file as UTF-8", rest[0])
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7f:
			d.Problem(at, "the control character %U is not allowed", r)
			return false
		case r == '\n':
			at = Position{at.Line + 1, 0}
		}
		at.Column++
		rest = rest[size:]
	}
	return true
}

// syntax notes what the YAML library could not read.
func (d *Decoder) syntax(err error) {
	if errors.Is(err, io.EOF) {
		d.empty()
		return
	}
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		d.Problem(Position{1, 1}, "%v", err)
		return
	}
	message := le.Message
	if le.ContextMsg != "" {
		message += ", " + le.ContextMsg
		if le.ContextMark.Line > 0 && le.ContextMark.Line != le.Mark.Line {
			message += fmt.Sprintf(" that begins in line %d", le.ContextMark.Line)
		}
	}
	d.Problem(Position{le.Mark.Line, le.Mark.Column}, "%s", message)
}

// lineBreak is what the YAML library counts as the end of a line.
var lineBreak = regexp.MustCompile("\r\n|[\n\r\u0085\u2028\u2029]")

// Result is everything found wrong in data so far, as Problems with their
// snippets; nil where nothing is.
func (d *Decoder) Result(data []byte) error {
	if len(d.problems) == 0 {
		return nil
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\uFEFF")
	return d.problems.sorted(lineBreak.Split(text, -1), d.secrets)
}

// Secret keeps values out of every snippet.
func (d *Decoder) Secret(values ...string) { d.secrets = append(d.secrets, values...) }

// ReadFile is the bytes of a regular file of at most MaxFile bytes.
func ReadFile(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file", file)
	case info.Size() > MaxFile:
		return nil, fmt.Errorf("%s has %d bytes; at most %d are read", file, info.Size(), MaxFile)
	}
	return os.ReadFile(file)
}
