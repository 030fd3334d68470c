package main

import (
	"dramaport/localize"
	"dramaport/localize/deepl"
	"dramaport/localize/libretranslate"
	"dramaport/season/config"

	"golang.org/x/text/language"
)

// deepl builds the deepl engine.
func (c *crew) deepl(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	env := t.APIKeyEnv
	if env == "" {
		env = deepl.KeyEnv
	}
	key, err := c.key(t.Name, t.APIKeyEnv, t.BaseURL, env)
	if err != nil {
		return nil, err
	}
	return deepl.New(deepl.Options{Name: t.Name, BaseURL: t.BaseURL, Key: key, KeyEnv: env, Timeout: t.Timeout, Extra: t.Extra, Source: source, Target: target})
}

// libretranslate builds the libretranslate engine, whose key is optional.
func (c *crew) libretranslate(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	key := ""
	if t.APIKeyEnv != "" {
		var err error
		if key, err = c.key(t.Name, t.APIKeyEnv, t.BaseURL, t.APIKeyEnv); err != nil {
			return nil, err
		}
	}
	return libretranslate.New(libretranslate.Options{Name: t.Name, BaseURL: t.BaseURL, Key: key, KeyEnv: t.APIKeyEnv, Timeout: t.Timeout, Extra: t.Extra,
		Source: source, Target: target})
}

// mostLines is how many lines a request may hold: what season.yaml says, and
// not more than the engine takes. 0 is a whole episode.
func mostLines(t localize.Translator, wanted int) int {
	b, bounded := t.(localize.Bounded)
	if !bounded || b.MostLines() == 0 || wanted > 0 && wanted < b.MostLines() {
		return wanted
	}
	return b.MostLines()
}
