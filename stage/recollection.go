package stage

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"dramaport/localize/memory"
	"dramaport/season"
)

// Match is an entry of a market's memory, for people to read.
type Match struct {
	// Percent is 101 or 100 for what may stand as it is, else how alike the
	// sources are.
	Percent      int
	Source, Text string
	// Origin is the file that it is from, or the line of this season; Line
	// is that line ("e001:7"), "" if it is from a file.
	Origin, Line string
	Series       string
	Speaker, By  string
	At           time.Time
	// Foreign says that Text may hold a name of another series.
	Foreign bool
}

// Recollection is the memories of a season's markets while it is open: each is
// built when it is first asked for, and then told what is approved meanwhile.
// It may be used by several goroutines at once.
type Recollection struct {
	workspace *Workspace
	mu        sync.Mutex
	markets   map[season.MarketName]*recalled
}

// Recollection knows no memory yet.
func (d *Workspace) Recollection() *Recollection {
	return &Recollection{workspace: d, markets: map[season.MarketName]*recalled{}}
}

// Memory is a market's memory as it was when it was first asked for.
func (r *Recollection) Memory(ctx context.Context, m season.Market) (*memory.Memory, error) {
	return r.of(m).built(ctx, r.workspace)
}

// Matches are up to most entries for row i of a sheet, the best first.
func (r *Recollection) Matches(ctx context.Context, s Sheet, i, most int) ([]Match, error) {
	w := s.Wanted(i)
	return r.ask(ctx, s.Market, most, func(m *memory.Memory) []memory.Hit { return m.Similar(w, math.MaxInt) })
}

// Search is the concordance of a market's memory: up to most entries whose
// source or target holds a text or whose source is like it, the best first.
func (r *Recollection) Search(ctx context.Context, m season.Market, text string, most int) ([]Match, error) {
	return r.ask(ctx, m, most, func(m *memory.Memory) []memory.Hit { return m.Search(text, math.MaxInt) })
}

// Learn tells the memories how lines stand now: what is approved is remembered
// with the text of today, what is approved no longer is forgotten. Memories
// that were never asked for are not built for it.
func (r *Recollection) Learn(sheets []Sheet) {
	for _, s := range sheets {
		r.mu.Lock()
		begun := r.markets[s.Market.Name]
		r.mu.Unlock()
		if begun != nil {
			begun.learn(s)
		}
	}
}

func (r *Recollection) of(m season.Market) *recalled {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.markets[m.Name] == nil {
		r.markets[m.Name] = &recalled{market: m, about: r.workspace.remembers(m), told: map[string][]memory.Entry{}}
	}
	return r.markets[m.Name]
}

// ask merges what both parts of a market's memory answer.
func (r *Recollection) ask(ctx context.Context, m season.Market, most int, look func(*memory.Memory) []memory.Hit) ([]Match, error) {
	of := r.of(m)
	past, err := of.built(ctx, r.workspace)
	if err != nil {
		return nil, err
	}
	news, told := of.today()
	hits := look(news)
	for _, h := range look(past) {
		if !told(h.Origin) {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b memory.Hit) int { return cmp.Compare(b.Percent, a.Percent) })
	return r.matches(hits, most), nil
}

// matches are the first hits, each pair of texts once.
func (r *Recollection) matches(hits []memory.Hit, most int) []Match {
	var found []Match
	seen := map[[2]string]bool{}
	for _, h := range hits {
		pair := [2]string{h.Source, h.Target}
		if len(found) == most || seen[pair] {
			continue
		}
		seen[pair] = true
		match := Match{Percent: h.Percent, Source: h.Source, Text: h.Target, Origin: h.Origin, Series: h.Series, Speaker: h.Speaker, By: h.By, At: h.At, Foreign: h.Unresolved}
		if !slices.Contains(r.workspace.Config.Memories, h.Origin) {
			match.Line = h.Origin
		}
		found = append(found, match)
	}
	return found
}

// recalled is the memory of one market in two parts: what was there when it
// was built, which is large and only read, and the lines told since.
type recalled struct {
	market season.Market
	about  memory.Options

	building sync.Mutex
	memory   *memory.Memory

	mu sync.Mutex
	// told are the lines told since, by their name, with what is remembered
	// of them: one entry, or none. news is told as a memory, nil if that has
	// to be made again.
	told map[string][]memory.Entry
	news *memory.Memory
}

// built is the large part, read now if it was not yet. A failure is not kept.
func (r *recalled) built(ctx context.Context, d *Workspace) (*memory.Memory, error) {
	r.building.Lock()
	defer r.building.Unlock()
	if r.memory == nil {
		past, err := d.Memory(ctx, r.market)
		if err != nil {
			return nil, err
		}
		r.memory = past
	}
	return r.memory, nil
}

func (r *recalled) learn(s Sheet) {
	entries := r.about.Signed(s.Approved())
	r.mu.Lock()
	defer r.mu.Unlock()
	r.news = nil
	for _, row := range s.Rows {
		r.told[row.Ref()] = nil
	}
	for _, e := range entries {
		r.told[e.Origin] = []memory.Entry{e}
	}
}

// today is the part of the lines told, and whether a line is one of them.
func (r *recalled) today() (*memory.Memory, func(line string) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.news == nil {
		r.news = memory.NewFor(r.about)
		for _, line := range slices.Sorted(maps.Keys(r.told)) {
			for _, e := range r.told[line] {
				r.news.Add(e)
			}
		}
	}
	return r.news, r.wasTold
}

func (r *recalled) wasTold(line string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, told := r.told[line]
	return told
}
