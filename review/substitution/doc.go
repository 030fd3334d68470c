// Package substitution is search and replace in translations: reading
// /TEXT/NEW/FLAGS, and what it makes of a text.
//
// Not here are which lines it is tried on, and whether what it made may be kept.
//
// Promised: placeholders of markup are neither matched nor made.
package substitution
