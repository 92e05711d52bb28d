package x

import (
	"encoding/json"
	"errors"
	"strings"
)

// Keys are the four secrets of OAuth 1.0a. They do not expire.
type Keys struct {
	ConsumerKey    string `json:"consumer_key"`
	ConsumerSecret string `json:"consumer_secret"`
	Token          string `json:"access_token"`
	TokenSecret    string `json:"access_secret"`
}

// errKeys says what is wrong without repeating anything of it.
var errKeys = errors.New("x: the secret must be four words, consumer key, consumer secret, access token and access token secret, " +
	`or one line of JSON with "consumer_key", "consumer_secret", "access_token" and "access_secret"`)

// ParseKeys reads the four secrets out of one: a line of JSON, or four words in
// their order, in one line or four.
func ParseKeys(s string) (Keys, error) {
	var k Keys
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "{") {
		d := json.NewDecoder(strings.NewReader(s))
		d.DisallowUnknownFields()
		if d.Decode(&k) != nil || d.More() { // its error would quote the secret
			return Keys{}, errKeys
		}
	} else if w := strings.Fields(s); len(w) == 4 {
		k = Keys{w[0], w[1], w[2], w[3]}
	}
	for _, v := range k.all() {
		if len(v) < 8 || strings.ContainsAny(v, " \t\n\"") {
			return Keys{}, errKeys
		}
	}
	return k, nil
}

func (k Keys) all() []string {
	return []string{k.ConsumerKey, k.ConsumerSecret, k.Token, k.TokenSecret}
}

// owner is the account's id, which stands before the access token.
func (k Keys) owner() string {
	if id, _, cut := strings.Cut(k.Token, "-"); cut && usableID(id) {
		return id
	}
	return ""
}

// String tells nothing.
func (k Keys) String() string { return "x.Keys" }

// GoString tells nothing.
func (k Keys) GoString() string { return "x.Keys" }
