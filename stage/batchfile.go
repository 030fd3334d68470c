package stage

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/season"
)

// BatchFile is what is remembered of a batch at a provider, in the file
// .dramaport/batches/TOKEN.json. It is written before the batch is submitted,
// so that a run that is killed at any time finds the batch again by its token
// and never pays for it twice. Beside it, TOKEN.done names the requests whose
// replies are kept already.
type BatchFile struct {
	FormatVersion int `json:"format_version"`
	// Token is in the batch's metadata at the provider.
	Token      string    `json:"token"`
	Translator string    `json:"translator"`
	Submitted  time.Time `json:"submitted"`
	// ID is the provider's, "" until it has answered.
	ID string `json:"id"`
	// Ended is how it ended, once all is collected; Requests is then empty.
	Ended    string         `json:"ended,omitempty"`
	Requests []BatchRequest `json:"requests,omitempty"`
}

// BatchRequest is one request of a batch.
type BatchRequest struct {
	ID      string             `json:"custom_id"`
	Market  season.MarketName  `json:"market"`
	Episode season.EpisodeName `json:"episode"`
	// Lines are the request's lines in their order, each "KEY BASIS".
	Lines []string `json:"lines"`
}

// batchLine is an entry of BatchRequest.Lines.
func batchLine(r Row) string { return string(r.Key) + " " + r.Basis }

func (d *Workspace) batchFolder() string { return filepath.Join(d.Config.Dir, ".dramaport", "batches") }

// PendingBatch is a batch that is not collected, as far as it is known here
// without asking the provider.
type PendingBatch struct {
	// ID is the provider's, "" while it is not known that it has the batch.
	ID, Translator string
	Submitted      time.Time
	Requests       int
	// Lines are how many were asked for in each market.
	Lines map[season.MarketName]int
}

// PendingBatches are the batches that are not collected, oldest first.
func (d *Workspace) PendingBatches() ([]PendingBatch, error) {
	files, err := d.pendingBatches()
	var all []PendingBatch
	for _, b := range files {
		p := PendingBatch{ID: b.ID, Translator: b.Translator, Submitted: b.Submitted, Requests: len(b.Requests), Lines: map[season.MarketName]int{}}
		for _, r := range b.Requests {
			p.Lines[r.Market] += len(r.Lines)
		}
		all = append(all, p)
	}
	return all, err
}

// pendingBatches are the batches that are not collected, oldest first.
func (d *Workspace) pendingBatches() ([]BatchFile, error) {
	entries, err := os.ReadDir(d.batchFolder())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []BatchFile
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" {
			continue
		}
		b, err := d.readBatch(strings.TrimSuffix(e.Name(), ".json"))
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process has done with it
		}
		if err != nil {
			return nil, err
		}
		if b.Ended == "" {
			all = append(all, b)
		}
	}
	slices.SortFunc(all, func(a, b BatchFile) int { return a.Submitted.Compare(b.Submitted) })
	return all, err
}

// readBatch reads a batch's file.
func (d *Workspace) readBatch(token string) (b BatchFile, err error) {
	file := filepath.Join(d.batchFolder(), token+".json")
	raw, err := os.ReadFile(file)
	if err != nil {
		return b, err
	}
	if err := json.Unmarshal(raw, &b); err != nil || b.Token == "" || b.FormatVersion != 1 {
		return b, fmt.Errorf("%s is no batch of this version; look for it at the provider, then move it away", d.Relative(file))
	}
	return b, nil
}

// remember writes a batch's file, whole or not at all.
func (d *Workspace) remember(b BatchFile) error {
	raw, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return atomicfile.WriteDurable(filepath.Join(d.batchFolder(), b.Token+".json"), append(raw, '\n'))
}

// forget removes a batch that was never submitted.
func (d *Workspace) forget(b BatchFile) error {
	return os.Remove(filepath.Join(d.batchFolder(), b.Token+".json"))
}

// end remembers how a batch ended, and no more than that.
func (d *Workspace) end(b BatchFile, words string) error {
	b.Ended, b.Requests = words, nil
	if err := d.remember(b); err != nil {
		return err
	}
	err := os.Remove(d.doneFile(b))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (d *Workspace) doneFile(b BatchFile) string {
	return filepath.Join(d.batchFolder(), b.Token+".done")
}

// doneRequests are those whose replies are kept.
func (d *Workspace) doneRequests(b BatchFile) (map[string]bool, error) {
	done := map[string]bool{}
	f, err := os.Open(d.doneFile(b))
	if errors.Is(err, fs.ErrNotExist) {
		return done, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows := bufio.NewScanner(f)
	for rows.Scan() {
		done[rows.Text()] = true
	}
	return done, rows.Err()
}

// inBatch says of every line that waits for a batch which one, and on what
// basis it was asked for.
func (d *Workspace) inBatch() (map[lineIn]waitsIn, error) {
	pending, err := d.pendingBatches()
	if err != nil {
		return nil, err
	}
	lines := map[lineIn]waitsIn{}
	for _, b := range pending {
		for _, r := range b.Requests {
			for _, l := range r.Lines {
				key, basis, _ := strings.Cut(l, " ")
				lines[lineIn{r.Market, r.Episode, season.LineKey(key)}] = waitsIn{b.Token, basis}
			}
		}
	}
	return lines, nil
}

// waitsIn is where a line waits.
type waitsIn struct{ token, basis string }
