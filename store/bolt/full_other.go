//go:build !unix

package bolt

import (
	"errors"
	"syscall"
)

// isFull reports that there is no room for a write: ERROR_DISK_FULL and
// ERROR_HANDLE_DISK_FULL.
func isFull(err error) bool {
	return errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.Errno(39))
}
