package check

import (
	"fmt"
	"slices"

	"dramaport/glossaries"
	"dramaport/season"
	"dramaport/subtitles"
)

// Row is one line of an episode in one market, as check.Episode sees it.
type Row struct {
	Subject
	State season.State
	// Findings are those stored with the translation: why a machine left it open.
	Findings []season.Finding
}

// Episode checks every line of an episode in one market: by check.Line, and
// by the rules that need the neighbours: untranslated, repeated, shifted,
// name-inconsistent and the timing rules. Timing is measured as export writes
// it, with ends extended into free time (subtitles.Extend); what the times of
// the source cause by themselves is info, whatever the market says. Stored
// findings are added to a line that no person has decided. Lines without findings
// are absent from the result.
func Episode(rows []Row, rules subtitles.Rules) map[season.LineKey][]season.Finding {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Line.Number - b.Line.Number })
	named(rows)
	for i := range rows {
		rows[i].Subject = rows[i].WithTerms()
	}
	e := checked{rows: rows, pairs: pairsIn(rows), found: map[season.LineKey][]season.Finding{}}
	for _, r := range rows {
		e.line(r)
	}
	e.neighbours()
	e.shift()
	e.names()
	e.timing(rules)
	return e.found
}

// named gives rows without names those that the episode itself shows.
func named(rows []Row) {
	if len(rows) == 0 || rows[0].Names != nil {
		return
	}
	lines := make([]season.Line, len(rows))
	for i, r := range rows {
		lines[i] = r.Line
		lines[i].Text = r.Source
	}
	names := NamesIn(lines, rows[0].SourceTag)
	for i := range rows {
		rows[i].Names = names
	}
}

// checked is an episode and what was found in it.
type checked struct {
	rows []Row
	// pairs are the rows as the comparison of neighbours sees them.
	pairs []Pair
	found map[season.LineKey][]season.Finding
}

func (e checked) add(r Row, ds ...season.Finding) {
	if len(ds) > 0 {
		e.found[r.Line.Key] = append(e.found[r.Line.Key], ds...)
	}
}

// has reports a text to check.
func (r Row) has() bool {
	return r.State != season.Untranslated && r.State != "" && !subtitles.Blank(r.Text)
}

func (e checked) line(r Row) {
	if subtitles.Blank(r.Source) {
		return
	}
	open := r.State == season.Untranslated || r.State == ""
	var stored []season.Finding
	if !r.State.Decided() {
		stored = r.stored()
	}
	says := func(d season.Finding) bool { return d.Rule == season.RuleUntranslated }
	switch {
	case open && !slices.ContainsFunc(stored, says):
		e.add(r, r.finding(season.RuleUntranslated, "the line has no translation yet"))
	case !open:
		e.add(r, r.weighed(Line(r.Subject))...)
	}
	e.add(r, stored...)
}

// weighed lowers what is only likely to be a machine's fault to a warning once
// a person has decided, unless the market weighs the rule itself.
func (r Row) weighed(ds []season.Finding) []season.Finding {
	if !r.State.Decided() {
		return ds
	}
	for i, d := range ds {
		if _, set := r.Market.Severity[d.Rule]; !set && (d.Rule == season.RuleWrongLength || d.Rule == season.RuleWrongLanguage) {
			ds[i].Severity = season.Warning
		}
	}
	return ds
}

// stored are the stored findings with the market's severities of today.
func (r Row) stored() []season.Finding {
	ds := slices.Clone(r.Findings)
	for i, d := range ds {
		ds[i].Severity = r.Market.SeverityOr(d.Rule, d.Severity)
	}
	return ds
}

// neighbours finds lines that have the text of the line before, though their
// sources differ.
func (e checked) neighbours() {
	for i := 1; i < len(e.rows); i++ {
		if doubled(e.pairs[i-1], e.pairs[i]) {
			r := e.rows[i]
			e.add(r, r.finding(season.RuleRepeated, fmt.Sprintf("the text is the same as in line %d, the source is not", e.rows[i-1].Line.Number)))
		}
	}
}

// pairsIn pairs the sources of rows with their texts, if they have any.
func pairsIn(rows []Row) []Pair {
	pairs := make([]Pair, len(rows))
	for i, r := range rows {
		text := ""
		if r.has() {
			text = r.Text
		}
		var terms []glossaries.Term
		for _, m := range r.found() {
			terms = append(terms, m.Term)
		}
		pairs[i] = NewPair(r.Source, text, r.SourceTag, r.Target, terms)
	}
	return pairs
}

// shift names the lines whose text stands at a neighbour.
func (e checked) shift() {
	run := shiftedRun(e.pairs)
	if len(run) == 0 {
		return
	}
	first, last := e.rows[run[0]].Line.Number, e.rows[run[len(run)-1]].Line.Number
	for _, i := range run {
		r := e.rows[i]
		e.add(r, r.finding(season.RuleShifted, fmt.Sprintf("from line %d to %d the texts seem to belong to neighbouring lines", first, last)))
	}
}

// timing checks the times and the reading speed.
func (e checked) timing(rules subtitles.Rules) {
	timed := make([]subtitles.Timed, len(e.rows))
	for i, r := range e.rows {
		timed[i] = subtitles.Timed{Start: r.Line.Start, End: r.Line.End}
		if r.has() {
			timed[i].Text = subtitles.Plain(r.Text)
		}
	}
	if len(e.rows) > 0 {
		timed = subtitles.Extend(timed, rules, e.rows[0].Target)
	}
	for i, r := range e.rows {
		if r.has() && !subtitles.Blank(r.Source) {
			e.add(r, e.timingOf(i, timed, rules)...)
		}
	}
}

func (e checked) timingOf(i int, timed []subtitles.Timed, rules subtitles.Rules) []season.Finding {
	r := e.rows[i]
	var prev, next *subtitles.Timed
	if i > 0 {
		prev = &timed[i-1]
	}
	if i+1 < len(timed) {
		next = &timed[i+1]
	}
	issues := rules.Check(prev, &timed[i], next, r.Target)
	if len(issues) == 0 {
		return nil
	}
	own := r.ownFaults(prev, next, timed[i], rules)
	var ds []season.Finding
	for _, issue := range issues {
		rule := season.Rule(issue.Rule)
		d := r.finding(rule, issue.Message)
		if own[rule] {
			d.Severity = season.Info
		}
		ds = append(ds, d)
	}
	return ds
}

// ownFaults are the rules that the source's own times break: those that a line
// without any text breaks too, and the reading speed of a text that would be
// readable if the cue were as long as a cue must be.
func (r Row) ownFaults(prev, next *subtitles.Timed, cue subtitles.Timed, rules subtitles.Rules) map[season.Rule]bool {
	own := map[season.Rule]bool{}
	for _, text := range []string{"", cue.Text} {
		bare := cue
		bare.Text = text
		if text != "" {
			bare.End = max(bare.End, bare.Start+rules.MinDuration)
			if bare.End != cue.End && !slices.ContainsFunc(rules.Check(nil, &bare, nil, r.Target), tooFast) {
				own[season.RuleTooFast] = true
			}
			continue
		}
		for _, issue := range rules.Check(prev, &bare, next, r.Target) {
			own[season.Rule(issue.Rule)] = true
		}
	}
	return own
}

func tooFast(i subtitles.Issue) bool { return season.Rule(i.Rule) == season.RuleTooFast }
