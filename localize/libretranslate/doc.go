// Package libretranslate translates with LibreTranslate, the free service that
// anybody can run at home (pip install libretranslate), over plain HTTP.
//
// Here: the service's codes for locales (languages.csv), and lines cut at their placeholders, so that no markup ever
// reaches the engine: the pieces are translated as plain text and put together
// again around the placeholders.
//
// Not here: retries, limits, checks. The service has no glossary and takes no
// context: agreed wordings are not given to it, and the checks name what it
// did not use.
//
// Promised: an answer belongs to the piece it was asked for, because the
// service must answer exactly as many as it got; a line of which a piece is
// missing is absent. The service hands a text back untranslated where it has
// nothing to say; such a line is absent, too.
//
// Source of the API's facts: github.com/LibreTranslate/LibreTranslate, app.py
// and language.py, read in November 2026.
package libretranslate
