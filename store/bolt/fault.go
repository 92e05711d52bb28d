package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"lotse/inbox"
)

func damaged(where string, args ...string) *inbox.Error {
	return inbox.Fail(inbox.CodeStoreDamaged, append([]string{"where", where}, args...)...)
}

// domainError gives every error of bbolt and the system a code of the domain.
// Errors that have one, and those of a context, stay as they are.
func domainError(err error) error {
	var known *inbox.Error
	switch {
	case err == nil, errors.As(err, &known),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return inbox.Fail(inbox.CodeStoreClosed)
	case errors.Is(err, berrors.ErrMaxSizeReached), isFull(err):
		return inbox.Fail(inbox.CodeStoreFull).Because(err)
	case errors.Is(err, berrors.ErrDatabaseReadOnly), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return inbox.Fail(inbox.CodeStoreReadOnly).Because(err)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch),
		errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrInvalidMapping),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return damaged("file").Because(err)
	}
	return inbox.Fail(inbox.CodeStore).Because(err)
}

// guard turns a panic into err. bbolt answers a damaged page with a panic, and a
// file that was cut short with a fault on the memory it is mapped to; neither may
// take the desk down. Use: defer guard(&err)()
func guard(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			if r, ok := p.(rulePanic); ok {
				*err = inbox.Fail(inbox.CodeStore).Because(r)
				return
			}
			*err = damaged("page").Because(fmt.Errorf("%v", p))
		}
	}
}

// rulePanic is a panic of the domain's rules inside a transaction: a fault of the
// program, not of the file. The transaction is rolled back and the desk lives on.
type rulePanic struct {
	value any
	stack []byte
}

func (r rulePanic) Error() string { return fmt.Sprintf("a rule panicked: %v\n%s", r.value, r.stack) }

func markRulePanic() {
	if p := recover(); p != nil {
		panic(rulePanic{value: p, stack: debug.Stack()})
	}
}

// isFull reports that there is no room for a write. bbolt wraps some causes as
// words only, so the words are looked at as well.
func isFull(err error) bool {
	for _, no := range noRoom {
		if errors.Is(err, no) || strings.HasSuffix(err.Error(), no.Error()) {
			return true
		}
	}
	return false
}
