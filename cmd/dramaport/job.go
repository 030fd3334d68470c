package main

import "dramaport/internal/console"

// job is a long job's stream of JSON Lines: first a line with the version,
// then its progress, and as the last line its result.
type job struct {
	// fields are what the verb adds to the last line.
	fields map[string]any
	cost   float64
}

// startJob writes the first line of a long job with --json.
func (a *app) startJob(command string) {
	if !a.JSON {
		return
	}
	a.job = &job{fields: map[string]any{}}
	_ = a.PrintJSONLine(map[string]any{"format_version": 1, "command": command})
}

// tellResult adds a field to the last line of a job.
func (a *app) tellResult(name string, value any) {
	if a.job != nil {
		a.job.fields[name] = value
	}
}

// tellSpent says what the job has cost so far.
func (a *app) tellSpent(cost float64) {
	if a.job != nil {
		a.job.cost = cost
	}
}

// endJob writes the last line: the exit code, its word, what the run has cost,
// and what the verb has to add.
func (a *app) endJob(code int, err error) {
	if a.job == nil {
		return
	}
	last := a.job.fields
	last["format_version"], last["result"], last["exit"], last["cost"] = 1, resultOf(err), code, console.Money(a.job.cost)
	if err != nil {
		last["message"] = err.Error()
	}
	_ = a.PrintJSONLine(last)
}

// resultOf is how a call ended, in a word.
func resultOf(err error) kind {
	if err == nil {
		return "done"
	}
	k, _ := classify(err)
	return k
}
