package googletest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/longrunning/autogen/longrunningpb"
	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc"
)

// Config says how the server answers. The zero value translates everything.
type Config struct {
	// Phrasebook is asked first: source text to translation.
	Phrasebook map[string]string
	// Faults are tried in their order; the first that hits happens.
	Faults []Fault
	// Latency is how long every translation takes.
	Latency time.Duration
	// Languages are what the general model knows; a usual few if empty.
	// Those with a region are added for the Translation LLM.
	Languages []string
	// SlowGlossaries lets a glossary be ready only at the second asking.
	SlowGlossaries bool
}

// Record is a call that the server received.
type Record struct {
	// Method is the call's name, such as TranslateText, or "upload".
	Method string
	// Contents are the texts, or the file that was uploaded.
	Contents                              []string
	Mime, Model, Source, Target, Glossary string
	IgnoreCase, Contextual, HasDeadline   bool
	Examples                              [][]string
	Name, Parent                          string
	Fault                                 Kind
}

// Server is the service. Its methods may be called at any time.
type Server struct {
	pb.UnimplementedTranslationServiceServer
	longrunningpb.UnimplementedOperationsServer
	config Config
	// Address is where it listens, as host:port; URL is what season.yaml has
	// as base_url.
	Address, URL string
	http         *http.Server

	mu         sync.Mutex
	faults     []Fault
	records    []Record
	glossaries map[string]*held
	files      map[string]string // by gs:// address
	operations map[string]string // to the glossary's name
	entryCount int
}

// NewServer starts a server that ends with the test.
func NewServer(t testing.TB, c Config) *Server {
	t.Helper()
	s, err := Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Start starts a server on a free port of this machine.
func Start(c Config) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{config: c, Address: l.Addr().String(), URL: "http://" + l.Addr().String(), faults: slices.Clone(c.Faults),
		glossaries: map[string]*held{}, files: map[string]string{}, operations: map[string]string{}}
	calls := grpc.NewServer()
	pb.RegisterTranslationServiceServer(calls, s)
	longrunningpb.RegisterOperationsServer(calls, s)
	s.http = &http.Server{Handler: s.either(calls), ReadHeaderTimeout: time.Minute, Protocols: &http.Protocols{}}
	s.http.Protocols.SetHTTP1(true)
	s.http.Protocols.SetUnencryptedHTTP2(true)
	go func() { _ = s.http.Serve(l) }() // ends with Close
	return s, nil
}

// either hands gRPC to calls, and everything else to the storage.
func (s *Server) either(calls *grpc.Server) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor == 2 && strings.HasPrefix(r.Header.Get("Content-Type"), "application/grpc") {
			calls.ServeHTTP(w, r)
			return
		}
		s.storage(w, r)
	})
}

// Close ends the server and whatever hangs in it.
func (s *Server) Close() { _ = s.http.Close() }

// SetFaults replaces the faults and counts translations anew.
func (s *Server) SetFaults(f ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.records = f, nil
}

// Records are the calls so far, or those of the named methods.
func (s *Server) Records(methods ...string) []Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.records), func(r Record) bool { return len(methods) > 0 && !slices.Contains(methods, r.Method) })
}

// Translations are the calls that translate, which are those that cost.
func (s *Server) Translations() []Record { return s.Records("TranslateText", "AdaptiveMtTranslate") }

func isTranslation(method string) bool {
	return method == "TranslateText" || method == "AdaptiveMtTranslate"
}

func isGlossary(method string) bool { return strings.Contains(method, "Glossar") }

// note keeps a record of a call and says what is to happen to it: an error, or
// the kind of fault that spoils its answer.
func (s *Server) note(ctx context.Context, r Record) (Kind, error) {
	_, r.HasDeadline = ctx.Deadline()
	f := s.fault(&r)
	if isTranslation(r.Method) {
		time.Sleep(s.config.Latency)
	}
	if f.Kind == Slow {
		<-ctx.Done()
		return f.Kind, errors.Join(ctx.Err())
	}
	return f.Kind, f.failure()
}

func (s *Server) fault(r *Record) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 1
	for _, old := range s.records {
		if isTranslation(old.Method) {
			n++
		}
	}
	var hit Fault
	for _, f := range s.faults {
		if f.hits(r.Method, n) {
			hit = f
			break
		}
	}
	r.Fault = hit.Kind
	s.records = append(s.records, *r)
	return hit
}
