package file

import (
	"bytes"
	"context"
	"io"
	"path"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zones of its own

	"lotse/inbox"
)

// Format is how a file is written.
type Format string

// The formats.
const (
	JSONL Format = "jsonl"
	CSV   Format = "csv"
)

// Limits of one file. A year of a large city's comments is well below.
const (
	MaxBytes = 128 << 20
	MaxRows  = 500_000
	MaxText  = 100_000 // bytes of one text
)

// Options says how to read. The zero value guesses the format and reads all or
// nothing.
type Options struct {
	// Channel is the id all rows get. "" takes each row's own, and DefaultChannel
	// for rows without.
	Channel string
	// Format is taken from name and content when "".
	Format Format
	// Location is where dates without a zone were written; nil is Europe/Berlin.
	Location *time.Location
	// Partial keeps the good rows of a file that has bad ones.
	Partial bool
	// Now is for dates that lie in the future; zero does not look.
	Now time.Time
	// Progress is called now and then with the number of rows read.
	Progress func(rows int)
}

// DefaultChannel is the channel of rows that name none.
const DefaultChannel = "import"

// Result is what a file held. Nothing is written anywhere by reading: to look at
// Problems and Warnings and to drop the rest is a dry run.
type Result struct {
	Format       Format
	Encoding     string // utf-8, utf-16, windows-1252
	Separator    string // of CSV
	Rows         int    // rows with content, the header not counted
	Observations []inbox.Observation
	Problems     []RowProblem // rows that cannot be taken
	Warnings     []RowProblem // rows that were taken with a doubt
}

// RowProblem names a place in a file and what is the matter with it. It quotes
// nothing.
type RowProblem struct {
	Line   int    // from 1
	Column string // the file's own name of the column, as far as it is known to us; else its number
	Code   string
}

// Codes of problems (the row is not taken) and warnings (it is).
const (
	CodeTooLarge     = "file_too_large"
	CodeTooManyRows  = "too_many_rows"
	CodeEmpty        = "file_empty"
	CodeNoHeader     = "no_header"       // the first line names no column of texts, or none of dates
	CodeTwoColumns   = "two_columns"     // two columns of texts; of others a warning: the first counts
	CodeColumns      = "columns"         // more fields than the header has
	CodeQuote        = "bad_quote"       // a quotation mark that is not doubled or not closed
	CodeJSON         = "bad_json"        // the line is not a JSON object
	CodeType         = "bad_type"        // a field has another type than it should
	CodeNoText       = "no_text"         //
	CodeLongText     = "text_too_long"   //
	CodeNoDate       = "no_date"         //
	CodeBadDate      = "bad_date"        // no date we can read
	CodeDateRange    = "date_range"      // before the year 2000
	CodeDateFuture   = "date_future"     // warning
	CodeDateOnly     = "date_only"       // warning: no time of day, midnight was taken
	CodeDSTTwice     = "dst_ambiguous"   // warning: the hour exists twice, the first was taken
	CodeDSTGap       = "dst_nonexistent" // warning: the hour does not exist, an hour was added
	CodeBadByte      = "bad_byte"        // warning: a byte that is no character became a replacement mark
	CodeBadName      = "unknown_name"    // warning: no such kind (a comment then) or audience (the narrowest)
	CodeDuplicate    = "duplicate_id"    // warning: the id was there before; the later row counts as an edit
	CodeUnknownField = "unknown_column"  // warning, once a file: kept beside the text, not used
)

// Read reads a whole file. The error is the context's or the reader's; what is
// wrong with the content is in the result, which then has no observations unless
// the options ask for a part.
func Read(ctx context.Context, r io.Reader, name string, o Options) (Result, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Result{}, err
	}
	if o.Location == nil {
		if o.Location, err = time.LoadLocation("Europe/Berlin"); err != nil {
			return Result{}, err
		}
	}
	res := &Result{}
	if len(raw) > MaxBytes {
		res.problem(1, "", CodeTooLarge)
		return *res, nil
	}
	text, encoding, bad := decode(raw)
	res.Encoding = encoding
	if bad > 0 {
		res.warn(bad, "", CodeBadByte)
	}
	if res.Format = o.Format; res.Format == "" {
		res.Format = guess(name, text)
	}
	in := &intake{ctx: ctx, o: o, res: res, seen: map[string]bool{}, copies: map[string]int{}}
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		res.problem(1, "", CodeEmpty)
	case res.Format == JSONL:
		err = in.readJSONL(text)
	default:
		err = in.readCSV(text)
	}
	if err != nil {
		return Result{}, err
	}
	if len(res.Problems) > 0 && !o.Partial {
		res.Observations = nil
	}
	if o.Progress != nil {
		o.Progress(res.Rows)
	}
	return *res, nil
}

// guess goes by the name and, where that says nothing, by the first character.
func guess(name string, text []byte) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".jsonl", ".ndjson", ".json":
		return JSONL
	case ".csv", ".tsv", ".txt":
		return CSV
	}
	if t := bytes.TrimSpace(text); len(t) > 0 && t[0] == '{' {
		return JSONL
	}
	return CSV
}

func (r *Result) problem(line int, column, code string) {
	r.Problems = append(r.Problems, RowProblem{line, column, code})
}

func (r *Result) warn(line int, column, code string) {
	r.Warnings = append(r.Warnings, RowProblem{line, column, code})
}
