package main

import (
	"net"
	"net/url"
	"strings"

	"dramaport/season"
)

// cachesPrefix tells whether a translator's provider keeps the head that
// requests have in common, so that sending all terms with each costs little. A
// server on this machine is small, or serves one request at a time.
func cachesPrefix(t season.Translator) bool {
	u, err := url.Parse(t.BaseURL)
	if err != nil || t.BaseURL == "" {
		return true
	}
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	return host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback())
}
