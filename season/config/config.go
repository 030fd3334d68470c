package config

import (
	"time"

	"golang.org/x/text/language"

	"dramaport/internal/strictyaml"
	"dramaport/season"
	"dramaport/subtitles"
)

// FileName is the name of the file that makes a folder a season.
const FileName = "season.yaml"

// Config is season.yaml, decoded and checked. Nil maps and empty slices mean
// that the file says nothing.
type Config struct {
	// Dir is the season folder as given to Load; File is season.yaml in it.
	Dir, File string
	Title     string
	Source    Source
	// Bible is the path of the bible, "" if there is none.
	Bible string
	// Glossaries and Memories are the files that the patterns of season.yaml
	// match, in its order. Like every path here they are relative to Dir
	// unless absolute; Resolve makes them ready to open.
	Glossaries, Memories []string
	// Store is a postgres:// URL or a path; "" is .dramaport/season.db.
	Store        string
	Translators  map[string]Translator
	Synthesizers map[string]Synthesizer
	// Markets are in the order of the file.
	Markets []season.Market
	// Cast holds voices as "SYNTHESIZER/VOICE" by speaker and market.
	// Speakers are in NFC.
	Cast map[string]map[season.MarketName]string
	// Outside are the paths of the file that lead out of the season folder,
	// links followed, as Load found them.
	Outside []Want
	// AllowOutside lets Resolve and ReadEpisodes leave the season folder. It
	// is never read from the file: the caller sets it once Trusted says so.
	AllowOutside bool

	places strictyaml.Places
}

// Source is what the season is made from.
type Source struct {
	Locale language.Tag
	// Tracks is a glob pattern of paths in the season folder.
	Tracks string
	// Encoding is "auto" or a name that package subtitles knows.
	Encoding string
	// Speakers is "auto" or "none" (see subtitles.Script).
	Speakers string
	// Rolling is "collapse" where captions that roll up are read once (see
	// subtitles.Collapse), "keep" or "" where they stay as they are.
	Rolling string
	// Video and Bed are paths with "{episode}" for the episode's name.
	Video, Bed string
}

// Service is what season.yaml says of every engine, be it of text or of sound.
type Service struct {
	// Name is the entry's, Engine the table's (see Engines).
	Name, Engine, BaseURL, Model, APIKeyEnv, Project, Location string
	// Command is the program and its arguments, run in the season folder.
	Command []string
	// Concurrency, RPM and TPM bound the requests at once and the requests
	// and tokens per minute; 0 means not set.
	Concurrency, RPM, TPM int
	// Timeout is for one request; 0 means the engine's default.
	Timeout time.Duration
	Price   Price
	// Extra are further fields of the request's JSON body.
	Extra map[string]any
}

// Translator is an entry of translators:, or an engine that a market names
// without one.
type Translator struct {
	Service
	// Bucket is where the google engine puts glossary files; Glossary is the
	// id of a glossary there whose entries it brings in line, with {market}
	// for the market. Adaptive sends the memory's similar lines as examples.
	Bucket, Glossary string
	Adaptive         bool
	// Lines is the most lines per request; 0 means a whole episode.
	Lines int
	// Schema is how strictly the engine is asked for JSON: "strict",
	// "object" or "none"; "" leaves it to the engine.
	Schema string
	// Capabilities are filled in by Load for the openai engine.
	Capabilities
}

// Synthesizer is an entry of synthesizers:, or an engine that a market or a
// voice names without one.
type Synthesizer struct {
	Service
	// Voices are the names of all voices of the command engine.
	Voices []string
}

// Row is the service's row in the table of engines of its kind, the zero Engine
// if there is none.
func (t Translator) Row() Engine { return rowOf(Text, t.Engine) }

// Row is the service's row in the table of engines of its kind, the zero Engine
// if there is none.
func (s Synthesizer) Row() Engine { return rowOf(Sound, s.Engine) }

func rowOf(k Kind, name string) Engine {
	e, _ := EngineNamed(k, name)
	return e
}

// Price is what a provider charges per million of each: tokens, characters,
// requests, in the season's one currency. Cached is Input where the file does
// not name it; a lower one says that the provider caches prefixes.
type Price struct {
	Input, Cached, Output, Characters, Requests float64
	// Given says that season.yaml has the price, be it 0.
	Given bool
}

// TrackProblem is what a track's reader noticed, with the track it is in.
type TrackProblem struct {
	File string
	subtitles.Diagnostic
}

// String is "file:line:column: message".
func (p TrackProblem) String() string {
	if p.Line == 0 { // of the file as a whole
		return p.File + ": " + p.Message
	}
	return p.File + ":" + p.Diagnostic.String()
}
