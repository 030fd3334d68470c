package google

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"dramaport/internal/provider"
)

// upload puts a file into the bucket and returns its gs:// address.
func (o Options) upload(ctx context.Context, s *session, file, content string) (string, error) {
	bucket, folder, _ := strings.Cut(o.Bucket, "/")
	object := strings.TrimPrefix(folder+"/"+file, "/")
	address := s.storage + "/upload/storage/v1/b/" + url.PathEscape(bucket) + "/o?uploadType=media&name=" + url.QueryEscape(object)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(content))
	if err != nil {
		return "", o.failed(err)
	}
	req.Header.Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	if err := s.sign(ctx, req); err != nil {
		return "", o.unsigned(err)
	}
	res, err := s.http.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return "", o.failure(ctx, err, "")
		}
		return "", &provider.Error{Provider: o.Name, Kind: provider.Temporary, Err: errors.New("the bucket: " + provider.Shorten(err.Error()))}
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<16)) // only its words are of use
	if res.StatusCode/100 != 2 {
		return "", o.refusedUpload(bucket, res, string(body))
	}
	return "gs://" + bucket + "/" + object, nil
}

// sign adds the sign-in, and the project that pays where a person's own
// sign-in names one.
func (s *session) sign(ctx context.Context, req *http.Request) error {
	if s.creds == nil {
		return nil
	}
	token, err := s.creds.Token(ctx)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token.Value)
	if project, err := s.creds.QuotaProjectID(ctx); err == nil && project != "" {
		req.Header.Set("X-Goog-User-Project", project)
	}
	return nil
}

// refusedUpload is a failed upload with what mends it.
func (o Options) refusedUpload(bucket string, res *http.Response, body string) error {
	e := provider.FromStatus(o.Name, "", res.StatusCode, res.Header, body)
	mend := ""
	switch {
	case res.StatusCode == http.StatusNotFound:
		mend = fmt.Sprintf(" → gcloud storage buckets create gs://%s --project=%s --location=%s", bucket, o.Project, o.Location)
	case e.Kind == provider.Credentials && res.StatusCode == http.StatusUnauthorized:
		mend = " → " + signInCommand
	case e.Kind == provider.Credentials:
		mend = fmt.Sprintf(" → the account needs roles/storage.objectAdmin: gcloud storage buckets add-iam-policy-binding gs://%s --role=roles/storage.objectAdmin --member=user:…", bucket)
	}
	said := strings.TrimSuffix(e.Err.Error(), " (the service wants a key: name its variable in api_key_env)")
	e.Err = fmt.Errorf("the bucket %s: %s%s", bucket, said, mend)
	return e
}
