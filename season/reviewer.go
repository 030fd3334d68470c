package season

// Reviewer is how much a person has decided.
type Reviewer struct {
	By string
	// Today is since a time that was asked for, All since ever.
	Today, All Decided
}

// Decided counts decisions by what they made of a line. Those that were taken
// back do not count; a line that was decided twice does twice.
type Decided struct{ Approved, Edited, SentBack int64 }

// Sum is all of them.
func (d Decided) Sum() int64 { return d.Approved + d.Edited + d.SentBack }
