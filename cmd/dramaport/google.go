package main

import (
	"cmp"
	"strings"

	"dramaport/localize"
	"dramaport/localize/google"
	"dramaport/season/config"

	"golang.org/x/text/language"
)

// google builds a translator of the google engine. It signs in when it is
// first asked, so that an estimate needs no account.
func (c *crew) google(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	project := cmp.Or(t.Project, c.app.getenv("GOOGLE_CLOUD_PROJECT"))
	if project == "" {
		return nil, usagef("translators.%s: the google engine needs project:, or $GOOGLE_CLOUD_PROJECT", t.Name)
	}
	built, err := google.New(google.Options{Name: t.Name, Project: project, Location: t.Location, Model: t.Model, BaseURL: t.BaseURL,
		Bucket: t.Bucket, Glossary: t.Glossary, Adaptive: t.Adaptive, Timeout: t.Timeout, Source: source, Target: target})
	if err != nil {
		return nil, usageError(err)
	}
	if hint := termsHint(c.cfg, t); hint != "" && !c.knows(t.Name) {
		c.app.say("translators.%s: %s", t.Name, hint)
	}
	c.closers = append(c.closers, built.Close)
	return built, nil
}

// knows reports that a translator of that name was built before.
func (c *crew) knows(name string) bool {
	for id := range c.translators {
		if strings.HasPrefix(id, name+" ") {
			return true
		}
	}
	return false
}

// termsHint says what becomes of the season's terms where the google engine
// has no place to keep them, "" where they are sent.
func termsHint(cfg config.Config, t config.Translator) string {
	if t.Engine != "google" || t.Bucket != "" || t.Glossary != "" || len(cfg.Glossaries) == 0 {
		return ""
	}
	return "the terms are checked, but not sent to Google: name a bucket: (or an existing glossary:) for them"
}
