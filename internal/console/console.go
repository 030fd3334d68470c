package console

import (
	"encoding/json"
	"fmt"
	"io"

	"dramaport/internal/terminal"
)

// Console is where a call of the tool speaks, and how.
type Console struct {
	Out, Err io.Writer
	// JSON is for programs; Quiet leaves only warnings.
	JSON, Quiet bool
	// Term is the kind of terminal ($TERM); "dumb" has no bars.
	Term string
}

// PrintJSON writes one document.
func (c *Console) PrintJSON(v any) error {
	e := json.NewEncoder(c.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// PrintJSONLine writes one line of a list.
func (c *Console) PrintJSONLine(v any) error {
	e := json.NewEncoder(c.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Say tells the user something on stderr, unless quiet.
func (c *Console) Say(format string, args ...any) {
	if !c.Quiet {
		fmt.Fprintln(c.Err, terminal.VisibleLines(fmt.Sprintf(format, args...)))
	}
}

// Warn tells the user something on stderr, always.
func (c *Console) Warn(format string, args ...any) {
	fmt.Fprintln(c.Err, terminal.VisibleLines(fmt.Sprintf(format, args...)))
}

// Next says what to do now; data listings end with it.
func (c *Console) Next(format string, args ...any) {
	if !c.JSON {
		c.Say("next: "+format, args...)
	}
}
