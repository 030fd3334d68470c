package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"dramaport/season"

	"golang.org/x/sync/errgroup"
)

// Delivery is how sheets are delivered.
type Delivery struct {
	// Tool is the name and version that manifests carry.
	Tool string
	// Draft writes what there is into a folder apart, past the gate.
	Draft bool
	// SubtitlesOnly leaves the stem out.
	SubtitlesOnly bool
	// Stop, when closed, ends after the episode in work. May be nil.
	Stop <-chan struct{}
	// Progress, if not nil, hears of every episode that is delivered or up to
	// date, concurrently; what is refused is not done.
	Progress func(m season.MarketName, episodes int)
}

// Delivered is what became of a delivery.
type Delivered struct {
	// Written are the files, from the season folder.
	Written []string `json:"written"`
	// UpToDate counts the episodes that had been delivered as they are.
	UpToDate int `json:"up_to_date"`
	// Refused says why lines may not leave.
	Refused []season.Gap `json:"refused"`
}

// Deliver writes the files of every episode that may leave, and says why the
// others may not. The text leaves without the stem where only the stem is held
// back. Sheets need not be checked yet: those are that have changed since their
// last delivery.
func (d *Workspace) Deliver(ctx context.Context, sheets []Sheet, how Delivery) (Delivered, error) {
	markets := byMarket(sheets)
	sums := make([]Delivered, len(markets))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, of := range markets {
		g.Go(func() (err error) {
			sums[i], err = d.deliverMarket(ctx, of, how)
			return err
		})
	}
	err := g.Wait()
	all := Delivered{Written: []string{}, Refused: []season.Gap{}}
	for _, s := range sums {
		all.Written = append(all.Written, s.Written...)
		all.UpToDate += s.UpToDate
		all.Refused = append(all.Refused, s.Refused...)
	}
	return all, err
}

// byMarket parts sheets where the market changes.
func byMarket(sheets []Sheet) [][]Sheet {
	var parts [][]Sheet
	for start := 0; start < len(sheets); {
		end := start
		for end < len(sheets) && sheets[end].Market.Name == sheets[start].Market.Name {
			end++
		}
		parts = append(parts, sheets[start:end])
		start = end
	}
	return parts
}

// deliverMarket delivers one market's sheets and writes its manifest, also
// when it ends early.
func (d *Workspace) deliverMarket(ctx context.Context, sheets []Sheet, how Delivery) (sum Delivered, err error) {
	dir := d.exportDir(sheets[0].Market, how.Draft)
	manifest, err := season.ReadManifest(dir)
	if err != nil {
		return sum, err
	}
	if err := d.addBlockingNames(ctx, sheets); err != nil {
		return sum, err
	}
	in, err := d.inputs(ctx, how.Tool, sheets)
	if err != nil {
		return sum, err
	}
	for i := range sheets {
		if ended(ctx, how.Stop) {
			break
		}
		upToDate := sum.UpToDate
		entry, err := d.deliverSheet(&sheets[i], in, manifest, dir, how, &sum)
		if err != nil {
			return sum, errors.Join(fmt.Errorf("%s [%s]: %w", sheets[i].Episode, sheets[i].Market.Name, err), d.writeManifest(manifest, sheets[0].Market, dir, how, sum))
		}
		if entry != nil {
			manifest = manifest.With(*entry)
		}
		if how.Progress != nil && (entry != nil || sum.UpToDate > upToDate) {
			how.Progress(sheets[i].Market.Name, 1)
		}
	}
	return sum, errors.Join(ctx.Err(), d.writeManifest(manifest, sheets[0].Market, dir, how, sum))
}

func ended(ctx context.Context, stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

// writeManifest writes the manifest if anything was delivered.
func (d *Workspace) writeManifest(m season.Manifest, market season.Market, dir string, how Delivery, sum Delivered) error {
	if len(sum.Written) == 0 {
		return nil
	}
	m.FormatVersion, m.Tool, m.Title = 1, how.Tool, d.Config.Title
	m.Market, m.Locale = market.Name, market.Locale.String()
	return m.Write(dir)
}

// deliverSheet writes one episode and returns its entry in the manifest; nil
// if it is up to date or may not leave.
func (d *Workspace) deliverSheet(s *Sheet, in inputs, m season.Manifest, dir string, how Delivery, sum *Delivered) (*season.ManifestEpisode, error) {
	wantsStem := s.Market.Speak != "" && !how.SubtitlesOnly
	input := in.of(*s, wantsStem)
	e, had := m.Episode(s.Episode)
	if had && e.Current(dir, input) {
		sum.UpToDate++
		return nil, nil
	}
	s.Check()
	withStem, ok, err := d.mayLeave(*s, in.plans, how, wantsStem, sum)
	if err != nil || !ok {
		return nil, err
	}
	files, err := d.writeFiles(*s, dir, withStem)
	if err != nil {
		return nil, err
	}
	if err := removeOld(dir, e, files); err != nil {
		return nil, err
	}
	for _, f := range files {
		sum.Written = append(sum.Written, filepath.Join(d.Relative(dir), f.Name))
	}
	if wantsStem && !withStem {
		input = "" // without its stem it is never up to date
	}
	return s.manifestEntry(files, input, how.Draft), nil
}

// removeOld takes away what an earlier delivery of the episode left and this
// one does not: a stem that speaks another text than the subtitles beside it.
func removeOld(dir string, was season.ManifestEpisode, now []season.ManifestFile) error {
	for _, f := range was.Files {
		if slices.ContainsFunc(now, func(n season.ManifestFile) bool { return n.Name == f.Name }) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, filepath.Base(f.Name))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// mayLeave asks the gates: ok is for the text, withStem for the stem.
func (d *Workspace) mayLeave(s Sheet, plans Plans, how Delivery, wantsStem bool, sum *Delivered) (withStem, ok bool, err error) {
	if how.Draft {
		return wantsStem, true, nil
	}
	if gaps := s.Gaps(); len(gaps) > 0 {
		sum.Refused = append(sum.Refused, gaps...)
		return false, false, nil
	}
	if !wantsStem {
		return false, true, nil
	}
	gaps, err := d.dubGaps(s, plans)
	sum.Refused = append(sum.Refused, gaps...)
	return len(gaps) == 0, true, err
}

func (d *Workspace) exportDir(m season.Market, draft bool) string {
	dir := filepath.Join(d.Config.Dir, "exports", string(m.Name))
	if draft {
		return filepath.Join(dir, "draft")
	}
	return dir
}
