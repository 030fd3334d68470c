package localizetest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// Line is a line of a request as the server read it.
type Line struct {
	N       int
	Speaker string
	Budget  int
	Text    string
}

// Prompt is what the server understood of a request.
type Prompt struct {
	// System and User are the messages, byte for byte.
	System, User string
	Target       language.Tag
	// Terms are the GLOSSARY's wordings by their source wordings.
	Terms map[string]string
	Lines []Line
	// Plain says that the request is one text for a translation model, which
	// is answered by its translation alone.
	Plain bool
}

// intoTarget is how the market's section names the target: "Translate from
// Chinese (zh-CN) into American English (en-US)."
var intoTarget = regexp.MustCompile(`Translate from .* into .*\(([A-Za-z0-9-]+)\)\.`)

func readPrompt(system, user string) Prompt {
	p := Prompt{System: system, User: user, Target: language.English, Terms: map[string]string{}}
	all := system + "\n" + user
	if m := intoTarget.FindStringSubmatch(all); m != nil {
		p.Target = language.Make(m[1])
	}
	for _, glossary := range strings.Split(all, "\nGLOSSARY\n")[1:] {
		glossary, _, _ = strings.Cut(glossary, "\nLINES:\n")
		glossary, _, _ = strings.Cut(glossary, "\n\n")
		p.readTerms(glossary)
	}
	p.readLines(user)
	return p
}

// readTerms reads rows "source, alias = target (remarks)".
func (p *Prompt) readTerms(glossary string) {
	for _, row := range strings.Split(glossary, "\n") {
		sources, target, ok := strings.Cut(row, " = ")
		if !ok {
			continue
		}
		target, _, _ = strings.Cut(target, " (")
		for _, s := range strings.Split(sources, ", ") {
			p.Terms[s] = target
		}
	}
}

// readLines reads what follows the last "LINES:".
func (p *Prompt) readLines(user string) {
	at := strings.LastIndex("\n"+user, "\nLINES:\n")
	if at < 0 {
		return
	}
	for _, row := range strings.Split(user[at+len("LINES:\n"):], "\n") {
		cell := strings.SplitN(row, "|", 4)
		n, err := strconv.Atoi(cell[0])
		if err != nil || len(cell) != 4 {
			continue
		}
		budget, _ := strconv.Atoi(cell[2])
		p.Lines = append(p.Lines, Line{n, cell[1], budget, cell[3]})
	}
}

// sources are the glossary's source wordings, longest first.
func (p Prompt) sources() []string {
	var all []string
	for s := range p.Terms {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return all
}
