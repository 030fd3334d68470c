// Package console is how the tool speaks: data on standard output, everything
// else on standard error.
//
// What is here: JSON documents and lines, messages and hints, tables by display
// width, and the progress of a long job as bars, plain lines or JSON Lines.
//
// Not here: what is said (cmd/dramaport), and exit codes.
//
// Promised: text from files and providers is made harmless before it reaches
// the terminal; with Quiet only warnings are said; with JSON progress goes to
// standard output as lines that keep their shape.
package console
