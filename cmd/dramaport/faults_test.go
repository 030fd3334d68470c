package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/localizetest"
)

// faultCase is a fault, when it happens, and what must come of it.
type faultCase struct {
	fault localizetest.Fault
	when  string
	code  int
	// least and most are the requests for the season.
	least, most int
}

// faultCases has every fault of localizetest, once and for ever, with what may
// come of it. A fault that spoils a part of a reply for ever costs its lines,
// but for texts that move, which they cannot in a request of one line; one that takes the key or the console.Money ends the run.
func faultCases() []faultCase {
	var cases []faultCase
	add := func(k localizetest.Kind, once, always int) {
		f := localizetest.Fault{Kind: k, RetryAfter: retryAfter(k)}
		cases = append(cases, faultCase{fault: f, when: "once", code: once, least: 1, most: 5})
		f.From, f.To = 1, -1
		cases = append(cases, faultCase{fault: f, when: "always", code: always, least: 1, most: 60})
	}
	for _, k := range []localizetest.Kind{localizetest.Extra, localizetest.Fenced, localizetest.Chatty, localizetest.Merged, localizetest.Shifted, localizetest.Slipped} {
		add(k, exitDone, exitDone)
	}
	for _, k := range []localizetest.Kind{localizetest.Dropped, localizetest.Truncated, localizetest.Empty,
		localizetest.Doubled, localizetest.NotText, localizetest.WrongShape, localizetest.WrongText, localizetest.LostTags, localizetest.LostTerms,
		localizetest.Wordy, localizetest.Apology, localizetest.OtherWords, localizetest.Excused, localizetest.Refused, localizetest.Filtered, localizetest.EmptyChoices, localizetest.TooLong} {
		add(k, exitDone, exitOpen)
	}
	for _, k := range []localizetest.Kind{localizetest.Status429, localizetest.Status500, localizetest.ErrorIn200, localizetest.Hang, localizetest.Broken} {
		add(k, exitDone, exitOpen)
	}
	add(localizetest.BadKey, exitCredentials, exitCredentials)
	add(localizetest.InsufficientQuota, exitCost, exitCost)
	return cases
}

// retryAfter lets the tests of a busy server wait no longer than they must; a
// pause of more than provider.MaxWait would not be waited for.
func retryAfter(k localizetest.Kind) time.Duration {
	if k == localizetest.Status429 {
		return time.Second
	}
	return 0
}

// TestFaultMatrix runs translate on a season against every fault and proves
// that each line equals the clean run's or is named with exit 3, and that
// nothing of the source or of a server's excuses gets into an output. It prints
// the table of docs/faults.md.
func TestFaultMatrix(t *testing.T) {
	clean := faultRun(t, localizetest.Fault{Kind: "none", From: 1 << 30})
	if clean.code != exitDone || len(clean.texts) != 40 {
		t.Fatalf("the clean run: exit %d, %d lines\n%s", clean.code, len(clean.texts), clean.said)
	}
	cases := faultCases()
	runs := make([]outcome, len(cases))
	var wg sync.WaitGroup
	for i, c := range cases { // all at once: most of their time they wait
		wg.Go(func() { runs[i] = faultRun(t, c.fault) })
	}
	wg.Wait()
	table := "\n| fault | when | requests | lines as in the clean run | lines named | exit |\n|---|---|---|---|---|---|\n"
	for i, c := range cases {
		run := runs[i]
		t.Run(string(c.fault.Kind)+" "+c.when, func(t *testing.T) {
			same, open := compared(t, clean, run)
			table += fmt.Sprintf("| %s | %s | %d | %d of %d | %d | %d |\n", c.fault.Kind, c.when, run.requests, same, len(clean.texts), open, run.code)
			if run.code != c.code {
				t.Errorf("exit %d, want %d\n%s", run.code, c.code, run.said)
			}
			if run.requests < c.least || run.requests > c.most {
				t.Errorf("%d requests, want %d to %d", run.requests, c.least, c.most)
			}
		})
	}
	t.Log(table)
}

// TestFaultMatrixOfTranslationModels is the same for a model that takes one
// text a request and answers with bare text.
func TestFaultMatrixOfTranslationModels(t *testing.T) {
	const mt = ", mode: mt, template: hunyuan-mt"
	clean := faultRun(t, localizetest.Fault{Kind: "none", From: 1 << 30}, mt)
	if clean.code != exitDone || len(clean.texts) != 40 || clean.requests != 40 {
		t.Fatalf("the clean run: exit %d, %d lines, %d requests\n%s", clean.code, len(clean.texts), clean.requests, clean.said)
	}
	table := "\n| fault | when | requests | lines as in the clean run | lines named | exit |\n|---|---|---|---|---|---|\n"
	for _, kind := range []localizetest.Kind{localizetest.Fenced, localizetest.Chatty, localizetest.Empty, localizetest.WrongText, localizetest.Wordy, localizetest.Apology,
		localizetest.Excused, localizetest.Refused, localizetest.Filtered, localizetest.LostTags, localizetest.LostTerms, localizetest.EmptyChoices, localizetest.BadKey} {
		for when, f := range map[string]localizetest.Fault{"once": {Kind: kind}, "always": {Kind: kind, From: 1, To: -1}} {
			run := faultRun(t, f, mt)
			same, open := compared(t, clean, run)
			table += fmt.Sprintf("| %s | %s | %d | %d of %d | %d | %d |\n", kind, when, run.requests, same, len(clean.texts), open, run.code)
			if same+open != len(clean.texts) || run.requests > 120 {
				t.Errorf("%s %s: %d lines as in the clean run, %d named, %d requests", kind, when, same, open, run.requests)
			}
			if want := kind == localizetest.BadKey || kind == localizetest.EmptyChoices; when == "once" && open > 0 && !want {
				t.Errorf("%s once: %d lines open\n%s", kind, open, run.said)
			}
		}
	}
	t.Log(table)
}

