package main

// job is a long job's stream of JSON Lines: first a line with the version,
// then its progress, and as the last line its result.
type job struct {
	// fields are what the verb adds to the last line.
	fields map[string]any
	cost   float64
}

// startJob writes the first line of a long job with --json.
func (a *app) startJob(command string) {
	if !a.json {
		return
	}
	a.job = &job{fields: map[string]any{}}
	_ = a.printJSONLine(map[string]any{"format_version": 1, "command": command})
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
	last["format_version"], last["result"], last["exit"], last["cost"] = 1, resultOf(code), code, money(a.job.cost)
	if err != nil {
		last["message"] = err.Error()
	}
	_ = a.printJSONLine(last)
}

// resultOf is an exit code as a word.
func resultOf(code int) string {
	words := map[int]string{exitDone: "done", exitUsage: "usage", exitOpen: "open", exitCredentials: "credentials", exitCost: "cost", exitInterrupted: "interrupted"}
	if word, ok := words[code]; ok {
		return word
	}
	return "failed"
}
