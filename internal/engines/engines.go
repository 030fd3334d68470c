package engines

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season/config"
)

// Options are how a run uses engines.
type Options struct {
	Config config.Config
	// Getenv reads the environment: keys, and what an engine needs beside them.
	Getenv func(string) string
	// Budget is what the run may spend; nil for no ceiling.
	Budget *provider.Budget
	// Allowed fails unless the user trusts what a section of season.yaml, such
	// as "translators.mine", wants to run or reach. Nil allows all.
	Allowed func(section string) error
	// Built hears of each translator of season.yaml when it is first built;
	// nil for nobody.
	Built func(config.Translator)
	// Dry builds engines for an estimate: nothing is asked, so no key is needed.
	Dry bool
	// Translators are further constructors by engine; they beat the table's.
	Translators map[string]NewTranslator
}

// Engines are those of one run, with one limiter for each provider and one
// budget for all, whichever episode or market asks. They may be used by many
// goroutines at once, and are closed in the end.
type Engines struct {
	o Options

	mu          sync.Mutex
	perProvider map[string]*shared
	// translators are kept by name and language pair, synthesizers by name.
	translators  map[string]localize.Translator
	synthesizers map[string]dubbing.Synthesizer
	built        map[string]bool
	closers      []io.Closer
}

// New builds nothing yet.
func New(o Options) *Engines {
	if o.Budget == nil {
		o.Budget = provider.NewBudget(math.Inf(1))
	}
	return &Engines{o: o, perProvider: map[string]*shared{}, built: map[string]bool{},
		translators: map[string]localize.Translator{}, synthesizers: map[string]dubbing.Synthesizer{}}
}

// Close ends what the engines keep running.
func (e *Engines) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var err error
	for _, c := range e.closers {
		err = errors.Join(err, c.Close())
	}
	e.closers = nil
	return err
}

// Budget is what the run may spend.
func (e *Engines) Budget() *provider.Budget { return e.o.Budget }

// ConfigError says that season.yaml asks for what cannot be.
type ConfigError struct{ Err error }

// Error says what is wrong.
func (e *ConfigError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ConfigError) Unwrap() error { return e.Err }

// translatorEntry is what season.yaml says of a translator; an engine may be
// named without an entry.
func (e *Engines) translatorEntry(name string) config.Translator {
	t, ok := e.o.Config.Translators[name]
	if !ok {
		t = config.Translator{Service: config.Service{Name: name, Engine: name}}
	}
	return t
}

// synthesizerEntry is translatorEntry for a synthesizer.
func (e *Engines) synthesizerEntry(name string) config.Synthesizer {
	s, ok := e.o.Config.Synthesizers[name]
	if !ok {
		s = config.Synthesizer{Service: config.Service{Name: name, Engine: name}}
	}
	return s
}

// allowed fails unless the user trusts an entry.
func (e *Engines) allowed(k config.Kind, name string) error {
	if e.o.Allowed == nil {
		return nil
	}
	return e.o.Allowed(k.Section(name))
}

// keep remembers to close what was built.
func (e *Engines) keep(built any) {
	if c, ok := built.(io.Closer); ok {
		e.closers = append(e.closers, c)
	}
}

// listed is a list as a sentence has it: "a, b and c".
func listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// shared is what all requests to one provider share in a run.
type shared struct {
	limiter *provider.Limiter
	warmth  localize.CacheWarmup
}

// sharedBy is what the requests to that provider share.
func (e *Engines) sharedBy(name string, s config.Service) *shared {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.perProvider[name] == nil {
		e.perProvider[name] = &shared{limiter: provider.NewLimiter(s.Name, provider.Limits{Concurrency: s.Concurrency, RPM: s.RPM, TPM: s.TPM})}
	}
	return e.perProvider[name]
}

// Reopen gives a translator that was given up another chance.
func (e *Engines) Reopen(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.perProvider, config.Text.Section(name))
}

func configErrorf(format string, args ...any) error {
	return &ConfigError{fmt.Errorf(format, args...)}
}
