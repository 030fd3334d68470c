package google_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/google"
	"dramaport/localize/googletest"
)

func asError(err error, e **provider.Error) bool { return errors.As(err, e) }

func terms(pairs ...string) []localize.Wording {
	var ws []localize.Wording
	for i := 0; i < len(pairs); i += 2 {
		ws = append(ws, localize.Wording{Source: pairs[i], Target: pairs[i+1]})
	}
	return ws
}

func inBucket(o *google.Options) { o.Bucket = "gs://bucket/terms/" }

// TestGlossaryIsMadeOnceAndUsed: one upload and one glossary for a content,
// whoever asks; another as soon as a term changes; the agreed wordings are
// those of the reply.
func TestGlossaryIsMadeOnceAndUsed(t *testing.T) {
	tr, s := start(t, googletest.Config{SlowGlossaries: true}, inBucket)
	with := tr.WithTerms("替嫁千金", "us", terms("顾沉", "Gu Chen", "总裁", "CEO"))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			reply, err := with.Translate(t.Context(), request("顾沉是总裁。"))
			if err != nil || !strings.Contains(reply.Texts[1], "Gu Chen CEO") {
				t.Errorf("%v, %v", reply.Texts, err)
			}
		})
	}
	wg.Wait()
	if u := s.Records("upload"); len(u) != 1 || u[0].Contents[0] != "顾沉\tGu Chen\n总裁\tCEO\n" || !strings.HasPrefix(u[0].Name, "gs://bucket/terms/dramaport-") {
		t.Errorf("%+v", u)
	}
	if n := len(s.Records("CreateGlossary")); n != 1 {
		t.Errorf("%d glossaries made", n)
	}
	r := s.Translations()[0]
	if !strings.HasPrefix(r.Glossary, "projects/my-project/locations/us-central1/glossaries/dramaport-") || !strings.Contains(r.Glossary, "-us-") || !r.IgnoreCase || r.Contextual {
		t.Errorf("%+v", r)
	}
	again := tr.WithTerms("替嫁千金", "us", terms("顾沉", "Gu Chen", "总裁", "CEO"))
	changed := tr.WithTerms("替嫁千金", "us", terms("顾沉", "Gu Chen", "总裁", "the boss"))
	for _, one := range []localize.Translator{again, changed} {
		if _, err := one.Translate(t.Context(), request("总裁。")); err != nil {
			t.Error(err)
		}
	}
	if n := len(s.Glossaries()); n != 2 || len(s.Records("upload")) != 2 {
		t.Errorf("%d glossaries, %d uploads, want 2 and 2", n, len(s.Records("upload")))
	}
}

func TestWithoutAPlaceTermsStayWithTheChecks(t *testing.T) {
	tr, s := start(t, googletest.Config{})
	if _, err := tr.WithTerms("x", "us", terms("总裁", "CEO")).Translate(t.Context(), request("总裁。")); err != nil {
		t.Fatal(err)
	}
	if r := s.Translations()[0]; r.Glossary != "" || r.Parent != "projects/my-project/locations/global" || len(s.Glossaries()) > 0 {
		t.Errorf("%+v", r)
	}
}

// TestGlossaryThatVanishes is made anew by the try that follows.
func TestGlossaryThatVanishes(t *testing.T) {
	tr, s := start(t, googletest.Config{}, inBucket)
	with := tr.WithTerms("x", "us", terms("总裁", "CEO"))
	if _, err := with.Translate(t.Context(), request("总裁。")); err != nil {
		t.Fatal(err)
	}
	s.Drop(s.Glossaries()[0])
	_, err := with.Translate(t.Context(), request("总裁。"))
	if provider.KindOf(err) != provider.Temporary || err == nil {
		t.Fatalf("%v", err)
	}
	if reply, err := with.Translate(t.Context(), request("总裁。")); err != nil || !strings.Contains(reply.Texts[1], "CEO") {
		t.Errorf("%v, %v", reply.Texts, err)
	}
}

