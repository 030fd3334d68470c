package googletest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"cloud.google.com/go/longrunning/autogen/longrunningpb"
	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// term is a wording and its agreed translation.
type term struct{ source, target string }

// held is a glossary on the server; entries are by their resource names.
type held struct {
	*pb.Glossary
	entries map[string]*pb.GlossaryEntry
	asked   int
}

// storage takes what is uploaded: POST /upload/storage/v1/b/BUCKET/o?name=….
// Only the bucket called "bucket" exists, and "locked" lets nobody in.
func (s *Server) storage(w http.ResponseWriter, r *http.Request) {
	bucket, ok := strings.CutPrefix(path.Dir(r.URL.Path), "/upload/storage/v1/b/")
	body, err := io.ReadAll(r.Body)
	kind, _ := s.note(r.Context(), Record{Method: "upload", Name: "gs://" + bucket + "/" + r.URL.Query().Get("name"), Contents: []string{string(body)}})
	switch {
	case err != nil || !ok || r.Method != http.MethodPost:
		http.Error(w, "not an upload", http.StatusBadRequest)
	case kind == Unauthenticated:
		http.Error(w, `{"error":{"message":"Invalid Credentials"}}`, http.StatusUnauthorized)
	case bucket == "locked":
		http.Error(w, `{"error":{"message":"storage.objects.create access denied"}}`, http.StatusForbidden)
	case bucket != "bucket":
		http.Error(w, `{"error":{"message":"The specified bucket does not exist."}}`, http.StatusNotFound)
	default:
		s.mu.Lock()
		s.files["gs://"+bucket+"/"+r.URL.Query().Get("name")] = string(body)
		s.mu.Unlock()
		_, _ = w.Write([]byte(`{}`))
	}
}

// Hold puts a glossary on the server as if somebody had made it by hand.
func (s *Server) Hold(name, source, target string, terms ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := &held{Glossary: &pb.Glossary{Name: name, EndTime: timestamppb.Now(), Languages: &pb.Glossary_LanguagePair{
		LanguagePair: &pb.Glossary_LanguageCodePair{SourceLanguageCode: source, TargetLanguageCode: target}}}, entries: map[string]*pb.GlossaryEntry{}}
	for i := 0; i+1 < len(terms); i += 2 {
		s.add(h, terms[i], terms[i+1])
	}
	s.glossaries[name] = h
}

// add puts a pair into a glossary. The lock is held.
func (s *Server) add(h *held, source, target string) *pb.GlossaryEntry {
	s.entryCount++
	e := &pb.GlossaryEntry{Name: fmt.Sprintf("%s/glossaryEntries/e%d", h.GetName(), s.entryCount), Data: &pb.GlossaryEntry_TermsPair{TermsPair: &pb.GlossaryEntry_GlossaryTermsPair{
		SourceTerm: &pb.GlossaryTerm{LanguageCode: h.GetLanguagePair().GetSourceLanguageCode(), Text: source},
		TargetTerm: &pb.GlossaryTerm{LanguageCode: h.GetLanguagePair().GetTargetLanguageCode(), Text: target},
	}}}
	h.entries[e.GetName()] = e
	return e
}

// Drop deletes a glossary behind the client's back.
func (s *Server) Drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.glossaries, name)
}

// Glossaries are the glossaries' names, sorted.
func (s *Server) Glossaries() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.glossaries))
}

// Terms are the entries of a glossary as "source=target", sorted.
func (s *Server) Terms(name string) []string {
	terms, err := s.glossary(name)
	if err != nil {
		return nil
	}
	var all []string
	for _, t := range terms {
		all = append(all, t.source+"="+t.target)
	}
	slices.Sort(all)
	return all
}

func (s *Server) glossary(name string) ([]term, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.glossaries[name]
	if h == nil {
		return nil, status.Errorf(codes.NotFound, "Glossary not found: %s", name)
	}
	var terms []term
	for _, e := range h.entries {
		terms = append(terms, term{e.GetTermsPair().GetSourceTerm().GetText(), e.GetTermsPair().GetTargetTerm().GetText()})
	}
	return terms, nil
}

