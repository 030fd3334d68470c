// Package suggest finds what a misspelt word was probably meant to be, for
// the "did you mean" of messages.
//
// Not here: saying where the word stands.
package suggest
