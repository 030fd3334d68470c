package main

import (
	"fmt"
	"slices"

	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
)

// warnTracks tells what the tracks of some episodes are doubtful in: a line for
// every file and kind of problem, with its first place and how often it is
// there; with -v every one. What concerns no episode is told always.
func (a *app) warnTracks(d *stage.Workspace, of func(season.EpisodeName) bool) {
	episodes := map[string]season.EpisodeName{}
	for _, e := range d.Episodes {
		episodes[e.Track] = e.Name
	}
	told := slices.DeleteFunc(slices.Clone(d.TrackProblems), func(p config.TrackProblem) bool {
		e, known := episodes[p.File]
		return known && !of(e)
	})
	for _, line := range problemLines(told, a.verbose) {
		a.Warn("%s", line)
	}
}

// problemLines are the problems of tracks as they are told.
func problemLines(problems []config.TrackProblem, each bool) []string {
	type kind struct{ file, kind string }
	count := map[kind]int{}
	for _, p := range problems {
		count[kind{p.File, p.Kind()}]++
	}
	var lines []string
	for _, p := range problems {
		k := kind{p.File, p.Kind()}
		switch n := count[k]; {
		case n == 0: // told with the first of its kind
		case each || n == 1:
			lines = append(lines, p.String())
		default:
			lines = append(lines, fmt.Sprintf("%s (%d times in this file; dramaport check -v lists them)", p, n))
			count[k] = 0
		}
	}
	return lines
}

// laidOut reports whether an episode is among the sheets.
func laidOut(sheets []stage.Sheet, e season.EpisodeName) bool {
	return slices.ContainsFunc(sheets, func(s stage.Sheet) bool { return s.Episode == e })
}
