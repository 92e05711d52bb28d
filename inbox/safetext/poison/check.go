package poison

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Check fails the test when a frame holds anything that acts on the terminal
// beyond our own styling. Allowed are the newline, colour and style sequences
// (ESC [ digits ; : m) and hyperlinks (OSC 8) to http or https which are closed
// again. Everything else is a breach: any other control byte, C1 controls,
// invalid UTF-8, bidi controls, characters that hide or tag.
//
// A frame is what View returns or a command prints with colours, not what the
// program writes to the terminal in between.
func Check(t testing.TB, frame string) {
	t.Helper()
	if err := breach(frame, true); err != nil {
		t.Errorf("the frame is not safe: %v", err)
	}
}

// CheckPlain is Check for output without any styling: no ESC at all.
func CheckPlain(t testing.TB, out string) {
	t.Helper()
	if err := breach(out, false); err != nil {
		t.Errorf("the output is not safe: %v", err)
	}
}

// breach gives the first offence with its place.
func breach(s string, styled bool) error {
	open := false
	for i := 0; i < len(s); {
		if s[i] == 0x1b && styled {
			n, link, err := sequence(s[i:])
			if err != nil {
				return at(s, i, err.Error())
			}
			switch link {
			case linkOpen:
				open = true
			case linkClose:
				open = false
			default: // a colour opens and closes nothing
			}
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return at(s, i, "invalid UTF-8")
		}
		if what := offence(r); what != "" {
			return at(s, i, fmt.Sprintf("%s U+%04X", what, r))
		}
		i += size
	}
	if open {
		return at(s, len(s), "a hyperlink is never closed")
	}
	return nil
}

func offence(r rune) string {
	switch {
	case r == '\n':
		return ""
	case unicode.IsControl(r):
		return "control character"
	case unicode.Is(unicode.Bidi_Control, r):
		return "bidi control"
	case r == 0x2028, r == 0x2029, r == 0x200B, r == 0xFEFF, r >= 0x2060 && r <= 0x206F,
		r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFFF9 && r <= 0xFFFB, r == 0xAD:
		return "invisible character"
	}
	return ""
}

type linkEvent int

const (
	noLink linkEvent = iota
	linkOpen
	linkClose
)

// sequence measures the allowed sequence at the beginning of s.
func sequence(s string) (n int, link linkEvent, err error) {
	switch {
	case strings.HasPrefix(s, "\x1b["):
		end := strings.IndexFunc(s[2:], func(r rune) bool {
			return (r < '0' || r > '9') && r != ';' && r != ':'
		})
		if end < 0 || s[2+end] != 'm' {
			return 0, noLink, fmt.Errorf("control sequence that is no style")
		}
		return 2 + end + 1, noLink, nil
	case strings.HasPrefix(s, "\x1b]8;"):
		return hyperlink(s)
	}
	return 0, noLink, fmt.Errorf("escape sequence that is neither style nor hyperlink")
}

func hyperlink(s string) (n int, link linkEvent, err error) {
	const head = len("\x1b]8;")
	end := strings.IndexAny(s[head:], "\x1b\x07")
	if end < 0 {
		return 0, noLink, fmt.Errorf("unterminated hyperlink")
	}
	n = head + end + 1
	if s[head+end] == 0x1b {
		if !strings.HasPrefix(s[head+end:], "\x1b\\") {
			return 0, noLink, fmt.Errorf("unterminated hyperlink")
		}
		n++
	}
	_, target, ok := strings.Cut(s[head:head+end], ";")
	if !ok {
		return 0, noLink, fmt.Errorf("malformed hyperlink")
	}
	if target == "" {
		return n, linkClose, nil
	}
	for _, r := range target {
		if r <= ' ' || r >= 0x7f {
			return 0, noLink, fmt.Errorf("hyperlink with a target that is not plain ASCII")
		}
	}
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Host == "" {
		return 0, noLink, fmt.Errorf("hyperlink to %q", target)
	}
	return n, linkOpen, nil
}

// at words an offence with what stands around it.
func at(s string, i int, what string) error {
	return fmt.Errorf("%s at byte %d: …%q…", what, i, s[max(0, i-24):min(len(s), i+24)])
}
