package safetext

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxURL is the longest address in bytes that is offered as a link. Terminals
// and browsers take about 2,000; a longer one serves no reader.
const maxURL = 2048

// URL judges an address from outside. When ok, target may be put into a
// terminal hyperlink or handed to a browser: http or https, without a user name
// or password, of visible ASCII only, at most 2,048 bytes, with a host that is a
// plain name or an IP address. display is what to print beside or as the link:
// the same address, with the host in punycode, so that a Cyrillic "а" cannot
// pose as a Latin one.
//
// When not ok, target is "" and display is the raw address made printable: a
// moderator still sees what was written. URL of a target gives that target
// again.
func URL(raw string) (display Text, target string, ok bool) {
	target, ok = safeTarget(raw)
	if !ok {
		return Line(raw), "", false
	}
	return Text{s: target}, target, true
}

func safeTarget(raw string) (string, bool) {
	if raw == "" || len(raw) > maxURL || !utf8.ValidString(raw) || strings.ContainsFunc(raw, unfitForURL) {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil || u.User != nil || u.Opaque != "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	host, ok := safeHost(u.Hostname())
	if !ok {
		return "", false
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	u.RawQuery = escapeRest(u.RawQuery)
	target := u.String()
	if len(target) > maxURL || strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r >= 0x7F }) {
		return "", false
	}
	return target, true
}

// unfitForURL names runes no honest address holds raw: controls, spaces, what
// cleaning would change, the quotes and brackets that end an address in text,
// and the backslash, which browsers read as a slash and Go does not.
func unfitForURL(r rune) bool {
	switch r {
	case ' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}':
		return true
	}
	switch classOf(r) {
	case classPlain, classPict, classMark, classLead, classSelector, classTone, classJoiner:
		return r == utf8.RuneError
	default:
		return true
	}
}

// safeHost gives the host in lower-case ASCII.
func safeHost(host string) (string, bool) {
	if strings.Contains(host, ":") {
		addr, err := netip.ParseAddr(host)
		if err != nil || addr.Zone() != "" {
			return "", false
		}
		return "[" + addr.String() + "]", true
	}
	if !allASCII(host) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", false
		}
		host = ascii
	}
	host = strings.ToLower(host)
	if host == "" || len(host) > 253 || host[0] == '-' || host[0] == '.' {
		return "", false
	}
	for i := 0; i < len(host); i++ {
		switch b := host[i]; {
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '-', b == '_':
		case b == '.' && host[i-1] != '.':
		default:
			return "", false
		}
	}
	return host, true
}

// escapeRest percent-encodes what url.URL leaves raw in query and fragment.
func escapeRest(s string) string {
	const digits = "0123456789ABCDEF"
	if allASCII(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
