package mastodontest

import (
	"context"
	"net/http"
	"testing"

	gomastodon "github.com/mattn/go-mastodon"
)

// The library the adapter builds on understands every flavour.
func TestLibraryUnderstands(t *testing.T) {
	for _, f := range []Flavour{Mastodon, GoToSocial, Snac} {
		s, own, berta, _ := town(t, f)
		asks := s.Mention(berta, own, "Wann?")
		client := gomastodon.NewClient(&gomastodon.Config{Server: s.URL, AccessToken: own.Token})
		client.Client = http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		me, err := client.GetAccountCurrentUser(ctx)
		if err != nil || string(me.ID) != own.ID {
			t.Errorf("%s: %v %v", f, me, err)
		}
		list, err := client.GetNotifications(ctx, &gomastodon.Pagination{Limit: 5})
		if err != nil || len(list) != 1 || string(list[0].Status.ID) != asks.ID {
			t.Errorf("%s: %v %v", f, list, err)
		}
		st, err := client.PostStatus(ctx, &gomastodon.Toot{Status: "@berta@weit.example Bald.", InReplyToID: gomastodon.ID(asks.ID)})
		if err != nil || st.InReplyToID != asks.ID {
			t.Errorf("%s: %v %v", f, st, err)
		}
	}
}
