//go:build unix

package bolt

import (
	"errors"
	"syscall"
)

// isFull reports that there is no room for a write: the disk, the quota or the
// limit on a file's size.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
