// Package engines builds the translators and synthesizers that season.yaml
// names, and stacks what every request to one of them passes: warm-up, meter,
// limiter with its retries, budget, the run's stop. It is one and the same for
// text and sound, and for every program that works on a season.
//
// An engine is one folder (localize/NAME or dubbing/NAME), one row of the table
// in season/config (what season.yaml may say of it, what it counts, what must be
// trusted) and its constructor in table.go here.
//
// Not here: flags, words to the user, exit codes; what is asked, and what
// becomes of the answers (stage).
//
// Promise: nothing is built that Options.Allowed refuses. One provider has one
// limiter and one share of the budget, whichever market or episode asks. No
// request begins once the run is stopped, and what was answered is recorded. A
// mistake of season.yaml is a *ConfigError, a failure of a provider a
// *provider.Error.
package engines
