package localizetest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/localize/check"
	"dramaport/localize/localizetest"
	"dramaport/localize/openai"
	"dramaport/season"
)

func episode() []string {
	return []string{
		"你骗了我，顾沉。", "⟦1⟧林婉⟦2⟧，你听我解释！", "你怀孕了吗？", "我有3个月的身孕。", "总裁，顾氏集团的会议在10点开始。",
		"这份离婚协议，你签了吧。", "我从来没有要过你的钱！", "她是谁？", "婚礼就在明天。", "妈妈，我们回家好不好？", "滚出去！", "你会后悔的。",
	}
}

// TestOwnWordsPassTheChecks: what the server makes up is drafted without a
// repair, into every script.
func TestOwnWordsPassTheChecks(t *testing.T) {
	for _, locale := range []string{"en-US", "es-419", "pt-BR", "fr", "de", "id", "vi", "tr", "ru", "ar", "hi", "th", "ja", "ko"} {
		t.Run(locale, func(t *testing.T) {
			target := language.MustParse(locale)
			csv := "zh-CN," + locale + ",rule\n顾沉,Ethan,must\n林婉,Grace,must\n顾氏集团,Gu Group,prefer\n总裁,CEO,prefer\n"
			book, problems := glossaries.Load([]glossaries.File{{Name: "g.csv", Data: []byte(csv)}}, nil)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			glossary := book.For("m", target, language.MustParse("zh-CN"), "")
			s := localizetest.NewServer(t, localizetest.Config{})
			tr, err := openai.New(openai.Options{Name: "fake", BaseURL: s.URL, Model: "fake"})
			if err != nil {
				t.Fatal(err)
			}
			b := batch(target, glossary)
			err = localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "fake", Translator: tr}}, func(ds []localize.Draft) error {
				for _, d := range ds {
					for _, finding := range d.Findings {
						t.Errorf("%s: %s %s", d.Key, finding.Rule, finding.Message)
					}
				}
				return nil
			})
			if err != nil || len(s.Requests()) != 1 {
				t.Errorf("%v, %d requests, want 1", err, len(s.Requests()))
			}
		})
	}
}

func batch(target language.Tag, g glossaries.Glossary) localize.Batch {
	source := language.MustParse("zh-CN")
	market := season.Market{Name: "m", Locale: target}
	b := localize.Batch{Market: market, Episode: "e001", Source: source}
	b.Prefix = localize.Prefix(localize.PrefixInput{Source: source, Target: target, Market: market, Terms: g.Terms(), Title: "替嫁"})
	for i, text := range episode() {
		line := season.Line{Episode: "e001", Key: season.LineKey(fmt.Sprint("k", i)), Number: i + 1, Text: text, Tags: []string{"<i>", "</i>"}}
		b.Units = append(b.Units, localize.Unit{Line: line, Source: text, Open: true, Budget: 45, Terms: g.Find(text),
			Subject: &check.Subject{Line: line, Source: text, SourceTag: source, Target: target, Glossary: g, GlossarySource: text, Market: market}})
	}
	return b
}

func post(t *testing.T, url, key, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/chat/completions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+key)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

const hello = `{"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"LINES:\n1|A|9|你好\n2|B||再|见"}]}`