func TestGlossaryFailures(t *testing.T) {
	for _, tc := range []struct {
		name, bucket string
		fault        googletest.Kind
		kind         provider.Kind
		says         string
	}{
		{"no bucket", "nowhere", "", provider.Failed, "gcloud storage buckets create gs://nowhere"},
		{"no right to the bucket", "locked", "", provider.Credentials, "roles/storage.objectAdmin"},
		{"no role", "bucket", googletest.PermissionDenied, provider.Credentials, "roles/cloudtranslate.editor"},
		{"busy", "bucket", googletest.Exhausted, provider.Busy, ""},
		{"gone", "bucket", googletest.Unavailable, provider.Temporary, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := googletest.Config{}
			if tc.fault != "" {
				c.Faults = []googletest.Fault{{Kind: tc.fault, Glossaries: true}}
			}
			tr, s := start(t, c, func(o *google.Options) { o.Bucket, o.Timeout = tc.bucket, 1e9 })
			_, err := tr.WithTerms("x", "us", terms("总裁", "CEO")).Translate(t.Context(), request("总裁。"))
			if err == nil || provider.KindOf(err) != tc.kind || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("kind %d: %v", provider.KindOf(err), err)
			}
			if len(s.Translations()) > 0 {
				t.Error("paid for a translation without its terms")
			}
		})
	}
}

// TestEntryByEntry: a glossary that exists is brought in line, and a second
// run changes nothing.
func TestEntryByEntry(t *testing.T) {
	tr, s := start(t, googletest.Config{}, func(o *google.Options) { o.Glossary = "drama-{market}" })
	name := "projects/my-project/locations/us-central1/glossaries/drama-us"
	s.Hold(name, "zh-CN", "en", "总裁", "president", "旧", "old", "顾沉", "Gu Chen")
	for round, changes := range []int{3, 0} {
		s.SetFaults()
		reply, err := tr.WithTerms("x", "us", terms("总裁", "CEO", "顾沉", "Gu Chen", "替嫁", "substitute bride")).Translate(t.Context(), request("替嫁总裁。"))
		if err != nil || !strings.Contains(reply.Texts[1], "substitute bride CEO") {
			t.Fatalf("%v, %v", reply.Texts, err)
		}
		if diff := cmp.Diff([]string{"总裁=CEO", "替嫁=substitute bride", "顾沉=Gu Chen"}, s.Terms(name)); diff != "" {
			t.Error(diff)
		}
		if n := len(s.Records("CreateGlossaryEntry", "UpdateGlossaryEntry", "DeleteGlossaryEntry")); n != changes {
			t.Errorf("round %d: %d changes, want %d", round, n, changes)
		}
	}
	for market, says := range map[string]string{"br": "there is no glossary drama-br", "wrong": "is not from zh-CN to en"} {
		s.Hold(strings.Replace(name, "-us", "-wrong", 1), "en", "es")
		_, err := tr.WithTerms("x", market, terms("总裁", "CEO")).Translate(t.Context(), request("总裁。"))
		if provider.KindOf(err) != provider.Failed || err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

// TestAdaptive: lines with examples go with them, the others without; each
// line has a list of its own.
func TestAdaptive(t *testing.T) {
	tr, s := start(t, googletest.Config{}, func(o *google.Options) { o.Adaptive = true; inBucket(o) })
	r := request("你骗了我。", "走。", "总裁你骗了她。")
	r.Lines[0].Examples = []localize.Example{{Source: "你骗了她。", Target: "You lied to her.", Percent: 80}, {Source: strings.Repeat("长", 600), Target: "long"}}
	r.Lines[2].Examples = []localize.Example{{Source: "你骗了她。", Target: "You lied to her.", Percent: 90}, {Source: "骗", Target: "Lies.", Percent: 76}}
	reply, err := tr.WithTerms("x", "us", terms("总裁", "CEO")).Translate(t.Context(), r)
	if err != nil || len(reply.Texts) != 3 || !strings.Contains(reply.Texts[3], "CEO") {
		t.Fatalf("%v, %v", reply.Texts, err)
	}
	a := s.Records("AdaptiveMtTranslate")
	want := [][]string{{"你骗了她。 => You lied to her."}, {"你骗了她。 => You lied to her.", "骗 => Lies."}}
	if len(a) != 1 || !cmp.Equal(a[0].Examples, want) || a[0].Glossary == "" || !a[0].HasDeadline || a[0].Mime != "text/plain" || len(s.Records("TranslateText")) != 1 {
		t.Errorf("%+v", a)
	}
	if got := s.Records("TranslateText")[0].Contents; !cmp.Equal(got, []string{"走。"}) {
		t.Error(got)
	}
}
