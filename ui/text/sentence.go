package text

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/config/strict"
	"lotse/inbox/safetext"
)

// Sentence says an error to a person: what is wrong, where, and what to do. Times
// in it are in the zone of the machine; SentenceIn takes the town's.
func Sentence(l Lang, err error) string { return SentenceIn(l, err, nil) }

// SentenceIn is Sentence with times in a zone. Errors that were joined, and all
// the mistakes in a file, give one line each.
func SentenceIn(l Lang, err error, zone *time.Location) string {
	if err == nil {
		return ""
	}
	var file *strict.Problems
	if errors.As(err, &file) {
		lines := make([]string, len(file.List))
		for i, p := range file.List {
			lines[i] = l.problem(p, zone)
		}
		return strings.Join(lines, "\n")
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		lines := make([]string, 0, 4)
		for _, e := range joined.Unwrap() {
			lines = append(lines, SentenceIn(l, e, zone))
		}
		return strings.Join(lines, "\n")
	}
	var own *inbox.Error
	var ch *inbox.ChannelError
	var path *fs.PathError
	p := &l.words().Phrase
	switch {
	case errors.As(err, &own):
		return l.failure(own, zone)
	case errors.As(err, &ch):
		return l.channelFailure(ch, zone)
	case errors.Is(err, context.Canceled):
		return p.Cancelled
	case errors.Is(err, context.DeadlineExceeded):
		return p.TimedOut
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf(p.NotFound, safetext.Line(path.Path))
	case errors.As(err, &path) && errors.Is(err, fs.ErrExist):
		return fmt.Sprintf(p.Exists, safetext.Line(path.Path))
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf(p.Denied, safetext.Line(path.Path))
	}
	return fmt.Sprintf(p.Unknown, safetext.Line(err.Error()))
}

// faults are the codes whose cause says more than the sentence.
var faults = map[inbox.Code]bool{
	inbox.CodeStore: true, inbox.CodeStoreDamaged: true, inbox.CodeStoreReadOnly: true,
}

func (l Lang) failure(e *inbox.Error, zone *time.Location) string {
	w := l.words()
	sentence, ok := w.Failure[e.Code]
	if !ok {
		return fmt.Sprintf(w.Phrase.Unknown, safetext.Line(e.Error()))
	}
	out := filling{l, zone, l.queryArgs(e)}.fill(pattern(sentence))
	if faults[e.Code] && e.Err != nil {
		out += fmt.Sprintf(w.Phrase.Cause, safetext.Line(e.Err.Error()))
	}
	return out
}

// problem is a mistake in a file with its place, as editors understand it.
func (l Lang) problem(p strict.Problem, zone *time.Location) string {
	return safetext.Line(p.Place()).String() + ": " + l.failure(p.Err(), zone)
}

func (l Lang) channelFailure(e *inbox.ChannelError, zone *time.Location) string {
	w := l.words()
	args := map[string]string{"status": ""}
	if e.Status != 0 {
		args["status"] = fmt.Sprint(e.Status)
	}
	out := filling{l, zone, args}.fill(pattern(known(w.Channel, e.Class)))
	if e.SentMaybe {
		out += w.Phrase.SentMaybe
	}
	if !e.RetryAt.IsZero() {
		out += fmt.Sprintf(w.Phrase.RetryAt, filling{l, zone, nil}.form("time", e.RetryAt.Format(time.RFC3339)))
	}
	if remote := safetext.Line(e.Remote); !remote.IsEmpty() {
		out += fmt.Sprintf(w.Phrase.Remote, remote.Truncate(200))
	}
	return out
}
