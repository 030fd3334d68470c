package config

import (
	"bytes"
	"dramaport/season"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
)

// InitOptions is what is known when a season begins.
type InitOptions struct {
	Title  string
	Source language.Tag
	// Tracks is the pattern of the tracks; "" is source/*.srt.
	Tracks string
	// Markets are as ParseMarket takes them; others are left as comments.
	Markets []string
	// Speakers are those found in the tracks.
	Speakers []string
}

// SchemaFile is where InitFile's season.yaml expects Schema to be written.
const SchemaFile = ".dramaport/season.schema.json"

// ParseMarket reads a market as people name it on the command line:
// "us=en-US", or a name alone that tells the locale, such as "us" or "pt-BR".
func ParseMarket(s string) (season.MarketName, language.Tag, error) {
	name, locale, given := strings.Cut(s, "=")
	if text := marketNameProblem(name, nil); text != "" {
		return "", language.Und, fmt.Errorf("market %q: %s", s, text)
	}
	if !given {
		locale = localeOf(name)
	}
	tag, err := parseLocale(locale)
	if err != nil || locale == "" {
		return "", language.Und, fmt.Errorf("market %q: its locale is not known; write such as %s=es-419", s, name)
	}
	return season.MarketName(name), tag, nil
}

// localeOf guesses a market's locale: the market is a country rather than a
// language, except for the names below.
func localeOf(name string) string {
	known := map[string]string{
		// name → locale; source: names of sales territories in the trade
		"latam": "es-419", "mena": "ar", "uk": "en-GB",
		// languages that share their code with a country nobody ships to
		"ar": "ar", "ms": "ms-MY", "vi": "vi-VN",
	}
	if locale, ok := known[strings.ToLower(name)]; ok {
		return locale
	}
	if region, err := language.ParseRegion(name); err == nil && region.IsCountry() && len(name) == 2 {
		tag, _ := language.Compose(language.Und, region)
		base, _ := tag.Base()
		return base.String() + "-" + region.String()
	}
	return name
}

// InitFile writes a season.yaml to begin with: it loads as it stands, and its
// comments say what else there is.
func InitFile(o InitOptions) []byte {
	var b bytes.Buffer
	tracks := o.Tracks
	if tracks == "" {
		tracks = "source/*.srt"
	}
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", SchemaFile)
	fmt.Fprintf(&b, "title: %s\n", yamlText(o.Title))
	fmt.Fprintf(&b, initSource, o.Source, yamlText(tracks))
	b.WriteString(initEngines)
	markets := initMarkets(&b, o.Markets)
	initCast(&b, o.Speakers, markets)
	return b.Bytes()
}

const initSource = `source:
  locale: %s
  tracks: %s
  encoding: auto            # or gb18030, big5, utf-16le, shift_jis, …
  speakers: auto            # voice spans, and "NAME:" prefixes where every prefix is in the cast; or none
  # video: video/{episode}.mp4
  # bed: bed/{episode}.wav    # music and effects

# Synopsis, characters, who addresses whom how: part of every request.
# bible: bible.md
# glossaries: [glossaries/*.csv]
# memories: [memories/*.tmx]

`

const initEngines = `# What proposes text. Keys stay in environment variables; only their names stand here.
translators:
  ollama: {engine: openai, base_url: "http://localhost:11434/v1", model: qwen3:14b}
  # gpt: {engine: openai, model: gpt-5-mini, api_key_env: OPENAI_API_KEY, concurrency: 16, rpm: 500,
  #       price: {input: 0.25, cached: 0.025, output: 2.0}}   # per million tokens

# What speaks.
synthesizers:
  local: {engine: espeak}
  # kokoro: {engine: openai, base_url: "http://localhost:8880/v1", model: kokoro}

`

type initMarket struct {
	name   season.MarketName
	locale language.Tag
}

// initMarkets writes markets: and returns those that it could write.
func initMarkets(b *bytes.Buffer, names []string) []initMarket {
	var markets []initMarket
	var body bytes.Buffer
	var before []season.Market
	for _, s := range names {
		name, locale, err := ParseMarket(s)
		if err == nil && marketNameProblem(string(name), before) != "" {
			continue
		}
		if err != nil {
			fmt.Fprintf(&body, "  # %s\n", strings.Join(strings.Fields(strconv.Quote(err.Error())), " "))
			continue
		}
		before = append(before, season.Market{Name: name})
		markets = append(markets, initMarket{name, locale})
		fmt.Fprintf(&body, "  %s:\n    locale: %s\n    translate: [ollama]     # tried in order, line by line\n", yamlText(string(name)), locale)
		if espeakVoice(locale) != "" {
			body.WriteString("    speak: local\n")
		}
		body.WriteString("    layout: vertical\n")
	}
	b.WriteString("# Where the season ships. More of a market: from: (drafts from another market), style:, rules:,\n# avoid:, severity:, pronounce:\n")
	if len(markets) == 0 {
		b.WriteString("markets: {}\n  # us: {locale: en-US, translate: [ollama], speak: local}\n")
	} else {
		b.WriteString("markets:\n")
	}
	b.Write(body.Bytes())
	return markets
}

// initCast writes a voice for every speaker in every market that espeak
// speaks.
func initCast(b *bytes.Buffer, speakers []string, markets []initMarket) {
	var body bytes.Buffer
	seen := map[string]bool{season.DefaultSpeaker: true}
	for i, speaker := range append(speakers[:len(speakers):len(speakers)], season.DefaultSpeaker) {
		var voices []string
		for _, m := range markets {
			if v := espeakVoice(m.locale); v != "" {
				if speaker != season.DefaultSpeaker {
					v += variants()[i%len(variants())]
				}
				voices = append(voices, fmt.Sprintf("%s: local/%s", yamlText(string(m.name)), v))
			}
		}
		if len(voices) == 0 || strings.TrimSpace(speaker) == "" || seen[speaker] && i < len(speakers) {
			continue
		}
		seen[speaker] = true
		fmt.Fprintf(&body, "  %s: {%s}\n", yamlText(speaker), strings.Join(voices, ", "))
	}
	if body.Len() > 0 {
		b.WriteString("\n# Who speaks with which voice, per market; default is for lines without a speaker.\ncast:\n")
		b.Write(body.Bytes())
	}
}

// variants are espeak-ng's voices of one language, female and male by turns.
func variants() []string { return []string{"+f3", "+m3", "+f2", "+m2", "+f4", "+m4", "+f5", "+m5"} }

// yamlText writes a text such that YAML reads it as this text.
func yamlText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !strings.ContainsAny(s, "{}[],:#&*!|>'\"%@`\\") && strings.TrimSpace(s) == s && strconv.Quote(s) == `"`+s+`"` {
		var n yaml.Node
		if err := yaml.Load([]byte("- "+s), &n); err == nil && isPlain(&n, s) {
			return s
		}
	}
	return strconv.Quote(s)
}

// isPlain reports whether a document is a list of just this text.
func isPlain(n *yaml.Node, s string) bool {
	for n.Kind != yaml.ScalarNode {
		if len(n.Content) != 1 {
			return false
		}
		n = n.Content[0]
	}
	return n.ShortTag() == "!!str" && n.Value == s
}
