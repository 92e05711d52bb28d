package bolt

import (
	"os"
	"time"
)

// Options say how to open a desk file.
type Options struct {
	Path string
	// Node names this desk in event ids. Zero takes the one in the file, or a random
	// one for a new file.
	Node uint32
	// ReadOnly opens without writing anything; any number of readers may do so while
	// nobody has the file open for writing.
	ReadOnly bool
	// User is shown to whoever finds the file in use.
	User string
	// Now is the clock; nil is time.Now.
	Now func() time.Time

	// For tests.
	maxSize  int                                                          // bytes the file may grow to
	openFile func(name string, flag int, m os.FileMode) (*os.File, error) // nil is os.OpenFile
	viewed   func(time.Duration)                                          // told how long each view took
}
