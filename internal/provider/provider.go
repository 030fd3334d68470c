// Package provider is what every service on the other end of a wire or pipe
// has in common for us: the kinds of its failures, one limiter per provider
// for the whole run (concurrency, requests and tokens per minute, Retry-After,
// a shared cool-down), and one budget for all of them.
//
// Not here: any vendor's API, and what is asked of it.
package provider

import (
	"errors"
	"fmt"
	"time"
)

// Kind classes a provider's failure by what can be done about it.
type Kind int

// The kinds of failure.
const (
	// Failed is a failure that a retry will not mend.
	Failed Kind = iota
	// Credentials: the key is missing, wrong or without permission.
	Credentials
	// Funds: the account is empty or its quota is used up for good.
	Funds
	// Busy: too many requests; wait RetryAfter and try again.
	Busy
	// Temporary: a broken connection, a time-out, a 5xx; try again.
	Temporary
	// Refused: the service will not answer this content.
	Refused
	// TooLong: the request is over the service's size limit.
	TooLong
)

// String is the kind in a word.
func (k Kind) String() string {
	words := [...]string{"failed", "credentials", "funds", "busy", "temporary", "refused", "too-long"}
	if k < 0 || int(k) >= len(words) {
		return words[Failed]
	}
	return words[k]
}

// Error is a provider's failure.
type Error struct {
	// Provider is the name in season.yaml.
	Provider string
	Kind     Kind
	// Status is the HTTP status, 0 if there is none.
	Status int
	// RetryAfter is what the service asked for, 0 if it did not.
	RetryAfter time.Duration
	// Env is the environment variable a missing key was looked for in.
	Env string
	Err error
}

// Error says which provider failed, and how.
func (e *Error) Error() string {
	if e.Status > 0 {
		return fmt.Sprintf("%s: HTTP %d: %v", e.Provider, e.Status, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Provider, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the provider error in err's chain, Failed if none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Failed
}
