// Package player is the only door to a media player: it plays clips of sound
// one after another and opens a video at a time. mpv does it, one process for
// as long as the Player is open, driven by JSON messages; else ffplay or a
// command of the user's own, one process per clip.
//
// Not here: which clip belongs to a line (package stage), decoding (the
// player's matter), and any word to the user but the texts of errors and Note.
//
// Promise: nothing is started before it is needed; a player reads and writes
// neither the terminal nor the user's own settings of it; a file's name is
// never an option, a protocol or a playlist to it, and a file cannot make it
// open others; a cancelled context silences it at once; it ends with us, mpv
// also when we are killed: the connection it listens on is a pair of sockets
// without a name, which no other program can open and the system closes for us.
package player
