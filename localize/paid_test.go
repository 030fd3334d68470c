package localize_test

import (
	"context"
	"errors"
	"testing"

	"dramaport/internal/engines"
	"dramaport/localize"
)

// answer is a translator that always answers with it.
type answer struct {
	reply localize.Reply
	err   error
}

func (a answer) Translate(context.Context, localize.Request) (localize.Reply, error) {
	return a.reply, a.err
}

// TestMeteredKeepsWhatWasPaid: when usage cannot be recorded, the draft ends,
// but the reply is kept.
func TestMeteredKeepsWhatWasPaid(t *testing.T) {
	b, right := episode(t)
	over := errors.New("over the ceiling")
	engine := engines.Stack{Record: func(context.Context, localize.Usage) error { return over }}.Translator(&scripted{right: right})
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine, Lines: 20})
	if !errors.Is(err, over) || !errors.Is(err, localize.ErrStopped) || len(got) != 20 {
		t.Errorf("error %v, %d drafts kept", err, len(got))
	}
}
