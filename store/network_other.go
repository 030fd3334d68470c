//go:build !linux

package store

// OnNetworkFS reports whether path lies on a network file system, where the
// locks of a WAL database do not hold. It is known on Linux only; elsewhere
// it is false.
func OnNetworkFS(string) bool { return false }
