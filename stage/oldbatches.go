package stage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// batchFile is a batch as version 0.1 kept it, in .dramaport/batches/TOKEN.json;
// beside it, TOKEN.done names the requests whose replies were kept.
type batchFile struct {
	FormatVersion int       `json:"format_version"`
	Token         string    `json:"token"`
	Translator    string    `json:"translator"`
	Submitted     time.Time `json:"submitted"`
	ID            string    `json:"id"`
	Ended         string    `json:"ended"`
	Requests      []struct {
		ID      string             `json:"custom_id"`
		Market  season.MarketName  `json:"market"`
		Episode season.EpisodeName `json:"episode"`
		// Lines are "KEY BASIS".
		Lines []string `json:"lines"`
	} `json:"requests"`
}

// importOld reads in, once, what version 0.1 kept in files and workers must
// share now. A season without such files costs a look at its folder.
func (d *Workspace) importOld(ctx context.Context) error {
	if err := errors.Join(d.importBatches(ctx), d.importPlans(ctx)); err != nil {
		return err
	}
	// The files that were locked as claims hold nothing.
	return os.RemoveAll(filepath.Join(d.Config.Dir, ".dramaport", "claims"))
}

// importBatches moves the batches of version 0.1 into the store. A file that
// was read once stays without effect where it cannot be removed: the store
// knows its token.
func (d *Workspace) importBatches(ctx context.Context) error {
	folder := filepath.Join(d.Config.Dir, ".dramaport", "batches")
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var found []store.Batch
	for _, e := range entries {
		token, isBatch := strings.CutSuffix(e.Name(), ".json")
		if !isBatch {
			continue
		}
		b, err := d.oldBatch(folder, token)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another run has read it in
		}
		if err != nil {
			return err
		}
		found = append(found, b)
	}
	if err != nil || len(found) == 0 {
		return err
	}
	if err := d.Store.AddBatches(ctx, found...); err != nil {
		return err
	}
	for _, b := range found {
		_ = os.Remove(filepath.Join(folder, b.Token+".done"))
		_ = os.Remove(filepath.Join(folder, b.Token+".json"))
	}
	_ = os.Remove(folder) // unless something else lies there
	return nil
}

func (d *Workspace) oldBatch(folder, token string) (store.Batch, error) {
	path := filepath.Join(folder, token+".json")
	raw, err := os.ReadFile(path)
	if err != nil {
		return store.Batch{}, err
	}
	var f batchFile
	if err := json.Unmarshal(raw, &f); err != nil || f.Token != token || f.FormatVersion != 1 || f.Translator == "" {
		return store.Batch{}, fmt.Errorf("%s is no batch of this version; look for it at the provider, then move it away", d.Relative(path))
	}
	done, err := os.ReadFile(filepath.Join(folder, token+".done"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return store.Batch{}, err
	}
	return f.batch(strings.Split(string(done), "\n")), nil
}

// batch is the file's batch, with the requests that are done.
func (f batchFile) batch(done []string) store.Batch {
	b := store.Batch{Token: f.Token, Translator: f.Translator, Submitted: f.Submitted, ID: f.ID, Ended: f.Ended}
	is := map[string]bool{}
	for _, id := range done {
		is[id] = true
	}
	for _, r := range f.Requests {
		request := store.BatchRequest{ID: r.ID, Market: r.Market, Episode: r.Episode, Done: is[r.ID]}
		for _, l := range r.Lines {
			key, basis, _ := strings.Cut(l, " ")
			request.Lines = append(request.Lines, store.BatchLine{Key: season.LineKey(key), Basis: basis})
		}
		b.Requests = append(b.Requests, request)
	}
	return b
}
