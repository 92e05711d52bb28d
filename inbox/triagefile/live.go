package triagefile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/inbox/triage"
)

// maxFile is more than a town's own rules can need.
const maxFile = 1 << 20

// Live is the triage with the rules of a file, which may change while it is used.
// It is safe for concurrent use. Nothing is watched: whoever runs for long calls
// Refresh now and then.
type Live struct {
	file  string
	rules atomic.Pointer[triage.Rules]

	mu   sync.Mutex
	seen []byte // what the file held when it was last read, also when that was faulty
	none bool   // there was no file
}

var _ learn.Base = (*Live)(nil)

// Open reads the file; one that is not there means the built-in rules. With an
// error the built-in rules hold until a Refresh finds the file in order.
func Open(file string) (*Live, error) {
	l := &Live{file: file, none: true}
	l.rules.Store(triage.New())
	_, err := l.Refresh()
	return l, err
}

// Assess judges a text by the rules that hold now.
func (l *Live) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	return l.rules.Load().Assess(text, c)
}

// AssessWith is Assess with the desk's own layer over it.
func (l *Live) AssessWith(text string, c inbox.AssessContext, second learn.Second) inbox.Assessment {
	return l.rules.Load().AssessWith(text, c, second)
}

// Numbers names what the desk's own layer is given. A town's own rules change the
// numbers a little and never what stands where.
func (l *Live) Numbers() string { return l.rules.Load().Numbers() }

// Refresh takes over what was changed in the file, and says whether that was so. A
// faulty file is an error once, until it changes again; the last good rules stay.
func (l *Live) Refresh() (changed bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	data, err := read(l.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if l.none {
			return false, nil
		}
		l.none, l.seen = true, nil
		l.rules.Store(triage.New())
		return true, nil
	case err != nil:
		if l.seen == nil && !l.none {
			return false, nil // it was said
		}
		l.none, l.seen = false, nil
		return false, inbox.Fail(inbox.CodeFileRead, "file", l.file).Because(err)
	case !l.none && l.seen != nil && bytes.Equal(data, l.seen):
		return false, nil
	}
	l.none, l.seen = false, data
	rules, err := Parse(l.file, data)
	if err != nil {
		return false, err
	}
	l.rules.Store(rules)
	return true, nil
}

func read(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file) //nolint:gosec // it lies beside the person's own config
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}
