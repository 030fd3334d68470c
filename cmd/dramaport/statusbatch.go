package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"
)

// batchJSON is a batch under way, as status tells of it. Fields may be added,
// never renamed.
type batchJSON struct {
	// Batch is the provider's name for it, "" while that is not known.
	Batch      string                    `json:"batch"`
	Translator string                    `json:"translator"`
	Submitted  time.Time                 `json:"submitted"`
	Age        int64                     `json:"age_s"`
	Requests   int                       `json:"requests"`
	Lines      map[season.MarketName]int `json:"lines"`
}

func batchList(batches []stage.PendingBatch, now time.Time) []batchJSON {
	list := []batchJSON{}
	for _, b := range batches {
		list = append(list, batchJSON{b.ID, b.Translator, b.Submitted, int64(ageOf(b, now) / time.Second), b.Requests, b.Lines})
	}
	return list
}

// batchWords say what a batch is about and since when it is under way.
func batchWords(b stage.PendingBatch, now time.Time) string {
	var lines []string
	for _, m := range slices.Sorted(maps.Keys(b.Lines)) {
		lines = append(lines, fmt.Sprintf("%s %s", m, console.Plural(b.Lines[m], "line")))
	}
	id := cmp.Or(b.ID, "not confirmed")
	return fmt.Sprintf("batch %s (%s): %s, submitted %s ago", id, b.Translator, strings.Join(lines, ", "), ageWords(ageOf(b, now)))
}

func ageOf(b stage.PendingBatch, now time.Time) time.Duration { return max(0, now.Sub(b.Submitted)) }

// ageWords are an age as people say it: "3h12m", "5m", "20s".
func ageWords(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	}
	return fmt.Sprintf("%dh%02dm", int(d.Hours()), int(d.Minutes())%60)
}
