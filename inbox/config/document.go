package config

import "lotse/inbox"

// document is the file as it stands. Its fields are all the options there are: a
// test wants each of them in config.example.toml.
type document struct {
	Town      string              `toml:"town"`
	Land      string              `toml:"land"`
	TimeZone  string              `toml:"time_zone"`
	Language  string              `toml:"language"`
	Roles     []roleDoc           `toml:"role"`
	Persons   []personDoc         `toml:"person"`
	Channels  []channelDoc        `toml:"channel"`
	Rules     []ruleDoc           `toml:"rule"`
	Calendars []calendarDoc       `toml:"calendar"`
	Reaction  reactionDoc         `toml:"reaction"`
	Views     []viewDoc           `toml:"view"`
	Periods   periodsDoc          `toml:"periods"`
	Reply     replyDoc            `toml:"reply"`
	Claims    claimsDoc           `toml:"claims"`
	UI        uiDoc               `toml:"ui"`
	Triage    triageDoc           `toml:"triage"`
	Waves     wavesDoc            `toml:"waves"`
	Keys      map[string][]string `toml:"keys" accept:"string"`
}

type roleDoc struct {
	ID       string              `toml:"id"`
	Name     string              `toml:"name"`
	Rights   []string            `toml:"rights"`
	Releases []string            `toml:"releases"`
	Latitude map[string][]string `toml:"latitude"`
}

type personDoc struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Roles    []string `toml:"roles"`
	Disabled bool     `toml:"disabled"`
}

type channelDoc struct {
	ID           string   `toml:"id"`
	Kind         string   `toml:"kind"`
	Server       string   `toml:"server"`
	Account      string   `toml:"account"`
	TokenEnv     string   `toml:"token_env"`
	TokenFile    string   `toml:"token_file"`
	TokenCmd     []string `toml:"token_cmd" accept:"string"`
	TokenKeyring bool     `toml:"token_keyring"`
	ClientID     string   `toml:"client_id"`
	SecretEnv    string   `toml:"secret_env"`
	SecretFile   string   `toml:"secret_file"`
	SecretCmd    []string `toml:"secret_cmd" accept:"string"`
	PollEvery    string   `toml:"poll_every"`
	BackTo       string   `toml:"back_to"`
	GraphVersion string   `toml:"graph_version"`

	Monthly       string            `toml:"monthly_usd_max"`
	Prices        map[string]string `toml:"prices"`
	ExpandAuthors bool              `toml:"expand_authors"`
	SearchReplies bool              `toml:"search_replies"`
	AllowLinks    bool              `toml:"allow_links"`

	Calendar string `toml:"calendar"`
	Enabled  bool   `toml:"enabled"`
}

type ruleDoc struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
}

type viewDoc struct {
	Name  string `toml:"name"`
	Query string `toml:"query"`
}

type replyDoc struct {
	Address string   `toml:"address"`
	Hosts   []string `toml:"hosts"`
}

type claimsDoc struct {
	OneVerdict bool `toml:"one_verdict"`
}

type periodsDoc struct {
	Undo       string `toml:"undo"`
	UndoHot    string `toml:"undo_hot"`
	Lease      string `toml:"lease"`
	Release    string `toml:"release"`
	BackTo     string `toml:"back_to"`
	Unaccepted string `toml:"unaccepted"`
}

type uiDoc struct {
	Theme string `toml:"theme"`
	Plain bool   `toml:"plain"`
	FPS   int    `toml:"fps"`
	Mouse bool   `toml:"mouse"`
}

type wavesDoc struct {
	Watch   bool `toml:"watch"`
	Factor  int  `toml:"factor"`
	Least   int  `toml:"least"`
	Share   int  `toml:"share"`
	Copies  int  `toml:"copies"`
	Authors int  `toml:"authors"`
	Spread  int  `toml:"spread"`
}

type triageDoc struct {
	Mute  []inbox.Label `toml:"mute"`
	Learn bool          `toml:"learn"`
}
