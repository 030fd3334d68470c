package openai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/dubbing/dubbingtest"
	"dramaport/dubbing/openai"
	"dramaport/internal/provider"
	"dramaport/internal/wav"
)

func open(t *testing.T, o openai.Options) *openai.Synthesizer {
	t.Helper()
	o.Name = "kokoro"
	s, err := openai.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func say(text string) dubbing.Speech {
	return dubbing.Speech{Text: text, Voice: "af_heart", Language: language.AmericanEnglish}
}

func TestContract(t *testing.T) {
	for name, hide := range map[string]bool{"list of voices": false, "no list of voices": true} {
		t.Run(name, func(t *testing.T) {
			server := dubbingtest.NewServer(t)
			if hide {
				server.HideVoices()
			}
			o := dubbingtest.Options{Voice: "af_heart", Other: "am_adam", Unknown: "af_hart", Language: language.AmericanEnglish,
				Short: "Let me go.", Long: "You will never set foot in this house again, do you hear me?", Secret: "sk-sesame123456",
				At: func(t *testing.T, base string) dubbing.Synthesizer {
					return open(t, openai.Options{BaseURL: base, Model: "kokoro", Key: "sk-sesame123456", KeyEnv: "KOKORO_KEY"})
				}}
			if hide {
				t.Run("voices", func(t *testing.T) {
					if v, err := open(t, openai.Options{BaseURL: server.URL}).Voices(context.Background()); err == nil {
						t.Errorf("voices: %v", v)
					}
				})
				dubbingtest.Run(t, func(t *testing.T) dubbing.Synthesizer {
					return struct{ dubbing.Synthesizer }{open(t, openai.Options{BaseURL: server.URL, Model: "kokoro"})}
				}, o)
				return
			}
			dubbingtest.Run(t, func(t *testing.T) dubbing.Synthesizer {
				return open(t, openai.Options{BaseURL: server.URL, Model: "kokoro"})
			}, o)
		})
	}
}

func TestSendsWhatIsAsked(t *testing.T) {
	server := dubbingtest.NewServer(t)
	server.RequireKey("sesame")
	s := open(t, openai.Options{BaseURL: server.URL + "/", Model: "kokoro", Key: "sesame", KeyEnv: "KOKORO_KEY",
		Extra: map[string]any{"lang_code": "a", "input": "something else", "response_format": "mp3"}})
	if _, err := s.Speak(context.Background(), say("让我走 \"now\"")); err != nil {
		t.Fatal(err)
	}
	got := server.Requests()[0]
	if got.Input != "让我走 \"now\"" || got.Voice != "af_heart" || got.Model != "kokoro" || got.Format != "wav" ||
		got.Fields["lang_code"] != "a" || got.Authorization != "Bearer sesame" {
		t.Errorf("%+v", got)
	}
}

func TestSettings(t *testing.T) {
	for _, base := range []string{"", "localhost:8880", "ftp://localhost", "/v1", "http://"} {
		var failure *provider.Error
		if _, err := openai.New(openai.Options{BaseURL: base}); !errors.As(err, &failure) || !strings.Contains(err.Error(), "base_url") {
			t.Errorf("%q: %v", base, err)
		}
	}
	one := open(t, openai.Options{BaseURL: "http://localhost:8880/v1", Model: "kokoro", Key: "sesame", Extra: map[string]any{"a": 1, "b": 2}})
	same := open(t, openai.Options{BaseURL: "http://localhost:8880/v1/", Model: "kokoro", Key: "other", Extra: map[string]any{"b": 2, "a": 1}})
	if one.Identity() != same.Identity() || strings.Contains(one.Identity(), "sesame") {
		t.Errorf("%q, %q", one.Identity(), same.Identity())
	}
	for what, o := range map[string]openai.Options{
		"host":  {BaseURL: "http://localhost:8881/v1", Model: "kokoro", Extra: map[string]any{"a": 1, "b": 2}},
		"model": {BaseURL: "http://localhost:8880/v1", Model: "other", Extra: map[string]any{"a": 1, "b": 2}},
		"extra": {BaseURL: "http://localhost:8880/v1", Model: "kokoro", Extra: map[string]any{"a": 1}},
	} {
		if other := open(t, o); other.Identity() == one.Identity() {
			t.Errorf("another %s has the identity %q too", what, other.Identity())
		}
	}
}

func TestFaults(t *testing.T) {
	text := "Do you know who I am?"
	tests := []struct {
		fault dubbingtest.Fault
		kind  provider.Kind
		says  string // "" for a take that is heard
	}{
		{"", 0, ""},
		{dubbingtest.SizeAllOnes, 0, ""},
		{dubbingtest.SizeMaxInt, 0, ""},
		{dubbingtest.SizeEspeak, 0, ""},
		{dubbingtest.SizeTwoGiga, 0, ""},
		{dubbingtest.SizeUnpatched, 0, ""},
		{dubbingtest.OtherRate, 0, ""},
		{dubbingtest.Busy, provider.Busy, "Rate limit"},
		{dubbingtest.Down, provider.Temporary, "Out of memory"},
		{dubbingtest.Truncated, provider.Temporary, "broke off"},
		{dubbingtest.CutOff, provider.Temporary, "cut off"},
		{dubbingtest.Empty, provider.Temporary, "without samples"},
		{dubbingtest.Nothing, provider.Temporary, "empty"},
		{dubbingtest.JSONError, provider.Failed, "not loaded"},
		{dubbingtest.Page, provider.Failed, "text/html"},
		{dubbingtest.NoVoice, provider.Failed, "not found"},
		{dubbingtest.Silence, provider.Failed, "no sound"},
	}
	for _, tt := range tests {
		t.Run(string(tt.fault), func(t *testing.T) {
			server := dubbingtest.NewServer(t)
			server.Fail(tt.fault, -1)
			lib := dubbing.Library{Dir: t.TempDir()}
			take, err := lib.Record(context.Background(), open(t, openai.Options{BaseURL: server.URL}), say(text))
			if server.Count() != 1 {
				t.Errorf("asked %d times", server.Count())
			}
			if tt.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				isHeard(t, take, text)
				return
			}
			if err == nil || provider.KindOf(err) != tt.kind || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v (kind %d)", err, provider.KindOf(err))
			}
		})
	}
}

