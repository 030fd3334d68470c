// Package wording puts what is known of a line into words and signs: its state,
// figures, findings, terms, comments, history and takes.
//
// Here are functions over values of the season; they return plain text. Not here
// are colours, widths and places on the screen, nor making foreign text harmless:
// whoever draws or writes the text does that.
//
// Promised: the screen and the review in words say the same of the same line.
package wording
