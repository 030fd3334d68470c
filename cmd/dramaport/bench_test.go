package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/season"
)

// BenchmarkSeason reads, checks and exports 80 episodes of 60 lines in 10
// markets, all decided. docs/bounds.md has the bound and the figures.
func BenchmarkSeason(b *testing.B) {
	tuneMemory("")
	dir := decidedSeason(b, 80, 60, 10)
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, Console: console.Console{Out: io.Discard, Err: io.Discard}}
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		os.RemoveAll(filepath.Join(dir, "exports"))
		b.StartTimer()
		if code := a.run(context.Background(), []string{"-C", dir, "-q", "export"}); code != exitDone {
			b.Fatalf("export: exit %d", code)
		}
	}
}

// BenchmarkSecondRun is a run with nothing changed.
func BenchmarkSecondRun(b *testing.B) {
	dir := decidedSeason(b, 80, 60, 10)
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, Console: console.Console{Out: io.Discard, Err: io.Discard}}
	a.run(context.Background(), []string{"-C", dir, "-q", "run"})
	b.ResetTimer()
	for range b.N {
		if code := a.run(context.Background(), []string{"-C", dir, "-q", "run"}); code != exitDone {
			b.Fatalf("run: exit %d", code)
		}
	}
}

// decidedSeason writes a season whose every line is approved in every market.
func decidedSeason(b *testing.B, episodes, lines, markets int) string {
	dir := b.TempDir()
	yaml := "title: Bench\nsource: {locale: zh-CN, tracks: source/*.srt}\nglossaries: [names.csv]\nmarkets:\n"
	for m := range markets {
		yaml += fmt.Sprintf("  m%d: {locale: en-US}\n", m)
	}
	files := map[string]string{"season.yaml": yaml, "names.csv": "zh-CN,en-US,rule\n林婉,Lin Wan,must\n顾沉,Gu Chen,must\n"}
	for e := range episodes {
		files[fmt.Sprintf("source/e%03d.srt", e+1)] = benchTrack(e, lines)
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
	approveAll(b, dir)
	return dir
}

// phrases are pairs that pass every check.
func phrases() [][2]string {
	return [][2]string{
		{"林婉骗了我整整三年。", "Lin Wan lied to me for three years."}, {"顾沉从来没有爱过你。", "Gu Chen never loved you."},
		{"请你马上离开我的家。", "Leave my house right now."}, {"这份合同是谁签的字？", "Who signed this contract?"},
		{"孩子的父亲到底是谁？", "Who is the father of the child?"}, {"我会让你付出代价的！", "I will make you pay for this!"},
	}
}

func benchTrack(episode, lines int) string {
	var b strings.Builder
	for i := range lines {
		start := i * 2500
		fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, clock(start+100), clock(start+2300), phrases()[(i+episode)%len(phrases())][0])
	}
	return b.String()
}

func clock(ms int) string {
	return fmt.Sprintf("00:%02d:%02d,%03d", ms/60000, ms/1000%60, ms%1000)
}

func approveAll(b *testing.B, dir string) {
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, dir: dir, Console: console.Console{Out: io.Discard, Err: os.Stderr}}
	ctx := context.Background()
	d, err := a.open(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	english := map[string]string{}
	for _, p := range phrases() {
		english[p[0]] = p[1]
	}
	scope, err := (&selection{}).scope(d)
	if err != nil {
		b.Fatal(err)
	}
	sheets, err := d.Sheets(ctx, scope)
	if err != nil {
		b.Fatal(err)
	}
	var all []season.Translation
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			t := r.Translation
			t.Text, t.State, t.Origin, t.Basis, t.By = english[r.Line.Text], season.Approved, season.FromHuman, r.Basis, "Ana"
			all = append(all, t)
		}
	}
	if err := d.Store.Decide(ctx, all); err != nil {
		b.Fatal(err)
	}
}
