package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/localizetest"
)

// BenchmarkDraft translates 80 episodes of 60 lines into 2 markets through the
// front door, against a server with 200 ms latency and 8 requests at once, which
// answers out of a phrasebook, so that its own work weighs little. It
// prints the ratios of docs/bounds.md: time to the ideal, requests, bytes beyond
// the stable prefix, and the requests of a second run and after one edited line.
func BenchmarkDraft(b *testing.B) {
	const episodes, markets, atOnce = 80, 2, 8
	const latency = 200 * time.Millisecond
	english := map[string]string{}
	for _, p := range phrases() {
		english[p[0]] = p[1]
	}
	for range b.N {
		server := localizetest.NewServer(b, localizetest.Config{Latency: latency, Phrasebook: english})
		dir := draftSeason(b, server.URL, episodes, markets, atOnce)
		start := time.Now()
		translateIn(b, dir)
		took := time.Since(start)
		first := server.Requests()
		b.ReportMetric(took.Seconds()/(latency.Seconds()*episodes*markets/atOnce), "x-ideal")
		b.ReportMetric(float64(len(first))/(episodes*markets), "requests/episode")
		b.ReportMetric(beyondSource(first), "B/line-beyond-source")
		start = time.Now()
		translateIn(b, dir)
		b.ReportMetric(time.Since(start).Seconds(), "s-second-run")
		b.ReportMetric(float64(len(server.Requests())-len(first)), "requests-second-run")
		before := len(server.Requests())
		editTrack(b, filepath.Join(dir, "source", "e003.srt"))
		translateIn(b, dir)
		edited := server.Requests()[before:]
		b.ReportMetric(float64(len(edited))/markets, "requests-edited-line/market")
		for _, r := range edited {
			if len(r.Lines) != 1 {
				b.Errorf("one edited line asked for %d", len(r.Lines))
			}
		}
	}
}

// beyondSource is the bytes of the user messages beyond the texts, a line.
func beyondSource(records []localizetest.Record) float64 {
	extra, lines := 0, 0
	for _, r := range records {
		extra += len(r.User)
		for _, l := range r.Lines {
			extra -= len(l.Text)
		}
		lines += len(r.Lines)
	}
	return float64(extra) / float64(lines)
}

func translateIn(b *testing.B, dir string) {
	b.Helper()
	var said bytes.Buffer
	if code := (&app{in: strings.NewReader(""), getenv: os.Getenv, Console: console.Console{Out: &said, Err: &said}}).run(b.Context(), []string{"-C", dir, "-q", "translate"}); code != exitDone {
		b.Fatalf("translate: exit %d\n%s", code, said.String())
	}
}

func draftSeason(b *testing.B, url string, episodes, markets, atOnce int) string {
	b.Helper()
	dir := b.TempDir()
	yaml := fmt.Sprintf("title: Bench\nsource: {locale: zh-CN, tracks: source/*.srt, speakers: auto}\nglossaries: [names.csv]\n"+
		"translators:\n  fake: {engine: openai, base_url: %s, model: fake-1, concurrency: %d}\nmarkets:\n", url, atOnce)
	for m := range markets {
		yaml += fmt.Sprintf("  m%d: {locale: en-US, translate: fake}\n", m)
	}
	files := map[string]string{"season.yaml": yaml, "names.csv": "zh-CN,en-US,rule\n林婉,Lin Wan,must\n顾沉,Gu Chen,must\n"}
	for e := range episodes {
		files[fmt.Sprintf("source/e%03d.srt", e+1)] = benchTrack(e, 60)
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// editTrack changes one line of a track.
func editTrack(b *testing.B, path string) {
	b.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := atomicfile.Write(path, bytes.Replace(text, []byte("这份合同是谁签的字？"), []byte("这份合同到底是谁签的字？"), 1)); err != nil {
		b.Fatal(err)
	}
}
