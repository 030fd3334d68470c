package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNetworkMagic(t *testing.T) {
	cases := map[string]struct {
		magic uint32
		want  bool
	}{
		"nfs": {0x6969, true}, "cifs": {0xff534d42, true}, "smb2": {0xfe534d42, true}, "9p": {0x01021997, true},
		"ext4": {0xef53, false}, "tmpfs": {0x01021994, false}, "xfs": {0x58465342, false},
		"btrfs": {0x9123683e, false}, "overlay": {0x794c7630, false}, "zfs": {0x2fc12fc1, false}, "fuse": {0x65735546, false},
	}
	for name, c := range cases {
		if got := networkMagic(c.magic); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What statfs says agrees with what the kernel's list of mounts says.
func TestOnNetworkFSAgreesWithMounts(t *testing.T) {
	data, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) < 3 || f[1] != "/proc" && f[1] != "/sys" && f[1] != "/dev/shm" {
			continue
		}
		network := strings.HasPrefix(f[2], "nfs") || f[2] == "cifs" || f[2] == "9p"
		if got := OnNetworkFS(f[1]); got != network {
			t.Errorf("%s is %s: %v", f[1], f[2], got)
		}
	}
}

// A path that does not exist yet is judged by its nearest folder.
func TestOnNetworkFSOfMissingPath(t *testing.T) {
	dir := t.TempDir()
	if OnNetworkFS(dir) != OnNetworkFS(filepath.Join(dir, "a", "b", "season.db")) {
		t.Error("the missing path is judged otherwise")
	}
	if OnNetworkFS("/proc/nothing/there") {
		t.Error("/proc is no network file system")
	}
}
