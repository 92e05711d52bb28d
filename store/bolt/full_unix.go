//go:build unix

package bolt

import "syscall"

// noRoom are the system's ways to say that a write does not fit: the disk, the
// quota, the limit on a file's size.
var noRoom = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
