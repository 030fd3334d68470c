// Package userconfig reads the user's own configuration file, config.yaml in
// the folder dramaport of the system's folder for configuration: who reviews,
// which keys do what, what plays and edits, how the screen looks. A season's
// own settings are in season.yaml (season).
//
// Not here: which actions and keys there are (review), running the player or
// the editor.
//
// Promise: no file is no error and means the defaults; a file with anything
// wrong is an error that names every fault with its place, never half obeyed.
package userconfig
