package mastodontest

import "time"

// Flavour is the kind of server to imitate.
type Flavour int

const (
	// Mastodon 4.6: exact cursors, Idempotency-Key kept for an hour, reads of
	// 20 statuses at once, rate limits that reset at an ISO 8601 time.
	Mastodon Flavour = iota
	// GoToSocial 0.20: ULIDs made before commit, Idempotency-Key ignored, no
	// batch read, half escaped HTML, Link headers that name the public host.
	GoToSocial
	// Snac 2.75: only the 64 newest notifications, no Link, most parameters
	// ignored, status ids that change with an edit, connections closed without
	// notice, no API delete.
	Snac
)

func (f Flavour) String() string { return traitsOf[f].name }

// traits are what makes a flavour: numbers and switches the handlers ask.
type traits struct {
	name      string
	version   string
	api       int // api_versions.mastodon, 0 when not announced
	maxChars  int
	perURL    int
	endless   bool          // takes a text of any length, and none
	keyed     bool          // honours Idempotency-Key
	keyLife   time.Duration // for how long
	batch     bool          // GET /api/v1/statuses?id[]
	policy    bool          // notification policy, filtered notifications
	history   bool          // edit history
	v2        bool          // /api/v2/instance
	deletes   bool          // DELETE /api/v1/statuses/:id
	links     bool          // Link headers
	limited   bool          // rate limit headers
	closing   bool          // closes each connection after its answer
	alwaysOn  bool          // even public posts need a token
	pageSize  int           // notifications without limit
	pageMax   int
	newIDs    bool // an edit changes the status id
	flat      bool // context knows only direct replies
	halfPlain bool // escapes only "<"
}

var traitsOf = map[Flavour]traits{
	Mastodon: {
		name: "Mastodon", version: "4.6.0", api: 10, maxChars: 500, perURL: 23,
		keyed: true, keyLife: time.Hour, batch: true, policy: true, history: true,
		v2: true, deletes: true, links: true, limited: true, pageSize: 40, pageMax: 80,
	},
	GoToSocial: {
		name: "GoToSocial", version: "0.20.0-rc1+git-invented", maxChars: 5000, perURL: 25,
		history: true, v2: true, deletes: true, links: true, limited: true, alwaysOn: true,
		pageSize: 20, pageMax: 80, halfPlain: true,
	},
	Snac: {
		name: "snac", version: "4.0.0 (not true; really snac/2.75)", maxChars: 100000, perURL: 32,
		endless: true, closing: true, alwaysOn: true, pageSize: 64, pageMax: 64,
		newIDs: true, flat: true,
	},
}