// GetGlossary implements the service.
func (s *Server) GetGlossary(ctx context.Context, r *pb.GetGlossaryRequest) (*pb.Glossary, error) {
	if _, err := s.note(ctx, Record{Method: "GetGlossary", Name: r.GetName()}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.glossaries[r.GetName()]; h != nil {
		return h.Glossary, nil
	}
	return nil, status.Errorf(codes.NotFound, "Glossary not found: %s", r.GetName())
}

// CreateGlossary implements the service. It reads the file of the bucket.
func (s *Server) CreateGlossary(ctx context.Context, r *pb.CreateGlossaryRequest) (*longrunningpb.Operation, error) {
	g := r.GetGlossary()
	if _, err := s.note(ctx, Record{Method: "CreateGlossary", Name: g.GetName(), Parent: r.GetParent()}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	uri := g.GetInputConfig().GetGcsSource().GetInputUri()
	file, there := s.files[uri]
	switch {
	case s.glossaries[g.GetName()] != nil:
		return nil, status.Errorf(codes.AlreadyExists, "Glossary already exists: %s", g.GetName())
	case uri == "":
		return nil, status.Error(codes.InvalidArgument, "Glossary input_config is required.")
	case !there:
		return nil, status.Errorf(codes.NotFound, "No such object: %s", uri)
	}
	h := &held{Glossary: g, entries: map[string]*pb.GlossaryEntry{}}
	for row := range strings.Lines(file) {
		source, target, _ := strings.Cut(strings.TrimSuffix(row, "\n"), "\t")
		s.add(h, source, target)
	}
	s.glossaries[g.GetName()] = h
	id := fmt.Sprintf("%s/operations/op%d", r.GetParent(), len(s.operations)+1)
	s.operations[id] = g.GetName()
	return s.operation(id, h)
}

// operation is the state of a glossary in the making. The lock is held.
func (s *Server) operation(id string, h *held) (*longrunningpb.Operation, error) {
	op := &longrunningpb.Operation{Name: id}
	if h.asked++; s.config.SlowGlossaries && h.asked < 2 {
		return op, nil
	}
	h.EndTime, h.EntryCount = timestamppb.Now(), int32(len(h.entries))
	res, err := anypb.New(h.Glossary)
	op.Done, op.Result = true, &longrunningpb.Operation_Response{Response: res}
	return op, err
}

// GetOperation implements longrunning Operations.
func (s *Server) GetOperation(ctx context.Context, r *longrunningpb.GetOperationRequest) (*longrunningpb.Operation, error) {
	if _, err := s.note(ctx, Record{Method: "GetOperation", Name: r.GetName()}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.glossaries[s.operations[r.GetName()]]
	if h == nil {
		return nil, status.Errorf(codes.NotFound, "Operation not found: %s", r.GetName())
	}
	return s.operation(r.GetName(), h)
}

// ListGlossaryEntries implements the service, two entries a page.
func (s *Server) ListGlossaryEntries(ctx context.Context, r *pb.ListGlossaryEntriesRequest) (*pb.ListGlossaryEntriesResponse, error) {
	if _, err := s.note(ctx, Record{Method: "ListGlossaryEntries", Parent: r.GetParent()}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.glossaries[r.GetParent()]
	if h == nil {
		return nil, status.Error(codes.NotFound, "Glossary not found")
	}
	all := slices.SortedFunc(maps.Values(h.entries), func(a, b *pb.GlossaryEntry) int { return cmp.Compare(a.GetName(), b.GetName()) })
	from, _ := slices.BinarySearchFunc(all, r.GetPageToken(), func(e *pb.GlossaryEntry, name string) int { return cmp.Compare(e.GetName(), name) })
	res := &pb.ListGlossaryEntriesResponse{GlossaryEntries: all[from:min(from+2, len(all))]}
	if from+2 < len(all) {
		res.NextPageToken = all[from+2].GetName()
	}
	return res, nil
}

// CreateGlossaryEntry implements the service.
func (s *Server) CreateGlossaryEntry(ctx context.Context, r *pb.CreateGlossaryEntryRequest) (*pb.GlossaryEntry, error) {
	p := r.GetGlossaryEntry().GetTermsPair()
	if _, err := s.note(ctx, Record{Method: "CreateGlossaryEntry", Parent: r.GetParent(), Contents: []string{p.GetSourceTerm().GetText(), p.GetTargetTerm().GetText()}}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.glossaries[r.GetParent()]
	if h == nil {
		return nil, status.Error(codes.NotFound, "Glossary not found")
	}
	return s.add(h, p.GetSourceTerm().GetText(), p.GetTargetTerm().GetText()), nil
}

// UpdateGlossaryEntry implements the service.
func (s *Server) UpdateGlossaryEntry(ctx context.Context, r *pb.UpdateGlossaryEntryRequest) (*pb.GlossaryEntry, error) {
	e := r.GetGlossaryEntry()
	if _, err := s.note(ctx, Record{Method: "UpdateGlossaryEntry", Name: e.GetName()}); err != nil {
		return nil, err
	}
	return e, s.change(e.GetName(), e)
}

// DeleteGlossaryEntry implements the service.
func (s *Server) DeleteGlossaryEntry(ctx context.Context, r *pb.DeleteGlossaryEntryRequest) (*emptypb.Empty, error) {
	if _, err := s.note(ctx, Record{Method: "DeleteGlossaryEntry", Name: r.GetName()}); err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, s.change(r.GetName(), nil)
}

// change replaces an entry, or removes it where there is none to replace it.
func (s *Server) change(name string, by *pb.GlossaryEntry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.glossaries[path.Dir(path.Dir(name))]
	if h == nil || h.entries[name] == nil {
		return status.Errorf(codes.NotFound, "Glossary entry not found: %s", name)
	}
	if by == nil {
		delete(h.entries, name)
	} else {
		h.entries[name] = by
	}
	return nil
}
