package file

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// readCSV reads a table whose first line names its columns.
func (in *intake) readCSV(text []byte) error {
	if !bytes.ContainsRune(text, '\n') {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n")) // an old Mac's lines
	}
	text, skipped, sep := separator(text)
	in.res.Separator = string(sep)
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = sep, -1
	header, err := r.Read()
	if err != nil {
		in.res.problem(1+skipped, "", CodeQuote)
		return nil
	}
	t := in.table(header, 1+skipped)
	if t == nil {
		return nil
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			in.res.Rows++
			in.quote(err, skipped)
			continue
		}
		line, _ := r.FieldPos(0)
		if blank(record) {
			continue
		}
		if more, err := in.begin(line + skipped); err != nil || !more {
			return err
		}
		if row := t.row(in, record, line+skipped); row != nil {
			in.take(row)
		}
	}
}

func (in *intake) quote(err error, skipped int) {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		in.res.problem(pe.StartLine+skipped, "", CodeQuote)
		return
	}
	in.res.problem(1+skipped, "", CodeQuote)
}

func blank(record []string) bool {
	for _, v := range record {
		if strings.TrimSpace(v) != "" {
			return false
		}
	}
	return true
}

// separator finds the sign between the fields: what Excel's "sep=" says, else the
// one that makes most known columns of the first line. skipped lines are gone
// from the text.
func separator(text []byte) (rest []byte, skipped int, sep rune) {
	first, after, _ := bytes.Cut(text, []byte("\n"))
	line := strings.TrimRight(string(first), "\r")
	if v, ok := strings.CutPrefix(strings.ToLower(line), "sep="); ok && (len(v) == 1 && strings.ContainsAny(v, ";,|\t")) {
		return after, 1, rune(v[0])
	}
	best := -1
	sep = ';'
	for _, c := range ";,\t|" {
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.FieldsPerRecord = c, -1
		header, err := r.Read()
		if err != nil {
			continue
		}
		score := 0
		for _, h := range header {
			if fieldOf[plain(h)] != fieldUnknown {
				score += 10
			}
		}
		if score += min(len(header), 9); score > best {
			best, sep = score, c
		}
	}
	return text, 0, sep
}

// table is the meaning of the columns of one file.
type table struct {
	header []string
	fields []field
	where  map[field]string
	own    bool // our own export: the guards against formulas come off again
}

// table reads the header; nil when it lacks what every row needs.
func (in *intake) table(header []string, line int) *table {
	t := &table{header: header, fields: make([]field, len(header)), where: map[field]string{}}
	for i, h := range header {
		f := fieldOf[plain(h)]
		switch column := t.column(i); {
		case f == fieldUnknown && strings.TrimSpace(h) != "":
			in.res.warn(line, column, CodeUnknownField)
		case f == fieldUnknown, f == fieldOurs:
			t.own = t.own || plain(h) == "visibility"
		case t.where[f] == "":
			t.fields[i], t.where[f] = f, column
		case weak[plain(h)]:
		case weak[plain(t.where[f])]:
			t.fields[slices.Index(t.fields, f)] = fieldUnknown
			t.fields[i], t.where[f] = f, column
		case f == fieldText:
			in.res.problem(line, column, CodeTwoColumns)
			return nil
		default:
			in.res.warn(line, column, CodeTwoColumns)
		}
	}
	if t.where[fieldCreated] == "" && t.where[fieldTime] != "" { // "Zeit" alone is the date
		for i, f := range t.fields {
			if f == fieldTime {
				t.fields[i], t.where[fieldCreated] = fieldCreated, t.where[fieldTime]
			}
		}
	}
	if t.where[fieldText] == "" || t.where[fieldCreated] == "" {
		in.res.problem(line, "", CodeNoHeader)
		return nil
	}
	return t
}

// column names a column: by its header where that is a known word, else by its
// number, for a header may hold anything.
func (t *table) column(i int) string {
	if i < len(t.header) && fieldOf[plain(t.header[i])] != fieldUnknown {
		return strings.TrimSpace(t.header[i])
	}
	return strconv.Itoa(i + 1)
}

func (t *table) row(in *intake, record []string, line int) *row {
	if len(record) > len(t.header) && !blank(record[len(t.header):]) {
		in.res.problem(line, strconv.Itoa(len(t.header)+1), CodeColumns)
		return nil
	}
	r := &row{line: line, value: make(map[field]string, len(record)), where: t.where}
	extra := map[string]string{}
	for i, v := range record[:min(len(record), len(t.header))] {
		if t.own {
			v = unguard(v)
		}
		switch f := t.fields[i]; {
		case f == fieldText:
			r.value[f] = v
		case f != fieldUnknown:
			r.value[f] = strings.TrimSpace(v)
		case v != "" && fieldOf[plain(t.header[i])] != fieldOurs:
			extra[t.header[i]] = v
		}
	}
	if len(extra) > 0 {
		b, err := json.Marshal(extra) // keys come out sorted
		if err == nil {
			r.extra = string(b)
		}
	}
	return r
}
