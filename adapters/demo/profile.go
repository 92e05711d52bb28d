package demo

import (
	"time"

	"lotse/inbox"
)

// profile is what makes one of the four platforms.
type profile struct {
	id, kind, name string
	host           string
	caps           inbox.Capabilities
	item           inbox.ItemKind
	noHandles      bool // authors have a name only
}

var profiles = []profile{
	{
		id: "mastodon", kind: "mastodon", name: "Mastodon (simuliert)", host: "social.neustadt-am-fluss.example", item: inbox.KindMention,
		caps: inbox.Capabilities{
			Reply: true, Threads: true, Refresh: true, ProvableGone: true, Idempotent: true, EditTimes: true,
			Measures: []inbox.Measure{inbox.MeasureBlock, inbox.MeasureReport, inbox.MeasureLike},
			MaxChars: 500, ReplyMentions: true, PollEvery: 15 * time.Second,
		},
	},
	{
		id: "facebook", kind: "facebook", name: "Facebook (simuliert)", host: "facebook.example", noHandles: true,
		caps: inbox.Capabilities{
			Reply: true, ReplyHidden: true, Threads: true, Refresh: true, ProvableGone: true, HiddenSeen: true,
			Measures: []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete, inbox.MeasureLike},
			MaxChars: 8000, PollEvery: 20 * time.Second,
		},
	},
	{
		id: "instagram", kind: "instagram", name: "Instagram (simuliert)", host: "instagram.example",
		caps: inbox.Capabilities{
			Reply: true, Refresh: true, ProvableGone: true, HiddenSeen: true,
			Measures: []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete},
			MaxChars: 2200, ReplyMentions: true, PollEvery: 25 * time.Second,
		},
	},
	{
		id: "website", kind: "feed", name: "Kommentare auf neustadt-am-fluss.example", host: "neustadt-am-fluss.example", noHandles: true,
		caps: inbox.Capabilities{PollEvery: 30 * time.Second},
	},
}
