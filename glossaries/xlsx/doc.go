// Package xlsx reads and writes a glossary as a workbook.
//
// Here is one worksheet, bounded in size before any of it is unpacked into
// memory (scan.go); what its columns mean is the matter
// of glossaries. Not here: styles, formulas, other sheets.
//
// Promise: a cell is a text, in and out: read as it is shown, or with a fault
// that says why that is not certain (typed.go); a formula is never written, and
// one that is read is an error with its place.
package xlsx
