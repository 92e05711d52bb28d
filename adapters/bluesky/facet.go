package bluesky

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	api "github.com/bluesky-social/indigo/api/bsky"
	"github.com/rivo/uniseg"

	"lotse/inbox"
)

const (
	mostNames = 10  // accounts that one reply may name
	maxTag    = 64  // graphemes of a hashtag
	maxTagRaw = 640 // bytes of it
)

// lazily compiles an expression when it is first used: commands that speak to no
// server do not pay for it.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var (
	anyLink  = lazily(`(?i)https?://[^\s<>"]+`)
	anyName  = lazily(`@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)`)
	anyTag   = lazily(`[#＃]([^\s#＃]+)`)
	language = lazily(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

func isLanguage(s string) bool { return s != "und" && language().MatchString(s) }

// mark is a stretch of a text that is more than letters, in bytes.
type mark struct {
	from, to        int
	link, name, tag string
}

// marks finds links, names and hashtags. The network shows none that are not
// said: a link in the text alone cannot be clicked.
func marks(text string) []mark {
	var out []mark
	for _, m := range anyLink().FindAllStringIndex(text, -1) {
		if startsWord(text, m[0]) {
			end := m[0] + len(trimLink(text[m[0]:m[1]]))
			out = append(out, mark{from: m[0], to: end, link: text[m[0]:end]})
		}
	}
	for _, m := range anyName().FindAllStringSubmatchIndex(text, -1) {
		if startsWord(text, m[0]) {
			out = append(out, mark{from: m[0], to: m[1], name: strings.ToLower(text[m[2]:m[3]])})
		}
	}
	for _, m := range anyTag().FindAllStringSubmatchIndex(text, -1) {
		tag := strings.TrimRightFunc(text[m[2]:m[3]], unicode.IsPunct)
		if startsWord(text, m[0]) && isTag(tag) {
			out = append(out, mark{from: m[0], to: m[2] + len(tag), tag: tag})
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int { return a.from - b.from })
	end := 0
	return slices.DeleteFunc(out, func(m mark) bool {
		if m.from < end {
			return true // within the one before
		}
		end = m.to
		return false
	})
}

func isTag(s string) bool {
	return s != "" && len(s) <= maxTagRaw && uniseg.GraphemeClusterCount(s) <= maxTag &&
		strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
}

// startsWord reports whether a mark may begin here.
func startsWord(text string, at int) bool {
	before := text[:at]
	return before == "" || strings.ContainsAny(before[len(before)-1:], " \t\n([{„“\"'") || strings.HasSuffix(before, "„") || strings.HasSuffix(before, "“")
}

// trimLink leaves the punctuation that ends a sentence to the sentence.
func trimLink(s string) string {
	for {
		short := strings.TrimRight(s, ".,;:!?'\"“”…")
		if strings.HasSuffix(short, ")") && strings.Count(short, ")") > strings.Count(short, "(") {
			short = short[:len(short)-1]
		}
		if short == s {
			return s
		}
		s = short
	}
}

// facets says of a text where its links lead, whom it names and its hashtags. A
// name that nobody has stays text.
func (c *Channel) facets(ctx context.Context, op, text string) ([]*api.RichtextFacet, error) {
	var out []*api.RichtextFacet
	asked := map[string]string{}
	for _, m := range marks(text) {
		var what api.RichtextFacet_Features_Elem
		switch {
		case m.link != "":
			what.RichtextFacet_Link = &api.RichtextFacet_Link{LexiconTypeID: "app.bsky.richtext.facet#link", Uri: m.link}
		case m.tag != "":
			what.RichtextFacet_Tag = &api.RichtextFacet_Tag{LexiconTypeID: "app.bsky.richtext.facet#tag", Tag: m.tag}
		default:
			did, known := asked[m.name]
			if !known && len(asked) < mostNames {
				var err error
				if did, err = c.resolve(ctx, op, m.name); err != nil {
					return nil, err
				}
				asked[m.name] = did
			}
			if did == "" {
				continue
			}
			what.RichtextFacet_Mention = &api.RichtextFacet_Mention{LexiconTypeID: "app.bsky.richtext.facet#mention", Did: did}
		}
		out = append(out, &api.RichtextFacet{
			Index:    &api.RichtextFacet_ByteSlice{ByteStart: int64(m.from), ByteEnd: int64(m.to)},
			Features: []*api.RichtextFacet_Features_Elem{&what},
		})
	}
	return out, nil
}

// resolve gives the DID of a handle, "" for one that nobody has.
func (c *Channel) resolve(ctx context.Context, op, handle string) (string, error) {
	var a struct {
		DID string `json:"did"`
	}
	err := c.getInto(ctx, op, "com.atproto.identity.resolveHandle", url.Values{"handle": {handle}}, &a)
	switch inbox.ProblemOf(err) { //nolint:exhaustive // the others may pass
	case inbox.ProblemInvalid, inbox.ProblemGone:
		return "", nil
	}
	if err != nil || !isDID(a.DID) {
		return "", err
	}
	return a.DID, nil
}
