// Package glossaries keeps a season's agreed words: it loads glossary files,
// finds their terms in a source text, and tells whether a translation uses
// what was agreed.
//
// A glossary file is CSV in UTF-8 with one concept a row. Its header names
// locales (BCP 47) or markets, and any of type, rule, aliases, forbidden,
// forms and note; Google's pos and description are understood. Lists are
// parted by "|". A market's column beats its locale's, which beats its
// language's (es-MX, es-419, es), never across scripts (zh-TW does not read
// zh). Rows of one concept in several files are one concept; later wordings
// and rules win.
//
// Terms are found strictly: at word boundaries in scripts with spaces, and
// with the term's capitals. A translation is checked leniently, because words
// inflect: see ContainsWording.
//
// Not here: disk, translating, and how much a violation weighs (season).
//
// Promise: every function depends on its arguments alone and is safe for
// concurrent use; a fault in a file costs its row, never the file, and is named.
package glossaries
