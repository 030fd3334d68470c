package wording

import (
	"fmt"
	"strings"
	"time"

	"dramaport/season"
)

// Count is "1 line", "2 lines".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// OneLine is a text with its line ends as spaces.
func OneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// Clock is a position as 1:02.5.
func Clock(d time.Duration) string {
	s := d.Seconds()
	return fmt.Sprintf("%d:%04.1f", int(s)/60, s-float64(int(s)/60*60))
}

// Ago is how long ago a time was, as of now.
func Ago(now, t time.Time) string {
	d := now.Sub(t)
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	}
	return t.In(now.Location()).Format("2 Jan 2006")
}

// Spent is what requests have taken, as the reviewer is told.
func Spent(u season.Usage) string {
	text := Count(int(u.Requests), "request")
	if u.InputTokens+u.OutputTokens > 0 {
		text += fmt.Sprintf(", %d tokens in, %d out", u.InputTokens, u.OutputTokens)
	} else if u.Characters > 0 {
		text += fmt.Sprintf(", %d characters", u.Characters)
	}
	return fmt.Sprintf("%s, cost %.4f", text, u.Cost)
}
