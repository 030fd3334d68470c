package main

import (
	"strings"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/season/config"
)

// enginesOf are the engines of one run. maxCost is its ceiling, +Inf for none;
// dry builds them for an estimate: nothing is asked, so no key is needed.
func (a *app) enginesOf(cfg config.Config, maxCost float64, dry bool) *engines.Engines {
	return a.enginesWithin(cfg, provider.NewBudget(maxCost), dry)
}

// enginesWithin are enginesOf within a budget that others spend from as well.
func (a *app) enginesWithin(cfg config.Config, budget *provider.Budget, dry bool) *engines.Engines {
	return engines.New(engines.Options{Config: cfg, Getenv: a.getenv, Budget: budget, Dry: dry,
		Allowed: func(section string) error { return a.mustTrust(cfg, section) },
		Built:   func(t config.Translator) { a.sayTermsHint(cfg, t) }})
}

// sayTermsHint says what becomes of the season's terms where an engine has no
// place to keep them.
func (a *app) sayTermsHint(cfg config.Config, t config.Translator) {
	if hint := termsHint(cfg, t); hint != "" {
		a.Say("%s: %s", config.Text.Section(t.Name), hint)
	}
}

// termsHint is "" where the terms are sent.
func termsHint(cfg config.Config, t config.Translator) string {
	if t.Engine != "google" || t.Bucket != "" || t.Glossary != "" || len(cfg.Glossaries) == 0 {
		return ""
	}
	return "the terms are checked, but not sent to Google: name a bucket: (or an existing glossary:) for them"
}

// mendOf is the command that an engine's own error names as its remedy: only
// what we wrote ourselves, never what a server says.
func mendOf(t config.Translator, err error) (string, bool) {
	if t.Engine != "google" {
		return "", false
	}
	_, mend, ok := strings.Cut(err.Error(), " → ")
	return mend, ok
}
