package subtitles

import (
	"encoding/xml"
	"io"
	"strings"
	"time"
)

// ttmlNode is an element of a TTML file, or a text in one (name "").
type ttmlNode struct {
	name     string
	tag      string // the local name as written, whatever its namespace
	attrs    []xml.Attr
	text     string
	parent   *ttmlNode
	children []*ttmlNode
	// sets and styles are the children that animate and style it.
	sets, styles []*ttmlNode
	// at, innerAt and innerEnd are offsets in the file: of the start tag, behind
	// it, and of the end tag.
	at, innerAt, innerEnd int
	closed                bool
	// begin and end are when it is shown; ownEnd is its end by its own
	// attributes, forever if they do not say it. See ttmlReader.resolve.
	begin, end, ownEnd time.Duration
	flaw               string // why its times cannot be read
	// absolute says that the times in it were written as if they counted from
	// where its own do, against the standard.
	absolute bool
}

// ttmlDepth is how deep the tree may be; real files have less than ten levels.
const ttmlDepth = 100

// ttmlTree reads the XML as a tree of the elements of TTML. What is in another
// namespace is not in it, nor is metadata, but for what names speakers and the
// start of the programme. err says why the XML ends at the offset brokenAt.
func ttmlTree(text string) (root *ttmlNode, brokenAt int, err error) {
	body := withoutDeclaration(text)
	d := lenientXML(body)
	root = &ttmlNode{innerEnd: len(body)}
	b := treeBuilder{stack: []*ttmlNode{root}, spaces: []map[string]string{{}}, open: map[string]int{}}
	for {
		at := int(d.InputOffset())
		token, err := d.RawToken()
		if err == io.EOF {
			return root, 0, nil
		}
		if err != nil {
			return root, min(int(d.InputOffset()), len(text)), err
		}
		b.take(token, at, int(d.InputOffset()))
	}
}

// treeBuilder is the tree as far as it is read.
type treeBuilder struct {
	stack []*ttmlNode
	// spaces are the namespaces of the prefixes, for every element of stack.
	spaces []map[string]string
	open   map[string]int // how many elements of a tag are open
}

// take adds a token, text[at:next].
func (b *treeBuilder) take(token xml.Token, at, next int) {
	parent := b.stack[min(len(b.stack), ttmlDepth)-1]
	switch t := token.(type) {
	case xml.StartElement:
		t = t.Copy()
		spaces := withNamespaces(b.spaces[len(b.spaces)-1], t.Attr)
		n := &ttmlNode{name: t.Name.Local, tag: t.Name.Local, attrs: t.Attr, parent: parent, at: at, innerAt: next, innerEnd: next}
		if space, ok := spaces[t.Name.Space]; ok && !ttmlNamespace(space) || !ok && t.Name.Space != "" && t.Name.Space != "tt" {
			n.name = foreignName(t.Name.Local)
		}
		parent.adopt(n)
		b.stack, b.spaces = append(b.stack, n), append(b.spaces, spaces)
		b.open[n.tag]++
	case xml.CharData:
		parent.children = append(parent.children, &ttmlNode{text: string(t), parent: parent})
	case xml.EndElement:
		b.end(t.Name.Local, at)
	}
}

// adopt adds a child.
func (n *ttmlNode) adopt(c *ttmlNode) {
	n.children = append(n.children, c)
	switch c.name {
	case "set":
		n.sets = append(n.sets, c)
	case "style":
		n.styles = append(n.styles, c)
	}
}

// end closes the innermost element that is called tag, and what stands open in
// it; an end tag that closes nothing is passed over.
func (b *treeBuilder) end(tag string, at int) {
	if b.open[tag] == 0 {
		return
	}
	for found := false; !found; {
		last := len(b.stack) - 1
		n := b.stack[last]
		n.closed, n.innerEnd = true, max(at, n.innerAt)
		b.open[n.tag]--
		b.stack, b.spaces = b.stack[:last], b.spaces[:last]
		found = n.tag == tag
	}
}

// foreignName is the name of an element outside the namespace of TTML: one that
// no element of TTML has, so that its text is never shown.
func foreignName(local string) string { return "#" + local }

// withNamespaces are the namespaces of an element with these attributes, whose
// parent has spaces.
func withNamespaces(spaces map[string]string, attrs []xml.Attr) map[string]string {
	copied := false
	for _, a := range attrs {
		prefix, ok := a.Name.Local, a.Name.Space == "xmlns"
		if a.Name.Space == "" && a.Name.Local == "xmlns" {
			prefix, ok = "", true
		}
		if !ok {
			continue
		}
		if !copied {
			before := spaces
			spaces, copied = make(map[string]string, len(before)+len(attrs)), true
			for p, s := range before {
				spaces[p] = s
			}
		}
		spaces[prefix] = a.Value
	}
	return spaces
}

// ttmlNamespace reports whether a namespace is that of TTML's elements: of any
// of its versions, or none.
func ttmlNamespace(space string) bool {
	return space == "" || (strings.HasSuffix(space, "/ns/ttml") || strings.Contains(space, "/ttaf1")) && !strings.Contains(space, "#")
}

// lenientXML reads XML as files in the wild write it: with the entities of HTML.
func lenientXML(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d
}

// withoutDeclaration is an XML text that is UTF-8 now, whatever it declares; the
// declaration becomes spaces, so that every offset stays.
func withoutDeclaration(text string) string {
	at := strings.Index(text, "?>")
	if at < 0 || !strings.HasPrefix(strings.TrimLeftFunc(text, isFiller), "<?xml") {
		return text
	}
	return strings.Repeat(" ", at+2) + text[at+2:]
}

// attribute is an attribute's value, in any namespace; "" if there is none.
func (n *ttmlNode) attribute(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// all are the elements of a name in n, in the order of the file.
func (n *ttmlNode) all(name string) []*ttmlNode {
	var found []*ttmlNode
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// hasText reports whether an element holds text of its own or in its spans.
func (n *ttmlNode) hasText() bool {
	for _, c := range n.children {
		if c.name == "" && strings.TrimSpace(c.text) != "" || c.name == "span" && c.hasText() {
			return true
		}
	}
	return false
}

// words is the text inside an element as one line.
func (n *ttmlNode) words() string {
	if n.name == "" {
		return n.text
	}
	var b strings.Builder
	for _, c := range n.children {
		b.WriteString(c.words())
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
