package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dramaport/season"

	"github.com/spf13/cobra"
)

func (a *app) linesCommand() *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "lines",
		Short: "Lists lines as data: text, state, findings, take",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.lines(ctx, s) }),
	}
	s.addLineFlags(c)
	return c
}

func (a *app) lines(ctx context.Context, s selection) error {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	sheets, err := d.selectedSheets(ctx, s)
	if err != nil {
		return err
	}
	if a.json {
		return a.linesJSON(d, sheets, s)
	}
	return a.linesTable(sheets, s)
}

// selectedSheets resolves the flags and lays the sheets out.
func (d *desk) selectedSheets(ctx context.Context, s selection) ([]sheet, error) {
	chosen, err := s.of(d)
	if err != nil {
		return nil, err
	}
	return d.sheets(ctx, chosen)
}

// lineJSON is one object of lines --json. Fields may be added, never renamed.
type lineJSON struct {
	Episode  season.EpisodeName `json:"episode"`
	Line     int                `json:"line"`
	Key      season.LineKey     `json:"key"`
	StartMS  int64              `json:"start_ms"`
	EndMS    int64              `json:"end_ms"`
	Speaker  string             `json:"speaker"`
	Source   string             `json:"source"`
	Market   season.MarketName  `json:"market"`
	Text     string             `json:"text"`
	State    season.State       `json:"state"`
	Origin   string             `json:"origin"`
	By       string             `json:"by"`
	At       string             `json:"at"`
	Note     string             `json:"note,omitempty"`
	Version  int64              `json:"version"`
	Stale    bool               `json:"stale"`
	Findings []season.Doubt     `json:"findings"`
	Take     *takeJSON          `json:"take"`
}

// takeJSON is the recording of a line as its episode's dub places it.
type takeJSON struct {
	Voice      string  `json:"voice"`
	DurationMS int64   `json:"duration_ms"`
	StartMS    int64   `json:"start_ms"`
	Rate       float64 `json:"rate"`
}

func (a *app) linesJSON(d *desk, sheets []sheet, s selection) error {
	for _, sh := range sheets {
		plan, err := d.plan(sh)
		if err != nil {
			return err
		}
		for _, r := range sh.rows {
			if !s.keeps(r) {
				continue
			}
			l := newLineJSON(sh, r)
			l.Take = takeOf(plan, r.Key)
			if err := a.printJSONLine(l); err != nil {
				return err
			}
		}
	}
	return nil
}

func newLineJSON(sh sheet, r row) lineJSON {
	return lineJSON{
		Episode: sh.episode, Line: r.Number, Key: r.Key, StartMS: r.Start.Milliseconds(), EndMS: r.End.Milliseconds(),
		Speaker: r.Speaker, Source: r.Text, Market: sh.market.Name, Text: r.trans.Text, State: r.trans.State,
		Origin: originName(r.trans), By: r.trans.By, At: stamp(r.trans.At), Note: r.trans.Note, Version: r.trans.Version,
		Stale: r.stale, Findings: append([]season.Doubt{}, r.doubts...),
	}
}

// originName is the engine's name for a machine's text, else the origin.
func originName(t season.Translation) string {
	if t.Origin == season.FromMachine && t.Engine != "" {
		return t.Engine
	}
	return string(t.Origin)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (a *app) linesTable(sheets []sheet, s selection) error {
	rows := [][]string{{"LINE", "MARKET", "STATE", "SPEAKER", "SOURCE", "TEXT", "FINDINGS"}}
	for _, sh := range sheets {
		for _, r := range sh.rows {
			if s.keeps(r) {
				rows = append(rows, []string{r.Ref(), string(sh.market.Name), stateWord(r), r.Speaker, r.Text, r.trans.Text, ruleNames(r.doubts)})
			}
		}
	}
	if len(rows) == 1 {
		a.say("no line matches")
		return nil
	}
	if err := table(a.out, rows); err != nil {
		return err
	}
	a.next("dramaport edit %s -m MARKET --text …, or dramaport approve %s -m MARKET", rows[1][0], rows[1][0])
	return nil
}

func stateWord(r row) string {
	word := string(r.trans.State)
	if r.stale {
		word += " (stale)"
	}
	return word
}

func ruleNames(ds []season.Doubt) string {
	var names []string
	for _, d := range ds {
		names = append(names, fmt.Sprintf("%s:%s", d.Severity, d.Rule))
	}
	return strings.Join(names, " ")
}
