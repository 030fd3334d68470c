package season

import (
	"slices"
	"time"
)

// State is how far a translation is. The order is that of the constants;
// staleness is computed (see Translation.Stale), never stored.
type State string

// The states of a translation.
const (
	Untranslated State = "untranslated"
	Machine      State = "machine"
	Edited       State = "edited"
	NeedsWork    State = "needs_work"
	Approved     State = "approved"
)

// States lists all states in their order.
func States() []State { return []State{Untranslated, Machine, Edited, NeedsWork, Approved} }

// Decided reports whether a person has spoken: nothing but a person may
// overwrite such a translation.
func (s State) Decided() bool { return s == Edited || s == NeedsWork || s == Approved }

// Origin is where a translation's text came from.
type Origin string

// The origins of a text.
const (
	FromMemory  Origin = "memory"
	FromMachine Origin = "machine"
	FromHuman   Origin = "human"
	FromImport  Origin = "import"
)

// Translation is a line's text in one market.
type Translation struct {
	Market  MarketName
	Episode EpisodeName
	Key     LineKey
	// Text is NFC; placeholders stand for the line's Tags.
	Text  string
	State State
	// Origin says what kind of source proposed Text, Engine which one by
	// its name in season.yaml ("" unless Origin is FromMachine, and where a line
	// without words was copied, which no engine had a part in).
	Origin Origin
	Engine string
	// Basis is the hash of what Text was made or decided from (see Basis).
	Basis string
	// By and At say whose the text and state are, and since when (UTC). Where
	// a later change was undone, that is who made what holds again; the
	// history names who undid.
	By string
	At time.Time
	// Note is the reason a person gave with the last decision.
	Note string
	// Findings are findings of the draft itself that cannot be computed from
	// the text again: why a line was left untranslated. One of RuleUnshortened
	// is a mark and no finding.
	Findings []Finding
	// Version counts the changes, from 1. Zero means: not stored yet.
	Version int64
}

// Stale reports whether the basis the text was made from is no longer basis.
func (t Translation) Stale(basis string) bool {
	return t.State != Untranslated && t.State != "" && t.Basis != basis
}

// Unshortened reports whether the text is a machine's that is too long, and for
// which a shorter wording has not been asked yet.
func (t Translation) Unshortened() bool {
	return t.State == Machine && slices.ContainsFunc(t.Findings, func(d Finding) bool { return d.Rule == RuleUnshortened })
}

// Revision is one entry of a translation's history.
type Revision struct {
	Market           MarketName
	Episode          EpisodeName
	Key              LineKey
	By, Note         string
	At               time.Time
	FromState, State State
	FromText, Text   string
	Origin           Origin
	Engine           string
	Version          int64
	// Label is the action that the change was part of, such as "approve 12
	// lines" or "undo: approve 12 lines"; "" for what a machine proposed.
	Label string
}

// Usage is what one request to a provider consumed.
type Usage struct {
	Provider     string
	Market       MarketName
	Episode      EpisodeName
	Requests     int64
	InputTokens  int64
	CachedTokens int64
	OutputTokens int64
	Characters   int64
	// Estimated are those of the Requests whose consumption the provider did
	// not count, or counted as what cannot be, and we estimated.
	Estimated int64
	// Cost is in the currency of season.yaml's prices.
	Cost float64
	At   time.Time
	// Ref names what was consumed where it may be told twice, such as a
	// request of a batch; "" where it cannot.
	Ref string
}
