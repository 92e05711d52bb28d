package file

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode gives the text as UTF-8, the name of its encoding, and the line of the
// first byte that is no character, 0 when all are. Without a mark at its start a
// file is UTF-8 when it reads well as such, else what a German Windows writes.
func decode(raw []byte) (text []byte, encoding string, badLine int) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return replaceBad(raw[3:], "utf-8")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return replaceBad(raw, "utf-8")
		}
		return replaceBad(out, "utf-16")
	case mostlyUTF8(raw):
		return replaceBad(raw, "utf-8")
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return replaceBad(raw, "utf-8")
	}
	return replaceBad(out, "windows-1252")
}

func replaceBad(b []byte, encoding string) ([]byte, string, int) {
	line := 0
	bad := bytes.ToValidUTF8(b, []byte("\uFFFD"))
	if i := bytes.Index(bad, []byte("\uFFFD")); i >= 0 {
		line = 1 + bytes.Count(bad[:i], []byte("\n"))
	}
	return bad, encoding, line
}

// mostlyUTF8 reports whether the bytes above ASCII make characters: all of them,
// or, in a file that was cut off or patched together, more than those that do not.
func mostlyUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > bad
}