func TestServerReadsAndRecords(t *testing.T) {
	s := localizetest.NewServer(t, localizetest.Config{Key: "k", Phrasebook: map[string]string{"你好": "Hello <3"}, Faults: []localizetest.Fault{{Kind: localizetest.Dropped, Line: 2, From: 2}}})
	status, answer := post(t, s.URL, "k", hello)
	if status != 200 || !strings.Contains(answer, `{\"1\":\"Hello \u003c3\",\"2\":\"`) && !strings.Contains(answer, `{\"1\":\"Hello <3\",\"2\":\"`) {
		t.Errorf("%d %s", status, answer)
	}
	if _, answer = post(t, s.URL, "k", hello); strings.Contains(answer, `\"2\"`) {
		t.Errorf("not dropped: %s", answer)
	}
	if status, answer = post(t, s.URL, "wrong", hello); status != 401 {
		t.Errorf("%d %s", status, answer)
	}
	if status, _ = post(t, s.URL, "k", "nonsense"); status != 400 {
		t.Errorf("%d", status)
	}
	got := s.Requests()
	if len(got) != 3 || got[0].System != "S" || string(got[0].Body) != hello || got[1].Fault != localizetest.Dropped {
		t.Fatalf("%+v", got)
	}
	if want := (localizetest.Line{N: 2, Speaker: "B", Text: "再|见"}); len(got[0].Lines) != 2 || got[0].Lines[1] != want {
		t.Errorf("%+v", got[0].Lines)
	}
}

func TestParseFault(t *testing.T) {
	for spec, want := range map[string]localizetest.Fault{
		"dropped":                      {Kind: localizetest.Dropped},
		"dropped,line=3,on=always":     {Kind: localizetest.Dropped, Line: 3, From: 1, To: -1},
		"429,retry-after=2s,on=2":      {Kind: localizetest.Status429, RetryAfter: 2 * time.Second, From: 2, To: 2},
		"merged,on=2-5,text=再见,many=9": {Kind: localizetest.Merged, From: 2, To: 5, Text: "再见", Many: 9},
		"hang,on=4-":                   {Kind: localizetest.Hang, From: 4, To: -1},
	} {
		if got, err := localizetest.ParseFault(spec); err != nil || got != want {
			t.Errorf("%s: %+v, %v", spec, got, err)
		}
	}
	for _, spec := range []string{"", "nap", "dropped,line=x", "dropped,on=", "dropped,colour=red", "429,retry-after=2"} {
		if _, err := localizetest.ParseFault(spec); err == nil {
			t.Errorf("%q was accepted", spec)
		}
	}
}

func TestMainServesUntilItIsStopped(t *testing.T) {
	dir := t.TempDir()
	urlFile, logFile, phrases := filepath.Join(dir, "url"), filepath.Join(dir, "log"), filepath.Join(dir, "phrases.json")
	if err := os.WriteFile(phrases, []byte(`{"你好":"Hello."}`), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	var stdout bytes.Buffer
	go func() {
		ended <- localizetest.Main(ctx, []string{"-url-file", urlFile, "-log", logFile, "-phrasebook", phrases, "-fault", "500,on=2"}, &stdout)
	}()
	url := waitFor(t, urlFile)
	if status, answer := post(t, url, "", hello); status != 200 || !strings.Contains(answer, "Hello.") {
		t.Errorf("%d %s", status, answer)
	}
	if status, _ := post(t, url, "", hello); status != 500 {
		t.Errorf("%d", status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if strings.TrimSpace(stdout.String()) != url {
		t.Errorf("stdout %q, url %q", stdout.String(), url)
	}
	checkLog(t, logFile)
}

func checkLog(t *testing.T, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	rows := strings.Split(strings.TrimSpace(string(raw)), "\n")
	var second struct {
		Number, Lines, System int
		Fault                 string
	}
	if err != nil || len(rows) != 2 || json.Unmarshal([]byte(rows[1]), &second) != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if second.Number != 2 || second.Lines != 2 || second.System != 1 || second.Fault != "500" {
		t.Errorf("%+v", second)
	}
}

func waitFor(t *testing.T, file string) string {
	t.Helper()
	for range 500 {
		if raw, err := os.ReadFile(file); err == nil {
			return string(raw)
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the server did not write its address")
	return ""
}

func TestMainRefusesNonsense(t *testing.T) {
	for _, args := range [][]string{{"-fault", "nap"}, {"-phrasebook", "/no/such/file"}, {"-addr", "nowhere:-1"}} {
		if err := localizetest.Main(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%v was accepted", args)
		}
	}
}
