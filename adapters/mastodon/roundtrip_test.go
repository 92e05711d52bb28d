package mastodon_test

import (
	"strings"
	"testing"

	"lotse/adapters/markup"
	"lotse/adapters/mastodon/mastodontest"
)

// A text comes back from every server as it was written, but for mentions,
// whose host the servers show or hide as they like.
func TestTextThroughServers(t *testing.T) {
	for _, f := range []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial, mastodontest.Snac} {
		s := mastodontest.New(t, f)
		own, berta := s.AddAccount("linden"), s.AddAccount("berta@weit.example")
		for _, text := range []string{
			"Wann öffnet das #Freibad?\nUnd was kostet es?\n\nDanke & Gruß",
			"Siehe https://www.linden.example/baeder/freibad/oeffnungszeiten?jahr=2026&bad=2.",
			"1 < 2 > 0 \"ja\" 'nein' &amp; <b>fett</b>",
			"👩‍👩‍👧 :linden:",
		} {
			if f == mastodontest.GoToSocial && strings.Contains(text, "&amp;") {
				continue // it does not escape "&", so an entity in a text is lost
			}
			p := s.Mention(berta, own, text)
			got := markup.HTMLText(p.HTML)
			got = strings.Replace(got, "@linden@social.example", "@linden", 1)
			if want := "@linden " + text; got != want {
				t.Errorf("%s\n got %q\nwant %q\nfrom %s", f, got, want, p.HTML)
			}
		}
	}
}

// The quote fallback goes; what somebody hides in its place stays.
func TestQuoteThroughServer(t *testing.T) {
	s := mastodontest.New(t, mastodontest.Mastodon)
	own, berta := s.AddAccount("linden"), s.AddAccount("berta@weit.example")
	root := s.OwnPost(own, "Das Bad bleibt zu.")
	p := s.Publish(berta, mastodontest.Draft{Text: "Schon wieder!", Quotes: root.ID})
	if got := markup.HTMLText(p.HTML); got != "Schon wieder!" {
		t.Errorf("%q from %s", got, p.HTML)
	}
}
