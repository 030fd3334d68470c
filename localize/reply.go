package localize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dramaport/glossaries"
	"dramaport/internal/lang"
	"dramaport/localize/check"
	"dramaport/season"
	"dramaport/subtitles"
)

// acceptReply keeps what of a reply is accepted and records why the rest is not.
func (c *attempt) acceptReply(part []int, reply Reply) error {
	texts := map[int]string{}
	for n, i := range part {
		if t := tidy(restored(reply.Texts[n+1], c.units[i].Source)); t != "" {
			texts[i] = t
		}
	}
	pairs := c.pairs(part, texts)
	shifted, joined := check.MovedReply(pairs, c.moved > 0), check.JoinedLines(pairs)
	if shifted {
		c.moved++
	}
	c.noteBoilerplate(part, texts)
	stranger := c.wrongLanguageReply(part, texts)
	var drafts []Draft
	for n, i := range part {
		f, bad := c.reject(c.units[i], texts[i])
		switch {
		case reply.Refused[n+1] != "":
			f, bad = failure{findings: []season.Finding{c.finding(season.RuleRefusal, "would not translate the line: %s", lang.Clip(reply.Refused[n+1], 120))}}, true
		case !bad && shifted:
			f, bad = failure{moved: true, answer: texts[i], findings: []season.Finding{c.finding(season.RuleShifted, "the answers of the reply have moved to neighbouring lines")}}, true
		case !bad && stranger && !lang.ShowsLanguage(subtitles.Plain(texts[i]), c.Market.Locale):
			f, bad = failure{answer: texts[i], findings: []season.Finding{c.finding(season.RuleWrongLanguage, "the reply is not in %s", c.Market.Locale)}}, true
		case !bad && c.boilerplate[texts[i]]:
			f, bad = failure{answer: texts[i], findings: []season.Finding{c.finding(season.RuleRepeated, "the reply has one answer for several different lines")}}, true
		case !bad && joined[n]:
			f, bad = failure{answer: texts[i], findings: []season.Finding{c.finding(season.RuleShifted, "the answer seems to hold a neighbouring line as well")}}, true
		}
		if bad {
			f.alone, f.unread = len(part) == 1, reply.Unread
			c.why[i] = f
			continue
		}
		c.drafted[i], c.refusals = true, 0
		drafts = append(drafts, c.accept(i, Draft{Text: texts[i], Origin: season.FromMachine, Engine: c.engine.Name, Findings: append(c.hurried(c.units[i], texts[i]), c.mark(i, texts[i])...)}))
	}
	return c.pass(drafts)
}

// What stamp calls one answer for several lines. Short ones ("What?") may
// truly stand for many; three long ones that agree on different sources do not.
const (
	stampedRunes   = 12
	stampedSources = 3
)

// noteBoilerplate takes note of the longer texts of a reply that answer several different
// sources: an error's words, a refusal, a loop. They are not believed later
// either, when a line is asked for alone.
func (c *attempt) noteBoilerplate(part []int, texts map[int]string) {
	sources := map[string]map[string]bool{}
	for _, i := range part {
		if t := texts[i]; utf8.RuneCountInString(t) >= stampedRunes {
			if sources[t] == nil {
				sources[t] = map[string]bool{}
			}
			sources[t][c.units[i].Source] = true
		}
	}
	for t, of := range sources {
		if len(of) >= stampedSources {
			c.boilerplate[t] = true
		}
	}
}

// wrongLanguageReply reports a reply in another language than the market's. An
// engine that gave one is not believed later either where a line has only such
// words.
func (c *attempt) wrongLanguageReply(part []int, texts map[int]string) bool {
	var count check.LanguageCount
	for _, i := range part {
		if texts[i] != "" {
			u := c.units[i]
			count.Add(check.Subject{Line: u.Line, Target: c.Market.Locale, Text: texts[i], Market: c.Market}.WithTerms())
		}
	}
	again := c.wrongLanguageBefore && count.Leans()
	c.wrongLanguageBefore = c.wrongLanguageBefore || count.Wrong()
	return count.Wrong() || again
}

// tidy is text as it is stored: NFC, trimmed, line breaks as "\n" without
// blanks around them.
func tidy(text string) string {
	lines := strings.Split(unixLines(norm.NFC.String(text)), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// restored turns Payload's harmless "｜" back into the source's "|".
func restored(text, source string) string {
	if strings.Contains(source, fieldMark) && !strings.Contains(source, harmlessMark) {
		return strings.ReplaceAll(text, harmlessMark, fieldMark)
	}
	return text
}

// reject says why text may not stand for u: it is empty, it has lost
// placeholders, or the check of the line has a finding of severity error, or
// warns of a loop or an absurd length.
func (b Batch) reject(u Unit, text string) (failure, bool) {
	if check.Wordless(u.Source, text) {
		return failure{findings: []season.Finding{b.finding(season.RuleEmpty, "the line was left out or came back without words")}, answer: text}, true
	}
	if message := check.TagsLost(u.Source, text, u.Line.Tags); message != "" {
		return failure{findings: []season.Finding{b.finding(season.RuleTagLost, "%s", message)}, answer: text}, true
	}
	var errs []season.Finding
	for _, d := range u.check(text) {
		if d.Severity == season.Error || d.Severity == season.Warning && astray(d.Rule) {
			errs = append(errs, d)
		}
	}
	return failure{findings: errs, answer: text}, len(errs) > 0
}

// check are the findings that text would have as u's translation.
func (u Unit) check(text string) []season.Finding {
	if u.Subject == nil {
		return nil
	}
	s := *u.Subject
	s.Text = text
	return check.Line(s)
}

// astray are the rules of which a person's text is only warned, because a
// person may mean it, but which a machine's text is rejected for.
func astray(r season.Rule) bool { return r == season.RuleRepeated || r == season.RuleWrongLength }

// pairs are the lines of a request with the texts of its reply.
func (c *attempt) pairs(part []int, texts map[int]string) []check.Pair {
	pairs := make([]check.Pair, 0, len(part))
	for _, i := range part {
		u := c.units[i]
		terms := make([]glossaries.Term, 0, len(u.Terms))
		for _, m := range u.Terms {
			terms = append(terms, m.Term)
		}
		pairs = append(pairs, check.NewPair(u.Source, texts[i], c.Source, c.Market.Locale, terms))
	}
	return pairs
}
