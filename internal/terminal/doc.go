// Package terminal makes text safe to show. Subtitles, speaker and file names,
// comments, glossaries and providers' error bodies come from other people, and
// a terminal obeys what they hold: one stray byte can clear the screen, set
// the clipboard or turn the reading direction around.
//
// Every such text goes through Visible (or VisibleLines, where it may have
// several lines) before it is printed, drawn on the screen, or quoted in an
// error.
//
// Cells measures, cuts, pads, wraps and paints such text in the cells of a
// terminal, and makes it safe itself, so that no caller can forget to. Widths
// are those of github.com/charmbracelet/x/ansi, by which Bubble Tea places
// what it draws. Diff tells the words in which two texts differ.
//
// Not here: keys, panes, colours by meaning, what a terminal can do.
//
// Promise: nothing is hidden. A dangerous character is replaced by a sign that
// can be seen, so that a reviewer sees the defect; all other text is
// returned as it is by Visible and VisibleLines, which may be applied again
// without effect. Cells leaves out only what has no shape (see there), shows
// even that with Hidden set, and never returns more cells than it was asked for.
package terminal
