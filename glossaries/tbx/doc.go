// Package tbx reads and writes a glossary as TBX version 2 (ISO 30042:2008,
// a document <martif type="TBX">), which terminology tools exchange.
//
// A concept is a termEntry, a wording the first preferred term of a langSet; a
// market's own wording carries geographicalUsage. Further terms of the source's
// language are aliases, further admitted ones of other languages accepted
// forms, deprecated ones forbidden. What TBX has no category for (the rule,
// forms of several languages) is written as admin of type x-dramaport-….
//
// Here is the format alone: what its columns mean is the matter of glossaries.
// Not here: TBX version 3, transactions, figures, cross references.
//
// Promise: a document that is not well-formed, too deep or not TBX version 2
// is an error with line and column, never half a glossary.
package tbx
