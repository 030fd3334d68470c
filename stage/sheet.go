package stage

import (
	"context"
	"runtime"
	"slices"

	"dramaport/glossaries"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/store"
	"dramaport/subtitles"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/language"
)

// Scope is which markets and episodes a stage works on.
type Scope struct {
	Markets  []season.Market
	Episodes []season.EpisodeName
}

// Sheet is one episode in one market: every line with all that is known.
type Sheet struct {
	Market   season.Market
	Episode  season.EpisodeName
	Glossary glossaries.Glossary
	Rules    subtitles.Rules
	// Source is the language the market drafts from.
	Source language.Tag
	Rows   []Row
	// names are what the episode's source lines show to be names.
	names []string
	// picks are the takes that were chosen.
	picks map[spokenIn]season.Pick
	// checked says that the rows have their findings.
	checked bool
}

// Row is one line in one market.
type Row struct {
	season.Line
	// From is the text to draft from: the line's own, or the pivot market's.
	From string
	// Waits is set while the pivot market's line is not approved, or is
	// approved on another basis.
	Waits bool
	// Batch is the token of the provider's batch that the line waits for.
	Batch       string
	Translation season.Translation
	// Basis is what a decision made now would rest on; Stale says that the
	// translation's is another.
	Basis string
	Stale bool
	// Terms are the agreed words that occur in the line.
	Terms    []glossaries.Match
	Findings []season.Finding
	// Comments are those on the line, open and resolved, in the order of
	// writing; Assigned is who is to look at it, "" for nobody.
	Comments []season.Comment
	Assigned string
	// decided is the speaker that a person decided, "" if the track's holds.
	decided string
}

// Open reports whether a machine may propose a text: nothing is there yet,
// or only a machine's text whose basis has changed.
func (r Row) Open() bool { return !r.Waits && r.Batch == "" && r.wanting() }

// InBatch reports whether the line waits for a batch at a provider.
func (r Row) InBatch() bool { return !r.Waits && r.Batch != "" && r.wanting() }

// Waiting reports whether a machine could propose a text, were it not that
// the market drafts from another whose text is not approved.
func (r Row) Waiting() bool { return r.Waits && r.wanting() }

// Long reports whether the line has a machine's text that is too long, and for
// which a machine is still to be asked for a shorter wording.
func (r Row) Long() bool {
	return !r.Waits && r.Batch == "" && r.Speaks() && !r.Stale && r.Translation.Unshortened()
}

func (r Row) wanting() bool {
	if !r.Speaks() {
		return false
	}
	return r.Translation.State == season.Untranslated || r.Translation.State == season.Machine && r.Stale
}

// Settled reports whether the line is approved as it stands now.
func (r Row) Settled() bool {
	return r.Translation.State == season.Approved && !r.Stale
}

// Seen is the row as whoever decides on it now sees it.
func (r Row) Seen() decide.Seen {
	return decide.Seen{Translation: r.Translation, Basis: r.Basis, Source: r.Text, Errors: r.Errors()}
}

// Errors counts the findings that block delivery.
func (r Row) Errors() int {
	n := 0
	for _, d := range r.Findings {
		if d.Severity == season.Error {
			n++
		}
	}
	return n
}

