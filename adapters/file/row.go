package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"lotse/inbox"
)

// intake collects the rows of one file.
type intake struct {
	ctx    context.Context // of the one Read it lives for
	o      Options
	res    *Result
	seen   map[string]bool // channel and id
	copies map[string]int  // rows without id: how often the same
}

// progressEvery rows the context is asked and progress is told.
const progressEvery = 1000

// row is one row by the meaning of its fields; where names the file's own columns.
type row struct {
	line  int
	value map[field]string
	where map[field]string
	extra string
}

// begin counts a row; it reports false when reading must stop.
func (in *intake) begin(line int) (bool, error) {
	in.res.Rows++
	if in.res.Rows%progressEvery == 0 {
		if err := in.ctx.Err(); err != nil {
			return false, err
		}
		if in.o.Progress != nil {
			in.o.Progress(in.res.Rows)
		}
	}
	if in.res.Rows > MaxRows {
		in.res.problem(line, "", CodeTooManyRows)
		return false, nil
	}
	return true, nil
}

// take makes an observation of a row, or says why it cannot.
func (in *intake) take(r *row) {
	before := len(in.res.Problems)
	c := inbox.Content{
		Channel: in.channel(r), RemoteID: r.value[fieldRemoteID], URL: r.value[fieldURL],
		Thread: r.value[fieldThread], Parent: r.value[fieldParent], Text: r.value[fieldText],
		Warning: r.value[fieldWarning], Language: r.value[fieldLanguage], Source: r.extra,
		Author: inbox.Author{
			ID: r.value[fieldAuthorID], Name: r.value[fieldAuthor],
			Handle: strings.TrimPrefix(r.value[fieldHandle], "@"), URL: r.value[fieldAuthorURL],
		},
	}
	if c.RemoteID == "" {
		c.RemoteID = r.value[fieldID]
	}
	switch {
	case strings.TrimSpace(c.Text) == "":
		in.bad(r, fieldText, CodeNoText)
	case len(c.Text) > MaxText:
		in.bad(r, fieldText, CodeLongText)
	}
	c.PostedAt = in.posted(r)
	if v := r.value[fieldEdited]; v != "" {
		t, _, ok := parseDate(v, in.o.Location)
		if !ok {
			in.bad(r, fieldEdited, CodeBadDate)
		}
		c.EditedAt = t
	}
	if v := r.value[fieldKind]; v != "" && c.Kind.UnmarshalText([]byte(strings.ToLower(v))) != nil {
		c.Kind = inbox.KindComment
		in.res.warn(r.line, r.where[fieldKind], CodeBadName)
	}
	if v := r.value[fieldAudience]; v != "" && c.Audience.UnmarshalText([]byte(strings.ToLower(v))) != nil {
		c.Audience = inbox.AudienceDirect // what nobody knows is kept as close as a letter
		in.res.warn(r.line, r.where[fieldAudience], CodeBadName)
	}
	if len(in.res.Problems) > before {
		return
	}
	in.name(r, &c)
	in.res.Observations = append(in.res.Observations, inbox.Observation{Content: c})
}

func (in *intake) bad(r *row, f field, code string) { in.res.problem(r.line, r.where[f], code) }

// posted reads the date, with the time of day from a column of its own.
func (in *intake) posted(r *row) time.Time {
	v, column := strings.TrimSpace(r.value[fieldCreated]), r.where[fieldCreated]
	if v == "" {
		in.bad(r, fieldCreated, CodeNoDate)
		return time.Time{}
	}
	if clock := strings.TrimSpace(r.value[fieldTime]); clock != "" {
		v += " " + clock
	}
	t, doubt, ok := parseDate(v, in.o.Location)
	switch {
	case !ok:
		in.bad(r, fieldCreated, CodeBadDate)
	case t.Year() < 2000:
		in.bad(r, fieldCreated, CodeDateRange)
	case !in.o.Now.IsZero() && t.After(in.o.Now.Add(24*time.Hour)):
		in.res.warn(r.line, column, CodeDateFuture)
	case doubt != "":
		in.res.warn(r.line, column, doubt)
	}
	return t
}

// channel gives the id of the row's channel in the form of the config.
func (in *intake) channel(r *row) string {
	if in.o.Channel != "" {
		return in.o.Channel
	}
	id := strings.Join(strings.FieldsFunc(strings.ToLower(r.value[fieldChannel]), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != 'ä' && c != 'ö' && c != 'ü' && c != 'ß'
	}), "-")
	if id == "" || len(id) > 60 {
		return DefaultChannel
	}
	return id
}

// name gives a row without id one that is the same whenever the file is read: a
// hash of what it says, and a number where a file holds the same row again.
func (in *intake) name(r *row, c *inbox.Content) {
	if c.RemoteID == "" {
		h := sha256.New()
		for _, part := range []string{c.Channel, c.PostedAt.UTC().Format(time.RFC3339), c.Author.Name + "\x00" + c.Author.Handle, c.Text} {
			fmt.Fprintf(h, "%d|%s|", len(part), part)
		}
		id := "file-" + hex.EncodeToString(h.Sum(nil)[:16])
		in.copies[id]++
		if n := in.copies[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		c.RemoteID = id
		return
	}
	key := c.Channel + "\x00" + c.RemoteID
	if in.seen[key] {
		column := r.where[fieldRemoteID]
		if column == "" {
			column = r.where[fieldID]
		}
		in.res.warn(r.line, column, CodeDuplicate)
	}
	in.seen[key] = true
}
