package strict

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"lotse/inbox"
)

// File is a file that was read, with the problems found in it so far. Values are
// named by paths: keys and indexes from 0 joined by dots, such as "role.1.id".
type File struct {
	Name     string
	data     []byte
	root     *node
	problems Problems
	refused  map[string]bool // paths whose values no further problem may repeat
}

// Read parses a file. A syntax error hides everything after it, so it is the one
// problem of *Problems then.
func Read(name string, data []byte) (*File, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	root, de := parse(data)
	if de != nil {
		return nil, &Problems{List: []Problem{syntaxProblem(name, data, de)}}
	}
	return &File{Name: name, data: data, root: root}, nil
}

// Err gives all problems in the order of the file as *Problems, nil without one.
func (f *File) Err() error {
	if len(f.problems.List) == 0 {
		return nil
	}
	f.problems.sort()
	return &f.problems
}

// Fail records a problem at a value, or at the nearest thing around it when the
// value is not there.
func (f *File) Fail(path string, err *inbox.Error) { f.FailInside(path, 0, err) }

// Refuse records a problem at a value that must not be shown: whatever else is
// wrong with it is passed over, since that could repeat it.
func (f *File) Refuse(path string, err *inbox.Error) {
	f.Fail(path, err)
	if f.refused == nil {
		f.refused = map[string]bool{}
	}
	f.refused[path] = true
}

// FailInside records a problem some characters after the start of a value.
func (f *File) FailInside(path string, offset int, err *inbox.Error) {
	if f.refused[path] {
		return
	}
	line, column := f.At(path)
	f.problems.List = append(f.problems.List, Problem{File: f.Name, Line: line, Column: column + offset, Code: err.Code, Args: err.Args})
}

// FailKey records a problem at the key of a value instead of the value.
func (f *File) FailKey(path string, err *inbox.Error) {
	_, keyAt, _ := f.find(path)
	f.failAt(keyAt, err)
}

func (f *File) failAt(offset int, err *inbox.Error) {
	line, column := f.position(offset)
	f.problems.List = append(f.problems.List, Problem{File: f.Name, Line: line, Column: column, Code: err.Code, Args: err.Args})
}

// Has reports whether the file gives a value.
func (f *File) Has(path string) bool {
	_, _, ok := f.find(path)
	return ok
}

// Kind gives TOML's name of a value's type, "" when the file does not give it.
func (f *File) Kind(path string) string {
	n, _, ok := f.find(path)
	if !ok {
		return ""
	}
	return n.kind
}

// At gives the line and column of a value.
func (f *File) At(path string) (line, column int) {
	n, _, _ := f.find(path)
	return f.position(n.at)
}

// EachString visits every string in the file with its path.
func (f *File) EachString(visit func(path, value string)) { f.root.eachString("", visit) }

func (n *node) eachString(path string, visit func(path, value string)) {
	if n.kind == "string" {
		visit(path, n.text)
	}
	for i, item := range n.items {
		item.eachString(join(path, strconv.Itoa(i)), visit)
	}
	for _, fd := range n.fields {
		fd.value.eachString(join(path, fd.key), visit)
	}
}

// find walks a path as far as it goes and says whether that was all of it.
func (f *File) find(path string) (n *node, keyAt int, ok bool) {
	n = f.root
	if path == "" {
		return n, 0, true
	}
	for step := range strings.SplitSeq(path, ".") {
		next := n.get(step)
		if next != nil {
			for _, fd := range n.fields {
				if fd.key == step {
					keyAt = fd.keyAt
				}
			}
		} else if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.items) {
			next = n.items[i]
			keyAt = next.at
		}
		if next == nil {
			return n, keyAt, false
		}
		n = next
	}
	return n, keyAt, true
}

func (f *File) position(offset int) (line, column int) {
	before := f.data[:min(offset, len(f.data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

func join(path, step string) string {
	if path == "" {
		return step
	}
	return path + "." + step
}
