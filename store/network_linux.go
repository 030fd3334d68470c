package store

import (
	"path/filepath"
	"syscall"
)

// OnNetworkFS reports whether path lies on a network file system, where the
// locks of a WAL database do not hold between machines. The path need not
// exist yet: then it is its nearest folder that counts. A FUSE mount says no,
// because statfs does not tell sshfs from a local disk.
func OnNetworkFS(path string) bool {
	abs, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	for {
		var st syscall.Statfs_t
		if err := syscall.Statfs(abs, &st); err == nil {
			// Type is signed or unsigned, 32 or 64 bits, by architecture.
			return networkMagic(uint32(st.Type))
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return false
		}
		abs = parent
	}
}

// networkMagic reports whether a file system of this statfs type keeps its
// files on another machine. Source: include/uapi/linux/magic.h of Linux and
// the table in statfs(2) of the man-pages.
func networkMagic(magic uint32) bool {
	switch magic {
	case 0x6969, // NFS_SUPER_MAGIC
		0x517b,     // SMB_SUPER_MAGIC
		0xfe534d42, // SMB2_SUPER_MAGIC
		0xff534d42, // CIFS_SUPER_MAGIC
		0x564c,     // NCP_SUPER_MAGIC
		0x5346414f, // AFS_SUPER_MAGIC (OpenAFS)
		0x6b414653, // AFS_FS_MAGIC (kAFS)
		0x73757245, // CODA_SUPER_MAGIC
		0x00c36400, // CEPH_SUPER_MAGIC
		0x0bd00bd0, // Lustre, from its own lustre_idl.h
		0x01021997: // V9FS_MAGIC: 9p, also Windows drives under WSL 2
		return true
	}
	return false
}
