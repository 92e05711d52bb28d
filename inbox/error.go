package inbox

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of error stopped an action. Codes are stable: the screen
// has a sentence for each in every language, the commands an exit code.
// A test fails when a code has no sentence.
type Code string

// Error is the one error type of the domain. Its parts are facts, never
// sentences in a user's language: package ui/text makes the sentence from Code
// and Args. Args never hold a stranger's text or a token.
type Error struct {
	Code Code
	Args map[string]string // what the sentence names, e.g. "role", "until"
	Err  error             // the cause, when there is one
}

// Error gives an English sentence for logs and tests.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, k := range sortedKeys(e.Args) {
		fmt.Fprintf(&b, " %s=%q", k, e.Args[k])
	}
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is matches errors of the same code, so errors.Is(err, Refused(CodeX)) works.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// Fail builds an Error; args are pairs of name and value.
func Fail(code Code, args ...string) *Error {
	e := &Error{Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if e.Args == nil {
			e.Args = make(map[string]string, len(args)/2)
		}
		e.Args[args[i]] = args[i+1]
	}
	return e
}

// Because attaches the cause.
func (e *Error) Because(err error) *Error {
	e.Err = err
	return e
}

// CodeOf finds the code of an error, "" when it is none of the domain's.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func unknownName(kind, got string, known []string) error {
	return Fail(CodeUnknownName, "kind", kind, "got", got, "known", strings.Join(known, ", "))
}
