// Package paint paints what the review screen shows of a line: its texts with
// places marked, what differs between two texts, figures, findings, terms and
// comments, each on exactly as many cells as there is room for.
//
// Here are a Painter, which is a value, and the looks. Not here is which of it
// the screen shows, and where.
//
// Promised: no text reaches the screen before internal/terminal has made it
// harmless, and nothing is told by a colour alone.
package paint
