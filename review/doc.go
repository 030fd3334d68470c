// Package review is the terminal screen on which people decide: lines with
// their source, findings, terms, history and sound, and the keys that act on
// them.
//
// Here are the model of the screen, its components, its key map and its help.
// Not here are SQL, engines and players: the screen asks them through small
// interfaces that it declares, and never waits for them inside Update. No text
// from a file or a provider reaches the screen before internal/terminal has
// made it harmless.
package review
