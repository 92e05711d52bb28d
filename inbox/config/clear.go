package config

import (
	"regexp"
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
var public = []string{"name", "query", "account", "server"}

// secrets refuses values that look like a token, wherever they stand. What it
// reports never holds the value.
func (r *reader) secrets() {
	r.EachString(func(path, value string) {
		key := path[strings.LastIndexByte(path, '.')+1:]
		if slices.Contains(secretKeys, key) {
			return // has its problem already
		}
		if inAddress.MatchString(value) || !slices.Contains(public, key) && looksSecret(value) {
			r.Refuse(path, inbox.Fail(inbox.CodeSecretClear, "key", table(path), "use", strings.Join(tokenKeys, ", ")))
		}
	})
}

var (
	tokenShape = regexp.MustCompile(`[A-Za-z0-9+_=|~-]{24,}`)
	inAddress  = regexp.MustCompile(`(?i)[?&#](access_token|token|api_key|key|secret|password)=[^&]`)
	prefixes   = regexp.MustCompile(`^(EAA|IGQ|IGAA|AAAA|ya29\.|1//|gh[pousr]_|xox[abp]-|Bearer )[A-Za-z0-9%+/._=-]{12,}$`)
)

// looksSecret finds long runs of letters of both cases with digits among them,
// which is what access tokens are made of, and the well-known beginnings of some.
func looksSecret(s string) bool {
	if prefixes.MatchString(s) {
		return true
	}
	for _, run := range tokenShape.FindAllString(s, -1) {
		if strings.ContainsAny(run, "0123456789") && strings.ToUpper(run) != run && strings.ToLower(run) != run {
			return true
		}
	}
	return false
}
