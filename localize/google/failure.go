package google

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/googleapis/gax-go/v2/apierror"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dramaport/internal/provider"
)

// signInCommand is the command that signs a person in.
const signInCommand = "gcloud auth application-default login"

// failure is an error of the client library as the caller wants it: ctx's own,
// or a *provider.Error with the remedy. role is the role that the call needs.
func (o Options) failure(ctx context.Context, err error, role string) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", o.Name, ctx.Err())
	}
	a := read(err)
	e := &provider.Error{Provider: o.Name, Kind: a.kind(), RetryAfter: a.retryAfter}
	said := provider.Shorten(a.message)
	if said == "" {
		said = a.code.String()
	}
	if mend := o.remedy(a, role); mend != "" {
		said += " → " + mend
	}
	e.Err = errors.New(said)
	return e
}

// failed is a failure that asking again will not mend.
func (o Options) failed(err error) error {
	return &provider.Error{Provider: o.Name, Kind: provider.Failed, Err: err}
}

// unsigned says that this machine has no usable sign-in.
func (o Options) unsigned(err error) error {
	return &provider.Error{Provider: o.Name, Kind: provider.Credentials,
		Err: fmt.Errorf("%s → %s", provider.Shorten(err.Error()), signInCommand)}
}

// lostGlossary says that a glossary was deleted while it was in use. It is
// made anew by the next try, unless it is one that we did not make.
func (o Options) lostGlossary(err error, resource string) error {
	e := &provider.Error{Provider: o.Name, Kind: provider.Temporary, Err: fmt.Errorf("the glossary %s is gone: %s", last(resource), provider.Shorten(read(err).message))}
	if o.Glossary != "" {
		e.Kind = provider.Failed
	}
	return e
}

func isNotFound(err error) bool { return read(err).code == codes.NotFound }

// remedy is what mends a failure, as a command where there is one.
func (o Options) remedy(a answer, role string) string {
	switch {
	case a.kind() == provider.Funds && a.reason == "BILLING_DISABLED":
		return "gcloud billing projects link " + o.Project + " --billing-account=…"
	case a.kind() != provider.Credentials:
		return ""
	case a.reason == "SERVICE_DISABLED" || strings.Contains(a.message, "has not been used in project"):
		return "gcloud services enable translate.googleapis.com --project=" + o.Project
	case a.code == codes.PermissionDenied && role != "":
		return fmt.Sprintf("the account needs %s on the project: gcloud projects add-iam-policy-binding %s --role=%s --member=user:…", role, o.Project, role)
	}
	return signInCommand
}

// answer is what the service said about a failure.
type answer struct {
	code            codes.Code
	message, reason string
	quota           string
	retryAfter      time.Duration
}

func read(err error) answer {
	a := answer{code: codes.Unknown, message: err.Error()}
	if s, ok := status.FromError(err); ok {
		a.code, a.message = s.Code(), s.Message()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		a.code = codes.DeadlineExceeded
	}
	var api *apierror.APIError
	if !errors.As(err, &api) {
		return a
	}
	if s := api.GRPCStatus(); s != nil {
		a.code, a.message = s.Code(), s.Message()
	}
	a.reason = api.Reason()
	a.quota = api.Metadata()["quota_limit"] + " " + api.Metadata()["quota_unit"]
	a.retryAfter = api.Details().RetryInfo.GetRetryDelay().AsDuration()
	return a
}

// kind is what can be done about it. Sources: google.golang.org/grpc/codes;
// the reasons of google.api.ErrorReason; docs/sources.md A2 and A4.
func (a answer) kind() provider.Kind {
	low := strings.ToLower(a.message + " " + a.quota)
	switch a.code {
	case codes.ResourceExhausted:
		if strings.Contains(low, "perday") || strings.Contains(low, "per day") || strings.Contains(low, "daily limit") || strings.Contains(low, "1/d/") {
			return provider.Funds
		}
		return provider.Busy
	case codes.Unavailable, codes.DeadlineExceeded, codes.Internal, codes.Aborted, codes.Unknown:
		return provider.Temporary
	case codes.PermissionDenied, codes.Unauthenticated:
		return a.denied(low)
	case codes.InvalidArgument:
		if strings.Contains(low, "too long") || strings.Contains(low, "too large") || strings.Contains(low, "text length") || strings.Contains(low, "exceeds the") {
			return provider.TooLong
		}
	}
	return provider.Failed
}

// denied tells a used-up quota and an unpaid account from a missing permission;
// the service answers all three in the same way.
func (a answer) denied(low string) provider.Kind {
	switch {
	case a.reason == "BILLING_DISABLED", strings.Contains(low, "daily limit"):
		return provider.Funds
	case strings.Contains(low, "rate limit"):
		return provider.Busy
	}
	return provider.Credentials
}
