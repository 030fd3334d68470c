package stage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dramaport/season"
	"dramaport/store"
)

// importPlans moves the plans that version 0.1 kept beside the stems, in
// .dramaport/dubs/MARKET/EPISODE.json, into the store, byte for byte. A file
// that was read once stays without effect where it cannot be removed: a plan
// that the store has is newer.
func (d *Workspace) importPlans(ctx context.Context) error {
	folder := filepath.Join(d.Config.Dir, ".dramaport", "dubs")
	markets, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, m := range markets {
		if !m.IsDir() || err != nil {
			continue
		}
		err = d.importPlansOf(ctx, season.MarketName(m.Name()), filepath.Join(folder, m.Name()))
	}
	return err
}

func (d *Workspace) importPlansOf(ctx context.Context, m season.MarketName, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var plans []store.Plan
	var files []string
	for _, e := range entries {
		episode, isPlan := strings.CutSuffix(e.Name(), ".json")
		if !isPlan || episode == "" {
			continue
		}
		path := filepath.Join(folder, e.Name())
		raw, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another run has read it in
		}
		if err != nil {
			return err
		}
		files = append(files, path)
		if content := strings.ToValidUTF8(string(raw), "\uFFFD"); content != "" {
			plans = append(plans, store.Plan{Market: m, Episode: season.EpisodeName(episode), Content: content})
		}
	}
	if len(files) == 0 {
		return nil
	}
	if err := d.Store.AddPlans(ctx, plans...); err != nil {
		return err
	}
	for _, f := range files {
		_ = os.Remove(f)
	}
	return nil
}