// Sheets lays out the scope's episodes, market by market, and checks them.
func (d *Workspace) Sheets(ctx context.Context, s Scope) ([]Sheet, error) {
	sheets, err := d.LayOut(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := checkAll(ctx, sheets); err != nil {
		return nil, err
	}
	return sheets, d.addNameFindings(ctx, sheets, d.readNamed)
}

// LayOut joins the scope's lines with their translations, market by market;
// nothing is checked yet (see Sheet.Check).
func (d *Workspace) LayOut(ctx context.Context, s Scope) ([]Sheet, error) {
	by, err := d.translations(ctx, s)
	if err != nil {
		return nil, err
	}
	waiting, err := d.inBatch(ctx)
	if err != nil {
		return nil, err
	}
	aside, err := d.annotationsOf(ctx, s)
	if err != nil {
		return nil, err
	}
	picks, err := d.picks(ctx, s)
	if err != nil {
		return nil, err
	}
	parts := make([][]Sheet, len(s.Markets))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, m := range s.Markets {
		g.Go(func() error {
			of, err := d.marketSheets(m, s.Episodes, by)
			setPicks(of, picks)
			markInBatch(of, waiting)
			d.addAnnotations(of, aside)
			parts[i] = of
			return err
		})
	}
	err = g.Wait()
	return slices.Concat(parts...), err
}

// markInBatch marks the lines that wait for a batch on the basis of today.
func markInBatch(sheets []Sheet, lines map[lineIn]waitsIn) {
	if len(lines) == 0 {
		return
	}
	for _, s := range sheets {
		for i, r := range s.Rows {
			if p, ok := lines[lineIn{s.Market.Name, s.Episode, r.Key}]; ok && p.basis == r.Basis {
				s.Rows[i].Batch = p.token
			}
		}
	}
}

// lineIn names a line in a market.
type lineIn struct {
	market  season.MarketName
	episode season.EpisodeName
	key     season.LineKey
}

// translations reads what the store holds for the markets and their pivots.
func (d *Workspace) translations(ctx context.Context, s Scope) (map[lineIn]season.Translation, error) {
	q := store.Query{Episodes: s.Episodes}
	for _, m := range s.Markets {
		for ok := true; ok; m, ok = d.Config.Market(m.From) {
			if !slices.Contains(q.Markets, m.Name) {
				q.Markets = append(q.Markets, m.Name)
			}
		}
	}
	found, err := d.Store.Translations(ctx, q)
	if err != nil {
		return nil, err
	}
	by := make(map[lineIn]season.Translation, len(found))
	for _, t := range found {
		by[lineIn{t.Market, t.Episode, t.Key}] = t
	}
	return by, nil
}

func (d *Workspace) marketSheets(m season.Market, episodes []season.EpisodeName, by map[lineIn]season.Translation) ([]Sheet, error) {
	rules, err := m.TextRules()
	if err != nil {
		return nil, err
	}
	glossary := d.glossaryOf(m)
	p := pivot{}
	if p.market, p.known = d.Config.Market(m.From); p.known {
		p.glossary = d.glossaryOf(p.market)
	}
	var sheets []Sheet
	for _, e := range d.Episodes {
		if slices.Contains(episodes, e.Name) {
			s := Sheet{Market: m, Episode: e.Name, Glossary: glossary, Rules: rules, Source: d.Config.SourceOf(m)}
			s.Rows = rows(s, p, e.Lines, by)
			sheets = append(sheets, s)
		}
	}
	return sheets, nil
}

// glossaryOf is a market's glossary for the season's source language.
func (d *Workspace) glossaryOf(m season.Market) glossaries.Glossary {
	return d.Book.For(string(m.Name), m.Locale, d.Config.Source.Locale, "")
}

// pivot is the market that another drafts from.
type pivot struct {
	known    bool
	market   season.Market
	glossary glossaries.Glossary
}

func rows(s Sheet, p pivot, lines []season.Line, by map[lineIn]season.Translation) []Row {
	rows := make([]Row, len(lines))
	for i, l := range lines {
		r := Row{Line: l, From: l.Text, Terms: s.Glossary.Find(l.Text)}
		if p.known {
			t := by[lineIn{p.market.Name, l.Episode, l.Key}]
			r.From = t.Text
			r.Waits = t.State != season.Approved || t.Stale(basisOf(p.market, l, p.glossary.Find(l.Text), by))
		}
		r.Basis = basisOf(s.Market, l, r.Terms, by)
		r.Translation = existing(by, s.Market.Name, l)
		r.Stale = r.Translation.Stale(r.Basis)
		rows[i] = r
	}
	return rows
}

// basisOf is what a decision on a line in a market rests on: the source text,
// the agreed words that occur in it, and the pivot market's text.
func basisOf(m season.Market, l season.Line, terms []glossaries.Match, by map[lineIn]season.Translation) string {
	var words []string
	for _, t := range terms {
		words = append(words, t.Term.Source+"="+t.Term.Target)
	}
	pivot := ""
	if m.From != "" {
		pivot = by[lineIn{m.From, l.Episode, l.Key}].Text
	}
	return season.Basis(l.Text, words, pivot)
}

// existing is the stored translation, or an untranslated one.
func existing(by map[lineIn]season.Translation, m season.MarketName, l season.Line) season.Translation {
	if t, ok := by[lineIn{m, l.Episode, l.Key}]; ok {
		return t
	}
	return season.Translation{Market: m, Episode: l.Episode, Key: l.Key, State: season.Untranslated}
}
