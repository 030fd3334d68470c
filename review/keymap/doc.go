// Package keymap says which key of the review screen does what: the actions,
// the keys bound to them, the user's own keys in their place, the commands that
// are typed after ":", and the help that lists them all.
//
// Here are names, tables and parsing, values in and values out. Not here is
// what an action does, nor any drawing on the screen.
//
// Promised: a key that means nothing or means two things is told with its place
// in the user's configuration; keyboards of other scripts reach every action by
// the place of their keys; help and quit always have a key.
package keymap
