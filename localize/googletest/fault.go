package googletest

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Kind is a way to fail.
type Kind string

// The faults. The first group fails the call, the second spoils its answer.
const (
	Exhausted        Kind = "exhausted"         // ResourceExhausted with RetryInfo
	DailyQuota       Kind = "daily-quota"       // ResourceExhausted, quota per day
	Unavailable      Kind = "unavailable"       // Unavailable
	PermissionDenied Kind = "permission-denied" // PermissionDenied, no role
	APIDisabled      Kind = "api-disabled"      // PermissionDenied, SERVICE_DISABLED
	NoBilling        Kind = "no-billing"        // PermissionDenied, BILLING_DISABLED
	Unauthenticated  Kind = "unauthenticated"   // Unauthenticated
	TooLong          Kind = "too-long"          // InvalidArgument, "Text is too long."
	BadArgument      Kind = "bad-argument"      // InvalidArgument
	NoGlossary       Kind = "no-glossary"       // NotFound, as of a glossary that was deleted
	Slow             Kind = "slow"              // no answer until the client goes

	WrongCount Kind = "wrong-count" // one text too few
	Empty      Kind = "empty"       // the first text is empty
	HTML       Kind = "html"        // HTML entities, whatever was asked for
	LostMarks  Kind = "lost-marks"  // spans that are not to be translated are left out
	LostTerms  Kind = "lost-terms"  // the glossary is ignored
)

func kinds() []Kind {
	return []Kind{Exhausted, DailyQuota, Unavailable, PermissionDenied, APIDisabled, NoBilling, Unauthenticated, TooLong,
		BadArgument, NoGlossary, Slow, WrongCount, Empty, HTML, LostMarks, LostTerms}
}

// Fault is a failure and when it happens.
type Fault struct {
	Kind Kind
	// RetryAfter is what Exhausted tells, 0 for nothing.
	RetryAfter time.Duration
	// From and To are the numbers, from 1, of the translation calls that fail
	// so. From 0 is the first; To 0 is From alone, To < 0 is without end.
	From, To int
	// Everywhere lets every other call fail as well, whatever From and To say.
	Everywhere bool
	// Glossaries limits the fault to calls about glossaries and their entries.
	Glossaries bool
}

func (f Fault) hits(method string, n int) bool {
	switch {
	case f.Glossaries:
		return isGlossary(method)
	case f.Everywhere:
		return true
	case !isTranslation(method):
		return false
	}
	from, to := max(1, f.From), f.To
	if to == 0 {
		to = from
	}
	return n >= from && (to < 0 || n <= to)
}

// ParseFault reads a fault as a test script has it: the kind, and the numbers
// of the calls: "2", "2-5", "2-", "always" (all translations), "everywhere",
// "glossaries".
func ParseFault(kind, when string, retryAfter time.Duration) (Fault, error) {
	f := Fault{Kind: Kind(kind), RetryAfter: retryAfter}
	if !slices.Contains(kinds(), f.Kind) {
		return f, fmt.Errorf("fault %q: want one of %v", kind, kinds())
	}
	switch when {
	case "always":
		f.To = -1
	case "everywhere":
		f.Everywhere = true
	case "glossaries":
		f.Glossaries = true
	default:
		n, err := strconv.Atoi(when)
		f.From, f.To = 1, n
		return f, err
	}
	return f, nil
}

// failure is the fault as the service would say it, nil if it only spoils an
// answer.
func (f Fault) failure() error {
	switch f.Kind {
	case Exhausted:
		return fail(codes.ResourceExhausted, "Quota exceeded for quota metric 'v3 general model characters' and limit 'per minute'",
			"RATE_LIMIT_EXCEEDED", map[string]string{"quota_limit": "defaultPerMinutePerProject"}, f.RetryAfter)
	case DailyQuota:
		return fail(codes.ResourceExhausted, "Quota exceeded for quota metric 'v3 characters' and limit 'per day'",
			"RATE_LIMIT_EXCEEDED", map[string]string{"quota_limit": "defaultPerDayPerProject"}, 0)
	case Unavailable:
		return status.Error(codes.Unavailable, "The service is currently unavailable.")
	case PermissionDenied:
		return fail(codes.PermissionDenied, "Cloud IAM permission 'cloudtranslate.generalModels.predict' denied.", "IAM_PERMISSION_DENIED", nil, 0)
	case APIDisabled:
		return fail(codes.PermissionDenied, "Cloud Translation API has not been used in project my-project before or it is disabled.", "SERVICE_DISABLED", nil, 0)
	case NoBilling:
		return fail(codes.PermissionDenied, "This API method requires billing to be enabled.", "BILLING_DISABLED", nil, 0)
	case Unauthenticated:
		return fail(codes.Unauthenticated, "Request had invalid authentication credentials.", "ACCESS_TOKEN_EXPIRED", nil, 0)
	case TooLong:
		return status.Error(codes.InvalidArgument, "Text is too long.")
	case BadArgument:
		return status.Error(codes.InvalidArgument, "Target language is invalid.")
	case NoGlossary:
		return status.Error(codes.NotFound, "Glossary not found.")
	}
	return nil
}

// fail is an error with the details that Google's services send.
func fail(code codes.Code, message, reason string, metadata map[string]string, retry time.Duration) error {
	details := []protoadapt.MessageV1{&errdetails.ErrorInfo{Reason: reason, Domain: "googleapis.com", Metadata: metadata}}
	if retry > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(retry)})
	}
	s, err := status.New(code, message).WithDetails(details...)
	if err != nil {
		return err
	}
	return s.Err()
}
