//go:build !unix

package bolt

import "syscall"

// noRoom are ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
var noRoom = []syscall.Errno{112, 39}
