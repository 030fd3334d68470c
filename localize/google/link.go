package google

import (
	"context"
	"sync"

	"cloud.google.com/go/auth"
	"cloud.google.com/go/auth/credentials"
	translate "cloud.google.com/go/translate/apiv3"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// scope is what the sign-in is for: translating, and putting glossary files
// into a bucket.
const scope = "https://www.googleapis.com/auth/cloud-platform"

// storageURL is Cloud Storage's own address.
const storageURL = "https://storage.googleapis.com"

// link is the connection to the service, made when first needed, and what it
// has said about its languages.
type link struct {
	o Options
	// lock holds a value while somebody signs in or asks for the languages.
	lock    chan struct{}
	open    *session
	served  []string
	closing sync.Once
}

// session is a signed-in connection. creds is nil on this machine.
type session struct {
	client  *translate.TranslationClient
	creds   *auth.Credentials
	storage string
}

func newLink(o Options) *link { return &link{o: o, lock: make(chan struct{}, 1)} }

// hold waits for the lock.
func (l *link) hold(ctx context.Context) (release func(), err error) {
	select {
	case l.lock <- struct{}{}:
		return func() { <-l.lock }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// session signs in, once. Looking for credentials asks this machine's files
// and, where there are none, a server that only Google's machines have.
func (l *link) session(ctx context.Context) (*session, error) {
	release, err := l.hold(ctx)
	if err != nil {
		return nil, l.o.failure(ctx, err, "")
	}
	defer release()
	if l.open != nil {
		return l.open, nil
	}
	s, err := l.o.signIn(ctx)
	if err != nil {
		return nil, err
	}
	l.open = s
	return s, nil
}

func (o Options) signIn(ctx context.Context) (*session, error) {
	address, local, err := endpoint(o.BaseURL)
	if err != nil {
		return nil, o.failed(err)
	}
	s := &session{storage: storageURL}
	var opts []option.ClientOption
	if address != "" {
		opts = append(opts, option.WithEndpoint(address))
	}
	if local {
		s.storage = "http://" + address
		opts = append(opts, option.WithoutAuthentication(), option.WithGRPCDialOption(grpc.WithTransportCredentials(insecure.NewCredentials())))
	} else if s.creds, err = credentials.DetectDefault(&credentials.DetectOptions{Scopes: []string{scope}}); err != nil {
		return nil, o.unsigned(err)
	} else {
		opts = append(opts, option.WithAuthCredentials(s.creds))
	}
	// The connection outlives the request that needed it first.
	if s.client, err = translate.NewTranslationClient(context.WithoutCancel(ctx), append(opts, option.WithTelemetryDisabled())...); err != nil {
		return nil, o.unsigned(err)
	}
	return s, nil
}

// close ends the connection, if there is one.
func (l *link) close() (err error) {
	l.closing.Do(func() {
		if l.open != nil {
			err = l.open.client.Close()
		}
	})
	return err
}
