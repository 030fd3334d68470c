package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/season"

	"github.com/rivo/uniseg"
)

// printJSON writes one document.
func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printJSONLine writes one line of a list.
func (a *app) printJSONLine(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// say tells the user something on stderr, unless quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintln(a.err, terminal.VisibleLines(fmt.Sprintf(format, args...)))
	}
}

// warn tells the user something on stderr, always.
func (a *app) warn(format string, args ...any) {
	fmt.Fprintln(a.err, terminal.VisibleLines(fmt.Sprintf(format, args...)))
}

// next says what to do now; data listings end with it.
func (a *app) next(format string, args ...any) {
	if !a.json {
		a.say("next: "+format, args...)
	}
}

// editHint is the command that gives a line its text.
func editHint(ref string, m season.MarketName) string {
	return fmt.Sprintf("dramaport edit %s -m %s --text …", ref, m)
}

// marketFlags are the flags that name markets.
func marketFlags(markets []season.Market) string {
	var flags []string
	for _, m := range markets {
		flags = append(flags, "-m "+string(m.Name))
	}
	return strings.Join(flags, " ")
}

// table writes rows as columns, padded by display width, with everything
// from files made harmless for the terminal.
func table(w io.Writer, rows [][]string) error {
	widths := columnWidths(rows)
	for _, r := range rows {
		var b strings.Builder
		for i, cell := range r {
			shown := terminal.Visible(cell)
			b.WriteString(shown)
			if i < len(r)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-uniseg.StringWidth(shown)+2))
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

func columnWidths(rows [][]string) []int {
	var widths []int
	for _, r := range rows {
		for i, cell := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(terminal.Visible(cell)))
		}
	}
	return widths
}

// plural is "1 line", "2 lines".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// visible makes text from files harmless for the terminal.
func visible(s string) string { return terminal.Visible(s) }
