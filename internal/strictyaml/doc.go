// Package strictyaml reads the YAML files that people write for this tool, and
// is as helpful as it is strict: an unknown key, a wrong type, a key given
// twice, a second document are each an error with file, line and column, the
// lines around it, and the word that was probably meant. Everything wrong with
// a file is reported at once.
//
// Not here: what the keys mean (season, internal/userconfig).
//
// Promise: no input panics, unfolds without bound, or shows a value that looks
// like a secret.
package strictyaml
