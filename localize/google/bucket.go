package google

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
)

// mostSaid is the most bytes of the bucket's answer: only its words are of use.
const mostSaid = 1 << 16

// upload puts a file into the bucket and returns its gs:// address.
func (o Options) upload(ctx context.Context, s *session, file, content string) (string, error) {
	bucket, folder, _ := strings.Cut(o.Bucket, "/")
	object := strings.TrimPrefix(folder+"/"+file, "/")
	door, err := o.storage(ctx, s)
	if err != nil {
		return "", err
	}
	address := door.URL() + "/upload/storage/v1/b/" + url.PathEscape(bucket) + "/o?uploadType=media&name=" + url.QueryEscape(object)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(content))
	if err != nil {
		return "", o.failed(err)
	}
	req.Header.Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	if _, err = door.Exchange(req, mostSaid); err != nil {
		return "", o.failedUpload(bucket, err)
	}
	return "gs://" + bucket + "/" + object, nil
}

// storage is the way to Cloud Storage, signed in; a session on this machine
// needs no sign-in.
func (o Options) storage(ctx context.Context, s *session) (*httpdoor.Door, error) {
	to := httpdoor.Options{Name: o.Name, URL: s.storage, Timeout: o.Timeout, Header: http.Header{}}
	if s.creds != nil {
		token, err := s.creds.Token(ctx)
		if err != nil {
			return nil, o.unsigned(err)
		}
		to.Key = token.Value
		to.Header.Set("Authorization", "Bearer "+token.Value)
		// The project that pays, where a person's own sign-in names one.
		if project, err := s.creds.QuotaProjectID(ctx); err == nil && project != "" {
			to.Header.Set("X-Goog-User-Project", project)
		}
	}
	return httpdoor.Open(to)
}

// failedUpload is a failed upload with what mends it.
func (o Options) failedUpload(bucket string, err error) error {
	var e *provider.Error
	switch {
	case errors.As(err, &e) && e.Status > 0:
		return o.refusedUpload(bucket, e)
	case errors.As(err, &e):
		e.Err = fmt.Errorf("the bucket: %w", e.Err)
	}
	return err
}

// refusedUpload is an upload that Cloud Storage refused.
func (o Options) refusedUpload(bucket string, e *provider.Error) error {
	mend := ""
	switch {
	case e.Status == http.StatusNotFound:
		mend = fmt.Sprintf(" → gcloud storage buckets create gs://%s --project=%s --location=%s", bucket, o.Project, o.Location)
	case e.Kind == provider.Credentials && e.Status == http.StatusUnauthorized:
		mend = " → " + signInCommand
	case e.Kind == provider.Credentials:
		mend = fmt.Sprintf(" → the account needs roles/storage.objectAdmin: gcloud storage buckets add-iam-policy-binding gs://%s --role=roles/storage.objectAdmin --member=user:…", bucket)
	}
	said := strings.TrimSuffix(e.Err.Error(), " (the service wants a key: name its variable in api_key_env)")
	e.Err = fmt.Errorf("the bucket %s: %s%s", bucket, said, mend)
	return e
}
