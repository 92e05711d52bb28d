package file

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

// Row is one item as it leaves the desk. Its keys are those of "lotse list
// --json"; notes and decisions are not part of it.
type Row struct {
	ID         string       `json:"id"`
	Channel    string       `json:"channel"`
	RemoteID   string       `json:"remote_id"`
	URL        string       `json:"url,omitempty"`
	Thread     string       `json:"thread,omitempty"`
	Parent     string       `json:"parent,omitempty"`
	Author     inbox.Author `json:"author"`
	Text       string       `json:"text"`
	Warning    string       `json:"warning,omitempty"`
	Language   string       `json:"language,omitempty"`
	Kind       string       `json:"kind"`
	Audience   string       `json:"audience"`
	PostedAt   time.Time    `json:"posted_at"`
	SeenAt     time.Time    `json:"seen_at,omitzero"`
	EditedAt   time.Time    `json:"edited_at,omitzero"`
	State      string       `json:"state"`
	Visibility string       `json:"visibility"`
	Level      string       `json:"level"`
	Labels     []string     `json:"labels"`
	Role       string       `json:"role,omitempty"`
	DueAt      time.Time    `json:"due_at,omitzero"`
	Version    uint32       `json:"version"`
}

// RowOf gives an item's row.
func RowOf(it *inbox.Item) Row {
	c := &it.Content
	r := Row{
		ID: it.ID.String(), Channel: c.Channel, RemoteID: c.RemoteID, URL: c.URL, Thread: c.Thread, Parent: c.Parent,
		Author: c.Author, Text: c.Text, Warning: c.Warning, Language: c.Language, Kind: c.Kind.String(), Audience: c.Audience.String(),
		PostedAt: c.PostedAt, SeenAt: it.SeenAt, EditedAt: c.EditedAt, State: it.State.Work.String(),
		Visibility: it.State.Visibility.String(), Level: it.Level().String(), Labels: []string{},
		Role: it.State.Role, DueAt: it.State.DueAt, Version: it.Version,
	}
	for _, l := range it.Labels().List() {
		r.Labels = append(r.Labels, l.String())
	}
	return r
}

// WriteJSONL writes one object a line.
func WriteJSONL(w io.Writer, rows iter.Seq2[Row, error]) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := enc.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

var header = []string{
	"id", "channel", "remote_id", "url", "thread", "parent", "author", "handle", "author_id", "author_url", "text", "warning",
	"language", "kind", "audience", "posted_at", "seen_at", "edited_at", "state", "visibility", "level", "labels", "role", "due_at", "version",
}

// WriteCSV writes a table that a German spreadsheet opens by double click:
// semicolons and a mark for UTF-8. A field that a spreadsheet would take for a
// formula gets an apostrophe in front: the texts are strangers', and a formula can
// read other cells and call out.
func WriteCSV(w io.Writer, rows iter.Seq2[Row, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	if err := out.Write(header); err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		record := []string{
			r.ID, r.Channel, r.RemoteID, r.URL, r.Thread, r.Parent, r.Author.Name, r.Author.Handle, r.Author.ID, r.Author.URL, r.Text, r.Warning,
			r.Language, r.Kind, r.Audience, stamp(r.PostedAt), stamp(r.SeenAt), stamp(r.EditedAt), r.State, r.Visibility, r.Level,
			strings.Join(r.Labels, ","), r.Role, stamp(r.DueAt), strconv.FormatUint(uint64(r.Version), 10),
		}
		for i := range record {
			record[i] = guard(record[i])
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// dangerous are the signs with which a formula may begin, the wide ones of East
// Asian keyboards included.
const dangerous = "=+-@\t\r\n＝＋－＠"

// guard keeps a spreadsheet from reading a text as a formula. An apostrophe of
// the text's own is doubled, so that unguard gives back what was there.
func guard(s string) string {
	if t := strings.TrimLeft(s, " '\u00a0"); t != "" && strings.ContainsAny(firstRune(t), dangerous) || strings.HasPrefix(s, "'") {
		return "'" + s
	}
	return s
}

func unguard(s string) string { return strings.TrimPrefix(s, "'") }

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}
