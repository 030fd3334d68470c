package httpdoor

import (
	"context"
	"encoding/json"
	"net/http"
)

// Post sends in as JSON to path and reads the answer into out. Errors are as
// of Exchange; an answer that out cannot hold is shown by its beginning.
func (d *Door) Post(ctx context.Context, path string, in, out any) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return d.Failed(err)
	}
	return d.exchange(ctx, http.MethodPost, path, raw, out)
}

// Get reads the answer of path into out. Errors are as of Post.
func (d *Door) Get(ctx context.Context, path string, out any) error {
	return d.exchange(ctx, http.MethodGet, path, nil, out)
}

func (d *Door) exchange(ctx context.Context, method, path string, in []byte, out any) error {
	a, err := d.Ask(ctx, method, path, in)
	if err != nil {
		return err
	}
	if json.Unmarshal(a.Body, out) != nil {
		return d.Unreadable(a.Body, "the JSON it should be")
	}
	return nil
}
