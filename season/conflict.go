package season

import "fmt"

// Conflict says that what is to be changed had changed since the person saw
// it, or since the action that is to be undone. Nothing was written: show both
// and let the person decide again, from Theirs.Version.
type Conflict struct {
	// Mine is the decision as given to the store, or what would be restored.
	Mine Translation
	// Theirs is what the store holds now; its Version is zero if the store
	// holds nothing.
	Theirs Translation
	// About is what changed where it is not the translation: "comment",
	// "speaker", "assignment" or "take". Mine and Theirs then have the place
	// (a speaker's without a market), By, At, Version and, as Text, the words,
	// the speaker, who is assigned or the take's number ("" for none).
	About string
}

// Error names the line and who was faster.
func (c *Conflict) Error() string {
	by, about := c.Theirs.By, c.About
	if by == "" {
		by = "an engine"
	}
	if about != "" {
		about = "the " + about + " was "
	}
	return fmt.Sprintf("%s: %schanged by %s since it was read (version %d, now %d): look at both and decide again",
		c.Mine.Place(), about, by, c.Mine.Version, c.Theirs.Version)
}
