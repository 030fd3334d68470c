// Package terminal makes text safe to show. Subtitles, speaker and file names,
// comments, glossaries and providers' error bodies come from other people, and
// a terminal obeys what they hold: one stray byte can clear the screen, set
// the clipboard or turn the reading direction around.
//
// Every such text goes through Visible (or VisibleLines, where it may have
// several lines) before it is printed, drawn on the screen, or quoted in an
// error.
//
// Not here: styling, widths, cutting to a width.
//
// Promise: nothing is hidden. A dangerous character is replaced by a sign that
// can be seen, so that a reviewer sees the defect; all other text is
// returned as it is. Both functions may be applied again without effect.
package terminal
