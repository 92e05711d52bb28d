package cli

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/config"
)

// The exit codes of every command.
const (
	ExitOK          = 0
	ExitError       = 1
	ExitUsage       = 2 // usage or configuration
	ExitInUse       = 3 // another program has the store
	ExitRefused     = 4 // a rule says no
	ExitChannel     = 5 // a channel failed
	ExitInterrupted = 130
)

// ErrTerminated is the cause of a context that ended because the system told the
// program to stop.
var ErrTerminated = errors.New("terminated")

// usageError is a command used in a way it is not meant to be.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// plainError is a whole sentence of ours with its exit code.
type plainError struct {
	says string
	code int
}

func (e *plainError) Error() string { return e.says }

// quietError ends a command whose output has said everything.
type quietError struct{ code int }

func (e *quietError) Error() string { return "" }

// usageCodes are mistakes in what was typed or configured.
var usageCodes = map[inbox.Code]bool{
	inbox.CodeUnknownName: true, inbox.CodeBadID: true, inbox.CodeAmbiguous: true, inbox.CodeNoPerson: true,
	inbox.CodeQueryBad: true, inbox.CodeQueryField: true, inbox.CodeQueryValue: true, inbox.CodeBadTime: true,
	inbox.CodeSnoozePast: true, inbox.CodeValueEmpty: true, inbox.CodeValueLong: true, inbox.CodeValueBad: true,
	inbox.CodeBlockLong: true, inbox.CodeBlockBad: true, inbox.CodeBadValidity: true, inbox.CodeNoChannel: true,
	inbox.CodeFileRead: true, inbox.CodeFileWrite: true, inbox.CodeFileSyntax: true, inbox.CodeFileKey: true, inbox.CodeFileType: true,
	inbox.CodeFileValue: true, inbox.CodeFileNeeds: true, inbox.CodeFileTwice: true, inbox.CodeNoConfig: true,
	inbox.CodeSecretClear: true, inbox.CodeSecretSources: true, inbox.CodeSecretMissing: true,
	inbox.CodeSecretMode: true, inbox.CodeSecretCmd: true, inbox.CodeSecretKeyring: true,
}

// exitCode gives the code for an error, nil included.
func exitCode(err error) int {
	var quiet *quietError
	var plain *plainError
	var usage *usageError
	var problems *config.Problems
	var ch *inbox.ChannelError
	code := inbox.CodeOf(err)
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &quiet):
		return quiet.code
	case errors.As(err, &plain):
		return plain.code
	case errors.Is(err, context.Canceled), errors.Is(err, tea.ErrInterrupted):
		return ExitInterrupted
	case errors.As(err, &usage), errors.As(err, &problems), usageCodes[code]:
		return ExitUsage
	case code == inbox.CodeStoreInUse:
		return ExitInUse
	case code.IsRefusal():
		return ExitRefused
	case errors.As(err, &ch):
		return ExitChannel
	}
	return ExitError
}
