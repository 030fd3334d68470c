package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// BatchShare is what a batch costs of the usual price. Source:
// platform.openai.com/docs/guides/batch: 50 % off, results within 24 hours.
const BatchShare = 0.5

// tokenField is the field of a batch's metadata by which it is found again.
const tokenField = "dramaport"

var _ localize.Batcher = (*Translator)(nil)

// Submit implements localize.Batcher: it looks for a batch with the token,
// and uploads and creates one only if there is none.
func (t *Translator) Submit(ctx context.Context, token string, asked []localize.BatchRequest) (string, error) {
	id, err := t.submitted(ctx, token)
	if id != "" || err != nil || len(asked) == 0 {
		return id, err
	}
	var file bytes.Buffer
	for _, p := range asked {
		line, err := t.batchLine(p)
		if err != nil {
			return "", err
		}
		file.Write(append(line, '\n'))
	}
	uploaded, err := t.client.CreateFileBytes(ctx, openai.FileBytesRequest{Name: "dramaport-" + token + ".jsonl", Bytes: file.Bytes(), Purpose: openai.PurposeBatch})
	if err != nil {
		return "", t.failure(ctx, err)
	}
	b, err := t.client.CreateBatch(ctx, openai.CreateBatchRequest{InputFileID: uploaded.ID, Endpoint: openai.BatchEndpointChatCompletions,
		CompletionWindow: "24h", Metadata: map[string]any{tokenField: token}})
	if err != nil {
		return "", t.failure(ctx, err)
	}
	if b.ID == "" {
		return "", t.failed(provider.Failed, errors.New("the server took the batch and gave it no id"))
	}
	return b.ID, nil
}

// batchLine is a request as a line of the batch's file: the very body that
// Translate would send.
func (t *Translator) batchLine(p localize.BatchRequest) ([]byte, error) {
	body, extra, err := t.body(p.Request)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(body)
	if err == nil {
		raw, err = mergeFields(raw, t.o.merged(extra))
	}
	if err != nil {
		return nil, t.failed(provider.Failed, fmt.Errorf("request %s: %w", p.ID, err))
	}
	return json.Marshal(map[string]any{"custom_id": p.ID, "method": "POST", "url": openai.BatchEndpointChatCompletions, "body": json.RawMessage(raw)})
}

// submitted is the id of the batch with that token, "" if there is none.
func (t *Translator) submitted(ctx context.Context, token string) (string, error) {
	limit := 100
	var after *string
	for {
		page, err := t.client.ListBatch(ctx, after, &limit)
		if err != nil {
			return "", t.failure(ctx, err)
		}
		if i := slices.IndexFunc(page.Data, func(b openai.Batch) bool { return b.Metadata[tokenField] == token }); i >= 0 {
			return page.Data[i].ID, nil
		}
		if !page.HasMore || len(page.Data) == 0 {
			return "", nil
		}
		after = &page.Data[len(page.Data)-1].ID
	}
}

// BatchStatus implements localize.Batcher.
func (t *Translator) BatchStatus(ctx context.Context, id string) (localize.BatchStatus, error) {
	b, err := t.client.RetrieveBatch(ctx, id)
	if err != nil {
		return localize.BatchStatus{}, t.failure(ctx, err)
	}
	s := localize.BatchStatus{State: b.Status, Ended: slices.Contains([]string{"completed", "failed", "expired", "cancelled"}, b.Status),
		Total: b.RequestCounts.Total, Done: b.RequestCounts.Completed, Failed: b.RequestCounts.Failed}
	if b.Errors != nil {
		var said []string
		for _, e := range b.Errors.Data {
			said = append(said, strings.TrimSpace(e.Code+" "+e.Message))
		}
		s.Problem = provider.Shorten(t.door.Mask(strings.Join(said, "; ")))
	}
	return s, nil
}

// Collect implements localize.Batcher: it reads the file of results and the
// file of errors.
func (t *Translator) Collect(ctx context.Context, id string, lines func(string) []localize.Item, take func(string, localize.Reply, error) error) error {
	b, err := t.client.RetrieveBatch(ctx, id)
	if err != nil {
		return t.failure(ctx, err)
	}
	for _, file := range []*string{b.OutputFileID, b.ErrorFileID} {
		if file == nil || *file == "" {
			continue
		}
		if err := t.results(ctx, *file, lines, take); err != nil {
			return err
		}
	}
	return nil
}

// results hands on the lines of a file.
func (t *Translator) results(ctx context.Context, file string, lines func(string) []localize.Item, take func(string, localize.Reply, error) error) error {
	content, err := t.client.GetFileContent(ctx, file)
	if err != nil {
		return t.failure(ctx, err)
	}
	defer content.Close()
	dec := json.NewDecoder(content)
	for {
		var r result
		if err := dec.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return t.failed(provider.Failed, fmt.Errorf("results %s: %w", file, err))
		}
		own := lines(r.CustomID)
		if len(own) == 0 {
			continue // not of ours, or done with
		}
		reply, failed := t.judge(r, own)
		if err := take(r.CustomID, reply, failed); err != nil {
			return err
		}
	}
}

// result is a line of a file of results.
type result struct {
	CustomID string `json:"custom_id"`
	Response *struct {
		Status int             `json:"status_code"`
		Body   json.RawMessage `json:"body"`
	} `json:"response"`
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// judge reads one result as Translate reads its answer.
func (t *Translator) judge(r result, lines []localize.Item) (localize.Reply, error) {
	switch {
	case r.Response == nil && r.Error != nil:
		return localize.Reply{}, t.failed(provider.Failed, errors.New(provider.Shorten(t.door.Mask(r.Error.Code+": "+r.Error.Message))))
	case r.Response == nil:
		return localize.Reply{}, t.failed(provider.Failed, errors.New("a result without an answer"))
	case r.Response.Status < 200 || r.Response.Status >= 300:
		return localize.Reply{}, t.door.Refused(r.Response.Status, nil, string(r.Response.Body))
	}
	return t.answer(readCompletion(r.Response.Body), lines)
}
