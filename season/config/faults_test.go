package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/season/config"
)

// minimal is a season without markets; tests append to it. It has 3 lines.
const minimal = "source:\n  locale: zh-CN\n  tracks: source/*.srt\n"

// fault is a faulty season.yaml and what is said about it, each as
// "line:column: message".
type fault struct {
	yaml string
	want []string
}

func checkFaults(t *testing.T, faults map[string]fault) {
	t.Helper()
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			_, err := config.Parse("season.yaml", []byte(f.yaml))
			var got []string
			for _, p := range problems(t, err) {
				got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
				if p.File != "season.yaml" || p.Snippet == "" {
					t.Errorf("%+v", p)
				}
			}
			if diff := cmp.Diff(f.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFaultsOfTheFile(t *testing.T) {
	checkFaults(t, map[string]fault{
		"empty":           {"", []string{`1:1: the file is empty; it needs source: with locale: and tracks:`}},
		"no source":       {"title: x\n", []string{`1:1: source: is missing; it names the season's language and tracks`}},
		"bare source":     {"source: {}\n", []string{`1:1: source needs locale:`, `1:1: source needs tracks:`}},
		"key":             {minimal + "glosaries: [a]\n", []string{`4:1: unknown key "glosaries"; did you mean "glossaries"?`}},
		"swapped letters": {minimal + "tilte: a\n", []string{`4:1: unknown key "tilte"; did you mean "title"?`}},
		"key within":      {"source: {locale: zh-CN, tracks: a, vidoe: x}\n", []string{`1:36: unknown key "vidoe"; did you mean "video"?`}},
		"wide before":     {minimal + "cast: {林婉: {us: espeak/en}}\nmarkets: {uk: {locale: en-GB}}\n", []string{`4:13: unknown market "us"; did you mean "uk"?`}},
		"duplicate":       {minimal + "title: a\ntitle: b\n", []string{`5:1: the key "title" is in line 4 already`}},
		"duplicate NFC":   {minimal + "markets: {us: {locale: en}}\ncast:\n  \u00e9: {us: espeak/en}\n  e\u0301: {us: espeak/en}\n", []string{"7:3: the key \"\u00e9\" is in line 6 already"}},
		"text":            {minimal + "title: 2046\n", []string{`4:8: expected text, found the number 2046; put it in quotes`}},
		"null":            {minimal + "bible:\n", []string{`4:7: expected text, found nothing; write a value or remove the key`}},
		"list for text":   {minimal + "title: [a]\n", []string{`4:8: expected text, found a list`}},
		"text for list":   {minimal + "glossaries: a.csv\n", []string{`4:13: expected a list, such as [a, b], found text`}},
		"text for keys":   {minimal + "markets: us\n", []string{`4:10: expected keys with values, found text`}},
		"encoding":        {minimal + "  encoding: gb1803\n", []string{`4:13: unknown encoding "gb1803"; did you mean "gb18030"?`}},
		"rolling":         {minimal + "  rolling: colapse\n", []string{`4:12: unknown way to read captions that roll up "colapse"; did you mean "collapse"?`}},
		"speakers":        {minimal + "  speakers: outo\n", []string{`4:13: unknown way to find speakers "outo"; did you mean "auto"?`}},
		"episode":         {minimal + "  video: v.mp4\n", []string{`4:10: the path needs {episode} where the episode's name stands, such as video/{episode}.mp4`}},
		"braces":          {minimal + "  bed: bed/{episode}{n}.wav\n", []string{`4:8: {episode} is the only thing that braces may hold here`}},
		"merge":           {minimal + "<<: {title: a}\n", []string{`4:1: merge keys (<<) are not read; write the keys out`}},
		"second document": {minimal + "---\ntitle: a\n", []string{`4:1: a second document begins here; the file holds one season`}},
		"list key":        {minimal + "? [a]\n: b\n", []string{`4:3: expected a name before the colon, found a list`}},
		"syntax":          {minimal + "title: [a\nbible: b\n", []string{`5:6: did not find expected ',' or ']', while parsing a flow sequence that begins in line 4`}},
		"tab":             {"source:\n\tlocale: zh-CN\n", []string{`2:1: found character that cannot start any token, while scanning for the next token`}},
		"not UTF-8":       {minimal + "title: a\xff\n", []string{`4:9: the byte 0xff is not UTF-8; save the file as UTF-8`}},
		"UTF-16":          {"\xff\xfea\x00", []string{`1:1: the file is UTF-16; save it as UTF-8`}},
		"control":         {minimal + "title: \x1b[2J\n", []string{`4:8: the control character U+001B is not allowed`}},
		"store":           {minimal + "store: mysql://db/x\n", []string{`4:8: unknown kind of store "mysql"; known: postgres, postgresql`}},
		"tagged":          {minimal + "title: !secret x\n", []string{`4:8: expected text, found a value tagged !secret; put it in quotes`}},
		"crlf":            {"source:\r\n  locale: zh-CN\r\n  tracks: a\r\ntile: b\r\n", []string{`4:1: unknown key "tile"; did you mean "title"?`}},
		"line separator":  {"#\u2028tile: b\u0085source: {locale: zh, tracks: a}\n", []string{`2:1: unknown key "tile"; did you mean "title"?`}},
		"bom":             {"\ufefftile: b\nsource: {locale: zh, tracks: a}\n", []string{`1:1: unknown key "tile"; did you mean "title"?`}},
	})
}

// known are the engines of a kind as a message lists them.
func known(k config.Kind) string { return strings.Join(config.EngineNames(k), ", ") }

func TestFaultsOfEngines(t *testing.T) {
	checkFaults(t, map[string]fault{
		"engine":          {minimal + "translators: {a: {engine: opnai, model: x}}\n", []string{`4:27: unknown engine "opnai"; did you mean "openai"?`}},
		"far engine":      {minimal + "translators: {a: {engine: systran}}\n", []string{`4:27: unknown engine "systran"; known: ` + known(config.Text)}},
		"no engine":       {minimal + "synthesizers: {a: {model: x}}\n", []string{`4:16: "a" needs engine:, one of ` + known(config.Sound)}},
		"needs":           {minimal + "translators: {a: {engine: openai}}\n", []string{`4:15: the openai engine needs model:`}},
		"not its setting": {minimal + "translators: {a: {engine: openai, model: m, command: [x]}}\n", []string{`4:45: the openai engine has no setting command`}},
		"count":           {minimal + "translators: {a: {engine: apertium, rpm: 0}}\n", []string{`4:42: expected a whole number from 1, found 0`}},
		"fraction":        {minimal + "translators: {a: {engine: apertium, rpm: 1.5}}\n", []string{`4:42: expected a whole number, found the number 1.5`}},
		"quoted number":   {minimal + "translators: {a: {engine: apertium, rpm: \"5\"}}\n", []string{`4:42: expected a whole number, found text`}},
		"price":           {minimal + "translators: {a: {engine: apertium, price: {input: -1}}}\n", []string{`4:52: expected a number from 0, found -1`}},
		"endless price":   {minimal + "translators: {a: {engine: apertium, price: {input: .inf}}}\n", []string{`4:52: expected a number from 0, found .inf`}},
		"schema":          {minimal + "translators: {a: {engine: openai, model: m, schema: srict}}\n", []string{`4:53: unknown schema "srict"; did you mean "strict"?`}},
		"url":             {minimal + "translators: {a: {engine: openai, model: m, base_url: localhost:1}}\n", []string{`4:55: expected a URL such as http://localhost:11434/v1`}},
		"url with a key":  {minimal + "translators: {a: {engine: openai, model: m, base_url: \"http://localhost:1/v1?api-version=1&k=v\"}}\n", []string{`4:55: the URL may hold no sign-in, nothing behind ? but api-version, and no #; a key is named by api_key_env`}},
		"no voice":        {minimal + "synthesizers: {a: {engine: command, command: [say], voices: []}}\n", []string{`4:61: the list needs the name of a voice, such as [kal, slt]`}},
		"no voices":       {minimal + "synthesizers: {a: {engine: command, command: [say]}}\n", []string{`4:16: the command engine needs voices:`}},
		"option as voice": {minimal + "synthesizers: {a: {engine: command, command: [say], voices: [slt, --help]}}\n", []string{`4:67: the name of a voice cannot begin with a hyphen: the program would take it for an option`}},
		"no program":      {minimal + "translators: {a: {engine: command, command: []}}\n", []string{`4:45: the list needs a program, such as [python3, mt.py]`}},
		"endless alias":   {minimal + "translators: {a: {engine: openai, model: m, extra: &x {k: *x}}}\n", []string{`4:59: nested more than 32 deep`}},
		"extra":           {minimal + "translators: {a: {engine: openai, model: m, extra: {k: .nan}}}\n", []string{`4:56: JSON cannot say the number .nan`}},
	})
}

func TestFaultsOfMarketsAndCast(t *testing.T) {
	checkFaults(t, map[string]fault{
		"locale":            {minimal + "markets: {us: {locale: english}}\n", []string{`4:24: "english" is not a BCP 47 tag: tag is not well-formed; write such as zh-CN, es-419, ja`}},
		"unknown language":  {minimal + "markets: {us: {locale: xx}}\n", []string{`4:24: "xx" is not a BCP 47 tag: subtag "xx" is well-formed but unknown; write such as zh-CN, es-419, ja`}},
		"underscore":        {"source: {locale: zh_CN, tracks: a}\n", []string{`1:18: "zh_CN" is not a BCP 47 tag: its parts are joined by hyphens; write such as zh-CN, es-419, ja`}},
		"no language":       {"source: {locale: und-CN, tracks: a}\n", []string{`1:18: "und-CN" is not a BCP 47 tag: it names no language; write such as zh-CN, es-419, ja`}},
		"no locale":         {minimal + "markets: {us: {}}\n", []string{`4:11: the market us needs locale:, such as es-419`}},
		"from":              {minimal + "markets: {us: {locale: en}, latam: {locale: es-419, from: uss}}\n", []string{`4:59: unknown market "uss"; did you mean "us"?`}},
		"from itself":       {minimal + "markets: {us: {locale: en, from: us}}\n", []string{`4:34: markets draft from each other in a circle: us from us`}},
		"circle":            {minimal + "markets:\n  a: {locale: en, from: b}\n  b: {locale: fr, from: c}\n  c: {locale: es, from: b}\n", []string{`6:25: markets draft from each other in a circle: b from c from b`}},
		"translator":        {minimal + "translators: {gpt: {engine: openai, model: m}}\nmarkets: {us: {locale: en, translate: [gpt, gtp]}}\n", []string{`5:45: unknown translator "gtp"; did you mean "gpt"?`}},
		"single translator": {minimal + "markets: {us: {locale: en, translate: apertum}}\n", []string{`4:39: unknown translator "apertum"; did you mean "apertium"?`}},
		"engine not alone":  {minimal + "markets: {us: {locale: en, translate: openai}}\n", []string{`4:39: the openai engine needs model:; give it an entry under translators:`}},
		"twice":             {minimal + "markets: {us: {locale: en, translate: [apertium, apertium]}}\n", []string{`4:50: the translator "apertium" is named twice`}},
		"synthesizer":       {minimal + "markets: {us: {locale: en, speak: espeek}}\n", []string{`4:35: unknown synthesizer "espeek"; did you mean "espeak"?`}},
		"layout":            {minimal + "markets: {us: {locale: en, layout: vertcal}}\n", []string{`4:36: unknown layout "vertcal"; did you mean "vertical"?`}},
		"severity":          {minimal + "markets: {us: {locale: en, severity: {too-fast: eror}}}\n", []string{`4:49: unknown severity "eror"; did you mean "error"?`}},
		"rule":              {minimal + "markets: {us: {locale: en, severity: {to-fast: error}}}\n", []string{`4:39: unknown rule "to-fast"; did you mean "too-fast"?`}},
		"rule override":     {minimal + "markets: {us: {locale: en, rules: {chars_per_lines: 3}}}\n", []string{`4:36: unknown key "chars_per_lines"; did you mean "chars_per_line"?`}},
		"rules cross":       {minimal + "markets: {us: {locale: en, rules: {min_duration: 3s, max_duration: 2s}}}\n", []string{`4:28: market us: min_duration 3s is longer than max_duration 2s`}},
		"duration":          {minimal + "markets: {us: {locale: en, rules: {gap: 1.2}}}\n", []string{`4:41: expected a duration with its unit, such as 90s, 1.2s or 80ms, found 1.2`}},
		"negative duration": {minimal + "markets: {us: {locale: en, rules: {gap: -1s}}}\n", []string{`4:41: expected a duration of at least 0s, found -1s`}},
		"voice":             {minimal + "markets: {us: {locale: en}}\ncast: {a: {us: af_heart}}\n", []string{`5:16: a voice is written SYNTHESIZER/VOICE, such as espeak/es-419`}},
		"voice's engine":    {minimal + "synthesizers: {kokoro: {engine: openai, model: k}}\nmarkets: {us: {locale: en}}\ncast: {a: {us: kokro/af}}\n", []string{`6:16: unknown synthesizer "kokro"; did you mean "kokoro"?`}},
		"market name":       {minimal + "markets: {../x: {locale: en}}\n", []string{`4:11: the name "../x" may hold only letters, digits, and between them - _ and .`}},
		"column name":       {minimal + "markets: {note: {locale: en}}\n", []string{`4:11: a market cannot be called "note": it is a column of every glossary`}},
		"case":              {minimal + "markets: {us: {locale: en}, US: {locale: en}}\n", []string{`4:29: the markets "us" and "US" differ only in case and would share their folder of exports`}},
	})
}
