// Package ffmpeg is the only door to the sound tools that run as processes of
// their own: ffmpeg, ffprobe and rubberband. It measures, stretches and
// decodes files, and says which of the tools are installed.
//
// Not here: any decision about sound (package dubbing takes them), and a
// process per line where one per file will do.
//
// Promise: a path or a text handed in is never read as an option, a protocol
// or a pattern; a tool's failure carries the end of what it printed, a missing
// tool the command that installs it; a cancelled context ends the process.
package ffmpeg