func isHeard(t *testing.T, take dubbing.Take, text string) {
	t.Helper()
	if off := take.Duration - dubbingtest.Length(text); off.Abs() > 30*time.Millisecond {
		t.Errorf("the take is %v off", off)
	}
	if !dubbingtest.Heard(read(t, take.Path), text, "af_heart") {
		t.Error("the take says something else")
	}
}

func TestMP3IsDecoded(t *testing.T) {
	server := dubbingtest.NewServer(t)
	server.Fail(dubbingtest.MP3, -1)
	raw, err := open(t, openai.Options{BaseURL: server.URL}).Speak(context.Background(), say("Go."))
	if err != nil {
		t.Fatal(err)
	}
	got, err := wav.Read(bytes.NewReader(raw))
	if d := dubbing.Trim(got).Duration(); err != nil || d < 900*time.Millisecond || d > 1200*time.Millisecond {
		t.Errorf("%v, %v", d, err)
	}
}

func answering(t *testing.T, timeout time.Duration, f http.HandlerFunc) *openai.Synthesizer {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return open(t, openai.Options{BaseURL: server.URL + "/v1", Key: "sk-sesame123456", Timeout: timeout})
}

func TestStrangeAnswers(t *testing.T) {
	tests := map[string]struct {
		body string
		kind provider.Kind
		says string
	}{
		"broken mp3":         {"ID3" + strings.Repeat("x", 500), provider.Failed, "mp3"},
		"JSON around audio":  {`{"audio_data":"UklGRg=="}`, provider.Failed, "not OpenAI's"},
		"status inside":      {`{"error":{"code":429,"message":"slow down"}}`, provider.Busy, "slow down"},
		"detail":             {`{"detail":"no such model"}`, provider.Failed, "no such model"},
		"null error":         {`{"error":null}`, provider.Failed, "not OpenAI's"},
		"WAV of 8 bits":      {"RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\xc0\x5d\x00\x00\xc0\x5d\x00\x00\x01\x00\x08\x00data\x02\x00\x00\x00\x00\x00", provider.Failed, "16-bit PCM"},
		"key in the answer":  {"your key is sk-sesame123456", provider.Failed, "[key]"},
		"escape in a string": {"\x1b[2J oops", provider.Failed, "oops"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := answering(t, 0, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					http.NotFound(w, r)
					return
				}
				_, _ = w.Write([]byte(tt.body))
			})
			raw, err := s.Speak(context.Background(), say("Go."))
			if err == nil || raw != nil || provider.KindOf(err) != tt.kind || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("%d bytes, %v (kind %d)", len(raw), err, provider.KindOf(err))
			}
			if strings.ContainsAny(err.Error(), "\x1b") || strings.Contains(err.Error(), "sesame") {
				t.Errorf("%q", err)
			}
		})
	}
}

