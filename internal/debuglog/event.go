package debuglog

// Event is one line of the log. Fields that do not apply are left out.
type Event struct {
	// Time is when the line was written, in UTC (RFC 3339). For a reply it is
	// the end.
	Time string `json:"time"`
	// Event is what happened: "start" and "end" of the run, "request" and
	// "reply" of an engine, "http" for each exchange with a server, "retry"
	// after a failure, "wait" for a turn, "usage" that was recorded, and
	// "full" for a log that ends here.
	Event string `json:"event"`
	// Call numbers the requests of a run from 1; the lines of one request
	// have the same number.
	Call int64 `json:"call,omitempty"`

	Place
	// Provider is the translator's or synthesizer's name in season.yaml.
	Provider string `json:"provider,omitempty"`

	// Version and Command are the program's and the verb, at the start.
	Version string `json:"version,omitempty"`
	Command string `json:"command,omitempty"`
	// Exit is the exit code, at the end.
	Exit *int `json:"exit,omitempty"`

	// Method, URL and Status are those of the exchange; RequestID is what the
	// server calls it.
	Method    string `json:"method,omitempty"`
	URL       string `json:"url,omitempty"`
	Status    int    `json:"status,omitempty"`
	RequestID string `json:"request_id,omitempty"`
	// Sent and Received are the bytes of the bodies.
	Sent     int64 `json:"sent_bytes,omitempty"`
	Received int64 `json:"received_bytes,omitempty"`

	// MS is how long it took, in milliseconds.
	MS *int64 `json:"ms,omitempty"`
	// Lines are how many lines were asked for, Answered how many got a text.
	Lines    int  `json:"lines,omitempty"`
	Answered *int `json:"answered,omitempty"`

	// Failure is the kind of failure: failed, credentials, funds, busy,
	// temporary, refused, too-long, cancelled. Error is what our own side or the
	// net said; what a service said stands there only with texts.
	Failure string `json:"failure,omitempty"`
	Error   string `json:"error,omitempty"`
	// Try is the number of the try that failed, Pause how long the next
	// waits, and RetryAfter what the service asked for, in milliseconds.
	Try        int   `json:"try,omitempty"`
	Pause      int64 `json:"pause_ms,omitempty"`
	RetryAfter int64 `json:"retry_after_ms,omitempty"`
	// For is what was waited for: "slot" (concurrency), "pace" (requests and
	// tokens a minute), "cool-down" (somebody's busy answer), "retry" (the
	// pause before one's own next try).
	For string `json:"for,omitempty"`

	Tokens
	// Characters are those that were charged for.
	Characters int64 `json:"characters,omitempty"`
	// Estimated says that the counts are ours, in whole or in part.
	Estimated bool `json:"estimated,omitempty"`
	// Cost is in the currency of season.yaml's prices.
	Cost float64 `json:"cost,omitempty"`

	// Texts are the lines that were asked for, or answered by their number;
	// Body and Answer those of the exchange. Only with texts.
	Texts  any    `json:"texts,omitempty"`
	Body   string `json:"body,omitempty"`
	Answer string `json:"answer,omitempty"`
}

// Place is where in a season something happened.
type Place struct {
	Season  string `json:"season,omitempty"`
	Market  string `json:"market,omitempty"`
	Episode string `json:"episode,omitempty"`
}

// Tokens are counts of a model's tokens; Cached are those of the Input that a
// prefix cache answered.
type Tokens struct {
	Input  int64 `json:"input_tokens,omitempty"`
	Cached int64 `json:"cached_tokens,omitempty"`
	Output int64 `json:"output_tokens,omitempty"`
}
