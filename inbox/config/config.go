// Package config reads the one file in which a town says who works at the desk,
// which channels it has and what it wants otherwise. Reading is strict and finds
// every mistake at once; see Parse for their codes.
package config

import (
	"time"

	"lotse/inbox"
)

// Config is the whole file, with defaults where it says nothing.
type Config struct {
	File     string // as it was named, for messages
	House    inbox.House
	Channels []Channel
	Views    []View // the file's own; the ready ones belong to the screen
	UI       UI
	Triage   Triage

	// Keys binds keys to actions of the screen: names of actions to keys. Only
	// the screen knows its actions, so it checks them; KeyProblem gives their
	// place.
	Keys  map[string][]string
	keyAt map[string]place

	themeAt place
}

type place struct{ line, column int }

// Channel is one account at one platform.
type Channel struct {
	ID        string
	Kind      string // one of Kinds
	Server    string // base address, or the address of the feed
	Account   string // the account expected behind the token, "" for any
	Token     TokenSource
	ClientID  string        // of the app that the token was given to, where the platform wants to know it
	Secret    TokenSource   // and where that app's secret is; never the keyring
	Graph     string        // facebook and instagram: version of the Graph API; "": the one this program knows
	PollEvery time.Duration // 0: the channel's own default
	BackTo    time.Duration // how far the first poll looks back
	Spending  Spending      // of a kind that charges for each call
	Enabled   bool          // false: known, shown, and left alone
}

// TokenSource says where a channel's token is. At most one is given; the file
// never holds the token itself.
type TokenSource struct {
	Env     string   // name of an environment variable
	File    string   // a file only its owner can read; relative paths start at the config file
	Cmd     []string // a command that prints it, run without a shell
	Keyring bool     // the keyring of the desktop
}

// IsZero reports whether there is no source.
func (s TokenSource) IsZero() bool {
	return s.Env == "" && s.File == "" && len(s.Cmd) == 0 && !s.Keyring
}

// View is a list with a name.
type View struct {
	Name  string
	Query inbox.Query
}

// UI is what the screen looks like.
type UI struct {
	Theme string // one of Themes, or the name of a file in Paths.Themes without its .toml
	Plain bool   // line mode: for screen readers, braille displays and simple terminals
	FPS   int    // most frames a second, 10 to 240
	Mouse bool   // false: it stays the terminal's
}

// Triage is what the machine may suggest.
type Triage struct {
	Mute       inbox.LabelSet // labels it never suggests; people can still set them
	NoLearning bool           // it takes nothing from the labels that people set
}

// DefaultUI is the screen where the config says nothing.
func DefaultUI() UI { return UI{Theme: "auto", FPS: 120, Mouse: true} }

// Themes lists the themes that come with the program; a test compares them with those of the screen.
func Themes() []string { return []string{"auto", "dark", "light", "contrast", "colorblind"} }

// Kinds lists the kinds of channels. A channel of kind file takes imports only;
// demo makes up its comments.
func Kinds() []string {
	return []string{"mastodon", "facebook", "instagram", "x", "bluesky", "youtube", "feed", "file", "demo"}
}

// NeedsToken reports whether a kind cannot work without a token.
func NeedsToken(kind string) bool { return kind != "feed" && kind != "file" && kind != "demo" }

// logsIn reports whether access comes from a login in the browser ("lotse config
// login"), which is kept in the state folder, and not from a token of the config.
func logsIn(kind, client string) bool { return kind == "x" && client != "" }

// LogsIn reports whether a channel's access comes from a login in the browser.
func (c *Channel) LogsIn() bool { return logsIn(c.Kind, c.ClientID) && c.Token.IsZero() }

// needsClient reports whether a kind's token is only good together with the app
// that it was given to.
func needsClient(kind string) bool { return kind == "youtube" }

// needsServer reports whether a kind has no one server of its own.
func needsServer(kind string) bool { return kind == "mastodon" || kind == "feed" }

// NeedsAccount reports whether a kind logs in by the account's name.
func NeedsAccount(kind string) bool { return kind == "bluesky" }

// Lands lists the codes of the German Länder (ISO 3166-2 without "DE-").
func Lands() []string {
	return []string{"BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"}
}

// Languages lists the languages of the screen.
func Languages() []string { return []string{"de", "en"} }

// KeyProblem gives a problem with the binding of an action its place.
func (c *Config) KeyProblem(action string, err *inbox.Error) Problem {
	at := c.keyAt[action]
	return Problem{File: c.File, Line: at.line, Column: at.column, Code: err.Code, Args: err.Args}
}

// ThemeProblem gives a problem with the name of the theme its place.
func (c *Config) ThemeProblem(err *inbox.Error) Problem {
	return Problem{File: c.File, Line: c.themeAt.line, Column: c.themeAt.column, Code: err.Code, Args: err.Args}
}

// Channel finds a channel.
func (c *Config) Channel(id string) (Channel, bool) {
	for _, ch := range c.Channels {
		if ch.ID == id {
			return ch, true
		}
	}
	return Channel{}, false
}
