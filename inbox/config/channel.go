package config

import (
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

func (r *reader) channels() {
	seen := map[string]int{}
	for i, d := range r.doc.Channels {
		in := "channel." + strconv.Itoa(i)
		if r.id(in, d.ID) {
			r.fresh(seen, in+".id", "channel.id", d.ID)
		}
		c := Channel{
			ID: d.ID, Kind: d.Kind, Account: d.Account, Server: strings.TrimRight(d.Server, "/"),
			BackTo: r.cfg.House.Periods.BackTo, Enabled: d.Enabled || !r.Has(in+".enabled"),
		}
		known := r.needs(in, "kind", d.Kind) && r.oneOf(in+".kind", "kind", d.Kind, Kinds())
		if d.Server != "" {
			r.server(in+".server", d.Server)
		} else if known && needsServer(d.Kind) {
			r.needs(in, "server", d.Server)
		}
		if known && NeedsAccount(d.Kind) {
			r.needs(in, "account", d.Account)
		}
		c.Token = r.source(in, d.ID, tokenKeys, TokenSource{Env: d.TokenEnv, File: d.TokenFile, Keyring: d.TokenKeyring, Cmd: d.TokenCmd})
		c.Secret = r.source(in, d.ID, appKeys, TokenSource{Env: d.SecretEnv, File: d.SecretFile, Cmd: d.SecretCmd})
		c.ClientID = d.ClientID
		if known && c.Enabled && needsClient(d.Kind) {
			r.needs(in, "client_id", d.ClientID)
			if !r.names(in, appKeys) {
				r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", "secret_env", "in", "channel"))
			}
		}
		if known && c.Enabled && NeedsToken(d.Kind) && !logsIn(d.Kind, d.ClientID) && !r.names(in, tokenKeys) {
			r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", "token_env", "in", "channel"))
		}
		c.Graph = r.graph(in, &d)
		r.duration(in+".poll_every", d.PollEvery, time.Second, &c.PollEvery)
		r.duration(in+".back_to", d.BackTo, time.Minute, &c.BackTo)
		c.Spending = r.spending(in, d.Kind, &d)
		r.cfg.Channels = append(r.cfg.Channels, c)
		r.cfg.House.Channels = append(r.cfg.House.Channels, c.ID)
	}
}

// The options that say where a secret is: the access token, and that of the app.
var (
	tokenKeys = []string{"token_env", "token_file", "token_cmd", "token_keyring"}
	appKeys   = []string{"secret_env", "secret_file", "secret_cmd"}
)

// names reports whether a channel names a source, be it a wrong one.
func (r *reader) names(in string, keys []string) bool {
	for _, key := range keys {
		if r.Has(in + "." + key) {
			return true
		}
	}
	return false
}

// source checks where a secret is said to be. keys are its options: environment,
// file, command and, for tokens, keyring.
func (r *reader) source(in, id string, keys []string, s TokenSource) TokenSource {
	if len(s.Cmd) == 1 {
		s.Cmd = SplitCommand(s.Cmd[0])
	}
	if s.File != "" {
		s.File = beside(r.Name, s.File)
	}
	var given []string
	for i, on := range []bool{s.Env != "", s.File != "", len(s.Cmd) > 0, s.Keyring}[:len(keys)] {
		key, written := keys[i], r.Has(in+"."+keys[i])
		switch {
		case on:
			given = append(given, key)
		case written && key != "token_keyring" && r.isEmpty(in+"."+key):
			r.Fail(in+"."+key, inbox.Fail(inbox.CodeFileNeeds, "key", key, "in", "channel"))
		}
	}
	if len(given) > 1 {
		r.FailKey(in+"."+given[1], inbox.Fail(inbox.CodeSecretSources, "channel", inbox.Quote(id), "got", strings.Join(given, ", ")))
	}
	if s.Env != "" && !isEnvName(s.Env) {
		r.Fail(in+"."+keys[0], inbox.Fail(inbox.CodeFileValue, "key", "channel."+keys[0], "got", inbox.Quote(s.Env), "want", "env"))
	}
	return s
}

func (r *reader) isEmpty(path string) bool { return r.isString(path) || !r.Has(path+".0") }

func isEnvName(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_'
	}) && (s[0] < '0' || s[0] > '9')
}

// SplitCommand cuts a command line at spaces; quotes hold a word together. There
// is no shell: nothing is expanded.
func SplitCommand(s string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	open := false
	for _, c := range s {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote, open = c, true
		case quote == 0 && (c == ' ' || c == '\t'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(c)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words
}

// beside puts a relative path beside the config file, and ~/ into the home folder.
func beside(config, path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(config), path)
}

// server wants an address that a token can be sent to: https, or http where the
// way there is no public one.
func (r *reader) server(path, got string) {
	u, err := url.Parse(got)
	switch {
	case err == nil && u.User != nil:
		r.Refuse(path, inbox.Fail(inbox.CodeSecretClear, "key", table(path), "use", "token_env"))
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(got, " \t\n"):
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(got), "want", "https"))
	case u.Scheme == "http" && !isPrivateHost(u.Hostname()):
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(got), "want", "https"))
	}
}

func isPrivateHost(host string) bool {
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback() || ip.IsPrivate()
	}
	if !strings.Contains(host, ".") {
		return true
	}
	for _, suffix := range []string{".localhost", ".local", ".internal", ".test", ".lan"} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}
