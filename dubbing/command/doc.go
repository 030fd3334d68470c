// Package command lets any program speak: a local model behind a script, a
// vendor without an adapter, a house's own engine. The program is started once
// per line.
//
// On its standard input stands the text, one line of UTF-8 without control
// characters, then the input ends. In its arguments {voice} and {language} stand
// for the voice's name and the BCP 47 tag of what is said. It writes a WAV file
// (or MP3, Ogg, FLAC, AAC) to its standard output, or, where an argument holds
// {out}, into the file of that name, which is in a folder of its own that is
// removed afterwards:
//
//	flite -voice {voice} -o {out}
//
// Which voices it has, season.yaml says under voices:. Any other is an error
// before the program is run: many programs speak with a voice of their own
// choice where they do not know the one that was asked for.
//
// How the program is run, what it sees of the environment, what its exit status
// means and when it is killed is said in internal/program. Its audio may be
// 64 MB.
package command