// outcome is what a run of translate left behind.
type outcome struct {
	code, requests int
	texts          map[string]string // by line, "" if open
	sources        []string
	said           string
}

// compared counts the lines that are as in the clean run and those left open,
// and fails for any other, and for an open line that the run did not name.
func compared(t *testing.T, clean, run outcome) (same, open int) {
	t.Helper()
	for ref, want := range clean.texts {
		switch got := run.texts[ref]; {
		case got == want:
			same++
		case got == "":
			open++
			if run.code == exitOpen && !strings.Contains(run.said, "open: "+ref) {
				t.Errorf("%s is open and not named\n%s", ref, run.said)
			}
		default:
			t.Errorf("%s is %q, in the clean run %q", ref, got, want)
		}
	}
	if open > 0 && run.code == exitDone {
		t.Errorf("%d lines are open, and the exit code is 0", open)
	}
	for ref, text := range run.texts {
		for _, excuse := range []string{"sorry", "Nobody asked", "Rate limit", "Internal Server", "quota", "Incorrect API", "Provider returned", "context length", "second text", "sk-secret"} {
			if strings.Contains(text, excuse) {
				t.Errorf("%s holds an excuse: %q", ref, text)
			}
		}
		for _, source := range run.sources {
			if text != "" && strings.Contains(text, source) {
				t.Errorf("%s holds source text: %q", ref, text)
			}
		}
	}
	if strings.Contains(run.said, "sk-secret") {
		t.Errorf("the key is in the messages:\n%s", run.said)
	}
	return same, open
}

// faultRun translates a season of two episodes of 20 lines.
func faultRun(t *testing.T, f localizetest.Fault, settings ...string) outcome {
	t.Helper()
	config := localizetest.Config{Faults: []localizetest.Fault{f}}
	server := localizetest.NewServer(t, config)
	dir := t.TempDir()
	files := map[string]string{
		"season.yaml": "title: Faults\nsource: {locale: zh-CN, tracks: source/*.srt}\nglossaries: [names.csv]\n" +
			"translators:\n  fake: {engine: openai, base_url: " + server.URL + ", model: fake-1, api_key_env: FAULT_KEY, concurrency: 1, timeout: 1s" + strings.Join(settings, "") + "}\n" +
			"markets:\n  us: {locale: en-US, translate: fake}\n",
		"names.csv":       "zh-CN,en-US,rule\n林婉,Lin Wan,must\n顾沉,Gu Chen,must\n",
		"source/e001.srt": faultTrack(0), "source/e002.srt": faultTrack(20),
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Error(err)
		}
	}
	var said bytes.Buffer
	env := func(name string) string {
		if name == "FAULT_KEY" {
			return "sk-secret-key-of-the-test"
		}
		return os.Getenv(name)
	}
	run := outcome{texts: map[string]string{}}
	run.code = (&app{in: strings.NewReader(""), getenv: env, Console: console.Console{Out: &said, Err: &said}}).run(t.Context(), []string{"-C", dir, "translate"})
	run.said, run.requests = said.String(), len(server.Requests())
	run.read(t, dir)
	return run
}

// read takes the lines that the season has now.
func (o *outcome) read(t *testing.T, dir string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := (&app{in: strings.NewReader(""), getenv: os.Getenv, Console: console.Console{Out: &out, Err: &errs}}).run(t.Context(), []string{"-C", dir, "lines", "--json"}); code != exitDone {
		t.Errorf("lines: exit %d: %s", code, errs.String())
	}
	for _, row := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		var l lineJSON
		if err := json.Unmarshal([]byte(row), &l); err != nil {
			t.Error(err)
			return
		}
		o.texts[fmt.Sprintf("%s:%d", l.Episode, l.Line)] = l.Text
		o.sources = append(o.sources, l.Source)
	}
}

// faultTrack is 20 of 40 lines that are all different: some ask, some have
// names, numbers and markup.
func faultTrack(from int) string {
	lines := []string{
		"林婉骗了我整整三年。", "你到底是谁？", "别碰我！", "这份合同是2019年签的。", "顾沉从来没有爱过你，你难道看不出来吗？", "走。", "我<i>再也</i>不会相信你了。",
		"孩子的父亲到底是谁？", "给我500万，我马上离开这座城市。", "我会让你付出代价的！", "警察已经在楼下等着了。", "好。", "林婉，你听我解释。", "我不想听。",
		"医生说她只剩下6个月了。", "你以为我会相信你说的话吗？", "滚出去！", "从今天起，我们两个人不再有任何关系。", "顾沉，你会后悔的。", "我从来不后悔。",
		"她把戒指还给了我。", "什么时候的事？", "昨天晚上8点。", "林婉在哪里？", "没有人知道她去了哪里。", "快叫救护车！", "你看见了什么？", "我什么都没看见。",
		"这里有一段录音，你们都应该听一听。", "不！", "顾沉就是那天晚上开车的人。", "我<i>不信</i>。", "证据在这里，一共有35页。", "你为什么现在才告诉我？",
		"因为我害怕失去你。", "对不起。", "晚了。", "我已经不是三年前的那个人了。", "林婉，再给我一次机会吧！", "我们到此为止。",
	}
	var b strings.Builder
	for i, text := range lines[from : from+20] {
		fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, clock(i*3000+100), clock(i*3000+2600), text)
	}
	return b.String()
}
