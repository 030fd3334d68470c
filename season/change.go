package season

// Change is what a person changes at once. By and At of what is in it are
// ignored: they are the acting person and the time of keeping.
type Change struct {
	// Translations are decisions; each Version is the one the person saw (0:
	// no translation was stored). A decision may set any state.
	Translations []Translation
	// Comments are new with ID 0; otherwise Text and whether it is resolved
	// become those of a stored one, whose Version is the one seen.
	Comments []Comment
	// Speakers and Assignments replace what is stored, whoever set it.
	Speakers    []SpeakerSet
	Assignments []Assignment
	// Picks choose takes; each Version is the one the person saw (0: none).
	// By and At are ignored.
	Picks []Pick
}
