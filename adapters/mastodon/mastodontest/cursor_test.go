package mastodontest

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// many posts mentions with the texts 1…n.
func many(s *Server, from, to Account, n int) {
	for i := range n {
		s.Mention(from, to, strconv.Itoa(i+1))
	}
}

func notifications(t *testing.T, s *Server, who Account, query string) result {
	t.Helper()
	r := ask(t, s, who, "GET", "/api/v1/notifications?"+query, nil)
	if r.code != 200 {
		t.Fatalf("%s: %d %s", query, r.code, r.body)
	}
	return r
}

func TestMastodonCursors(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	many(s, berta, own, 100)
	for query, want := range map[string]string{
		"limit=3":                       "100 99 98",
		"limit=3&max_id=98":             "97 96 95",
		"limit=3&since_id=90":           "100 99 98",
		"limit=3&min_id=90":             "93 92 91",
		"limit=9&min_id=98":             "100 99",
		"limit=3&min_id=90&since_id=97": "93 92 91",
		"limit=2&min_id=90&max_id=93":   "92 91",
		"min_id=100":                    "",
		"max_id=1":                      "",
		"limit=abc":                     "",
		"limit=2&max_id=zzz":            "",
	} {
		if got := notifications(t, s, own, query).texts(t); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if n := len(notifications(t, s, own, "").list(t)); n != 40 {
		t.Errorf("without limit: %d", n)
	}
	if n := len(notifications(t, s, own, "limit=500").list(t)); n != 80 {
		t.Errorf("limit=500: %d", n)
	}
}

func TestMastodonLinks(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	many(s, berta, own, 5)
	got := notifications(t, s, own, "limit=2&types[]=mention&since_id=1").head.Get("Link")
	base := "<" + s.URL + "/api/v1/notifications?limit=2&"
	// rel=next forgets since_id: who follows it reads the whole past
	want := base + "max_id=4&types%5B%5D=mention>; rel=\"next\", " + base + "min_id=5&types%5B%5D=mention>; rel=\"prev\""
	if got != want {
		t.Errorf("Link\n %s\nwant\n %s", got, want)
	}
	if l := notifications(t, s, own, "min_id=5").head.Get("Link"); l != "" {
		t.Errorf("an empty page links to %s", l)
	}
	for i := range 3 {
		s.OwnPost(own, "Nachricht "+strconv.Itoa(i))
	}
	path := "/api/v1/accounts/" + own.ID + "/statuses?limit=2"
	first := ask(t, s, own, "GET", path, nil)
	if !strings.Contains(first.head.Get("Link"), `rel="next"`) {
		t.Error("no next on a full page of posts")
	}
	last := ask(t, s, own, "GET", path+"&max_id="+first.list(t)[1]["id"].(string), nil)
	if l := last.head.Get("Link"); len(last.list(t)) != 1 || strings.Contains(l, "next") {
		t.Errorf("last page: %d posts, Link %s", len(last.list(t)), l)
	}
}

func TestTypesAndPolicy(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	carl := s.AddAccount("carl")
	post := s.OwnPost(own, "Das Bad öffnet um 8.")
	s.Mention(berta, own, "öffentlich")
	s.Favourite(berta, post)
	s.Notice("collection_update", own, berta)
	s.Direct(berta, own, "vertraulich")
	s.Follow(own, carl)
	s.Direct(carl, own, "unter uns")
	answer := s.Publish(own, Draft{Text: "@berta@weit.example ja?", Visibility: "direct"})
	s.ReplyTo(berta, answer, "antwortet")

	if got := notifications(t, s, own, "types[]=mention").texts(t); got != "antwortet unter uns öffentlich" {
		t.Errorf("without the ones put aside: %s", got)
	}
	if got := notifications(t, s, own, "types[]=mention&include_filtered=true").texts(t); got != "antwortet unter uns vertraulich öffentlich" {
		t.Errorf("with the ones put aside: %s", got)
	}
	if n := len(notifications(t, s, own, "exclude_types[]=mention").list(t)); n != 2 {
		t.Errorf("%d that are no mentions, want the favourite and the unknown type", n)
	}
	policy := ask(t, s, own, "GET", "/api/v2/notifications/policy", nil).object(t)
	if sum := policy["summary"].(map[string]any); sum["pending_notifications_count"] != 1.0 || policy["for_private_mentions"] != "filter" {
		t.Errorf("policy %v", policy)
	}
	if reqs := ask(t, s, own, "GET", "/api/v1/notifications/requests", nil).list(t); len(reqs) != 1 || reqs[0]["notifications_count"] != "1" {
		t.Errorf("requests %v", reqs)
	}
}

func TestLateCommit(t *testing.T) {
	s, own, berta, w := town(t, GoToSocial)
	s.Mention(berta, own, "erste")
	w.turn(1e6)
	_, commit := s.MentionLate(berta, own, "späte")
	w.turn(1e6)
	s.Mention(berta, own, "letzte")
	before := notifications(t, s, own, "")
	if got := before.texts(t); got != "letzte erste" {
		t.Fatalf("before commit: %s", got)
	}
	newest := before.list(t)[0]["id"].(string)
	commit()
	for _, cursor := range []string{"min_id", "since_id"} {
		if got := notifications(t, s, own, cursor+"="+newest).texts(t); got != "" {
			t.Errorf("%s finds %q", cursor, got)
		}
	}
	if got := notifications(t, s, own, "").texts(t); got != "letzte späte erste" {
		t.Errorf("after commit: %s", got)
	}
}

func TestGoToSocialCursors(t *testing.T) {
	s, own, berta, w := town(t, GoToSocial)
	for i := range 30 {
		s.Mention(berta, own, strconv.Itoa(i+1))
		w.turn(1e6)
	}
	if n := len(notifications(t, s, own, "").list(t)); n != 20 {
		t.Errorf("without limit: %d", n)
	}
	if got := notifications(t, s, own, "limit=2&max_id=zzz").texts(t); got != "30 29" {
		t.Errorf("a bad cursor gives %q, want the first page", got)
	}
	if r := ask(t, s, own, "GET", "/api/v1/notifications?limit=abc", nil); r.code != 400 {
		t.Errorf("limit=abc: %d", r.code)
	}
	link := notifications(t, s, own, "limit=2").head.Get("Link")
	if !strings.HasPrefix(link, "<https://social.example/api/v1/notifications?") {
		t.Errorf("Link names another host than the configured one: %s", link)
	}
	if at := notifications(t, s, own, "limit=1").list(t)[0]["created_at"].(string); !strings.HasSuffix(at, ".000Z") {
		t.Errorf("created_at %s", at)
	}
}

func TestSnacCursors(t *testing.T) {
	s, own, berta, _ := town(t, Snac)
	many(s, berta, own, 70)
	all := notifications(t, s, own, "types[]=follow&since_id=1")
	l := all.list(t)
	if len(l) != 64 || all.head.Get("Link") != "" {
		t.Fatalf("%d notifications, Link %q", len(l), all.head.Get("Link"))
	}
	id := func(i int) string { return url.QueryEscape(l[i]["id"].(string)) }
	if got := notifications(t, s, own, "limit=2&min_id="+id(60)).texts(t); got != "70 69" {
		t.Errorf("min_id: %s, want the newest above it", got)
	}
	if got := notifications(t, s, own, "limit=2&max_id="+id(1)).texts(t); got != "68 67" {
		t.Errorf("max_id: %s", got)
	}
	if got := notifications(t, s, own, "max_id=9"+id(1)).body; got != "[]" {
		t.Errorf("max_id that is not there: %.80s", got)
	}
	s.Follow(berta, own)
	if n := len(notifications(t, s, own, "exclude_types[]=follow").list(t)); n != 63 {
		t.Errorf("exclude_types: %d, want 63: cut before it is filtered", n)
	}
}
