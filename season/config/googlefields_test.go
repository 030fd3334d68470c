package config_test

import (
	"strings"
	"testing"

	"dramaport/season/config"
)

func TestGoogleSettings(t *testing.T) {
	const head = "source: {locale: zh-CN, tracks: source/*.srt}\nmarkets: {us: {locale: en-US}}\ntranslators:\n  g: {engine: google, "
	for _, tc := range []struct{ yaml, says string }{
		{"project: p, bucket: gs://my-bucket/terms, adaptive: true}", ""},
		{"bucket: my.bucket_1, adaptive: false}", ""},
		{"bucket: s3://my-bucket}", "expected a bucket"},
		{"bucket: My Bucket}", "expected a bucket"},
		{"adaptive: 1}", "expected true or false"},
		{"adaptive: [true]}", "expected true or false"},
		{"api_key_env: GOOGLE_KEY}", "the google engine has no setting api_key_env"},
		{"lokation: x}", "location"},
	} {
		dir := folder(t, map[string]string{"season.yaml": head + tc.yaml + "\n", "source/e001.srt": ""})
		c, err := config.Load(dir)
		if (err != nil) != (tc.says != "") || err != nil && !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want %q", tc.yaml, err, tc.says)
		}
		if g := c.Translators["g"]; err == nil && (g.Bucket == "" || g.Adaptive != strings.Contains(tc.yaml, "true")) {
			t.Errorf("%s: %+v", tc.yaml, g)
		}
	}
}
