// Package editfile is the text file in which a reviewer edits lines with a program
// of their own: writing lines as blocks with notes, and reading them back.
// docs/review-edit-file.md describes the file.
//
// Here are values in and values out. Not here are running the editor and deciding
// what is kept.
//
// Promised: a file that nobody changed gives every text back; what cannot be read
// is a fault with its line, and costs no other block.
package editfile
