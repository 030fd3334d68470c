package console

import (
	"fmt"
	"io"
	"strings"

	"dramaport/internal/terminal"

	"github.com/rivo/uniseg"
)

// Table writes rows as columns, padded by display width, with everything
// from files made harmless for the terminal.
func Table(w io.Writer, rows [][]string) error {
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

// Plural is "1 line", "2 lines".
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