func TestTimeoutAndNobodyThere(t *testing.T) {
	free := make(chan struct{})
	s := answering(t, 100*time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-free:
		case <-r.Context().Done():
		}
	})
	defer close(free)
	if _, err := s.Speak(context.Background(), say("Go.")); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "100ms") {
		t.Errorf("timeout: %v", err)
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	s = open(t, openai.Options{BaseURL: gone.URL})
	if _, err := s.Speak(context.Background(), say("Go.")); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "running?") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestKey(t *testing.T) {
	server := dubbingtest.NewServer(t)
	server.RequireKey("sesame")
	for name, o := range map[string]openai.Options{
		"missing": {BaseURL: server.URL, KeyEnv: "KOKORO_KEY"},
		"wrong":   {BaseURL: server.URL, KeyEnv: "KOKORO_KEY", Key: "wrong"},
	} {
		s := open(t, o)
		for what, ask := range map[string]func() error{
			"speak":  func() error { _, err := s.Speak(context.Background(), say("Go.")); return err },
			"voices": func() error { _, err := s.Voices(context.Background()); return err },
		} {
			var failure *provider.Error
			err := ask()
			if !errors.As(err, &failure) || failure.Kind != provider.Credentials || failure.Env != "KOKORO_KEY" || !strings.Contains(err.Error(), "KOKORO_KEY") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
}

func TestVoiceLists(t *testing.T) {
	for _, list := range []string{
		`{"voices":["af_heart","am_adam"]}`, `["af_heart","am_adam"]`,
		`{"voices":[{"id":"af_heart","name":"Heart","language":"en-US","gender":"female"},{"id":"am_adam"}]}`,
		`{"data":[{"voice_id":"af_heart"},{"name":"am_adam"}]}`,
	} {
		asked := 0
		s := answering(t, 0, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				asked++
				_, _ = w.Write([]byte(list))
				return
			}
			var in struct{ Input, Voice string }
			_ = json.NewDecoder(r.Body).Decode(&in)
			_ = wav.Write(w, dubbingtest.Say(in.Input, in.Voice, 24000))
		})
		voices, err := s.Voices(context.Background())
		if err != nil || len(voices) != 2 || voices[0].Name != "af_heart" || voices[1].Name != "am_adam" {
			t.Errorf("%s: %v, %v", list, voices, err)
		}
		for voice, known := range map[string]bool{"af_heart": true, "am_adam(2)+af_heart(1)": true, "af_heart+nobody": false, "heart": false} {
			sp := say("Go.")
			sp.Voice = voice
			if _, err := s.Speak(context.Background(), sp); (err == nil) != known {
				t.Errorf("%s: %s: %v", list, voice, err)
			}
		}
		if asked != 1 {
			t.Errorf("%s: asked %d times", list, asked)
		}
	}
}

func TestAListThatIsDownIsNoReasonNotToSpeak(t *testing.T) {
	s := answering(t, 0, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		_ = wav.Write(w, dubbingtest.Say("Go.", "af_heart", 24000))
	})
	if _, err := s.Speak(context.Background(), say("Go.")); err != nil {
		t.Error(err)
	}
}
