package config

import (
	"slices"
	"strings"

	"lotse/inbox"
)

// secretKeys are names under which people write a secret into a config.
var secretKeys = []string{
	"token", "access_token", "refresh_token", "bearer", "bearer_token", "password", "passwort", "passwd", "secret", "app_password",
	"client_secret", "app_secret", "consumer_secret", "token_secret", "api_key", "apikey", "key", "credentials", "token_value",
}

// unknownKey refuses a secret by the name of its key, whatever its value is.
func (r *reader) unknownKey(_, key string) *inbox.Error {
	if slices.Contains(secretKeys, strings.ToLower(strings.ReplaceAll(key, "-", "_"))) {
		return inbox.Fail(inbox.CodeSecretClear, "key", inbox.Quote(key), "use", strings.Join(tokenKeys, ", "))
	}
	return nil
}

// public are options whose values may be long and random without being secret:
// the ids of accounts, addresses and conversations.
var public = []string{"name", "query", "account", "server", "client_id"}

// secrets refuses values that look like a token, wherever they stand. What it
// reports never holds the value.
func (r *reader) secrets() {
	r.EachString(func(path, value string) {
		key := path[strings.LastIndexByte(path, '.')+1:]
		if slices.Contains(secretKeys, key) {
			return // has its problem already
		}
		if carriesSecret(value) || !slices.Contains(public, key) && looksSecret(value) {
			r.Refuse(path, inbox.Fail(inbox.CodeSecretClear, "key", table(path), "use", strings.Join(tokenKeys, ", ")))
		}
	})
}

// beginnings of tokens that platforms give out.
var beginnings = []string{"EAA", "IGQ", "IGAA", "AAAA", "ya29.", "1//", "ghp_", "xoxb-", "Bearer "}

// inAddress are parameters that carry a token.
var inAddress = []string{"access_token=", "token=", "api_key=", "key=", "secret=", "password="}

// carriesSecret finds an address with a token among its parameters.
func carriesSecret(s string) bool {
	at := strings.IndexAny(s, "?#")
	if at < 0 {
		return false
	}
	for p := range strings.FieldsFuncSeq(strings.ToLower(s[at:]), func(r rune) bool { return strings.ContainsRune("?&#", r) }) {
		if slices.ContainsFunc(inAddress, func(name string) bool { return strings.HasPrefix(p, name) && p != name }) {
			return true
		}
	}
	return false
}

// looksSecret finds long runs of letters of both cases with digits among them,
// which is what access tokens are made of, and the well-known beginnings of some.
func looksSecret(s string) bool {
	const short = 15 // what begins like a token and is no longer is a word
	for _, b := range beginnings {
		if strings.HasPrefix(s, b) && len(s) > short && !strings.Contains(s[len(b):], " ") {
			return true
		}
	}
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isTokenRune(r) }) {
		if len(run) >= 24 && strings.ContainsAny(run, "0123456789") && strings.ToUpper(run) != run && strings.ToLower(run) != run {
			return true
		}
	}
	return false
}

func isTokenRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+_=|~-", r)
}
