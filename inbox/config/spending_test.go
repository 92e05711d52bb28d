package config

import (
	"reflect"
	"strings"
	"testing"
)

func TestSpending(t *testing.T) {
	const channel = good + "\n[[channel]]\nid = \"x\"\nkind = \"x\"\ntoken_file = \"x.keys\"\n"
	cfg, err := Parse("c", []byte(channel))
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := cfg.Channel("x"); !reflect.DeepEqual(c.Spending, Spending{ExpandAuthors: true, SearchReplies: true}) {
		t.Errorf("%+v", c.Spending)
	}
	cfg, err = Parse("c", []byte(channel+"monthly_usd_max = \"12.50\"\nprices = { reply = \"0\", post_read = \"0.01\" }\nexpand_authors = false\nsearch_replies = false\nallow_links = true\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := cfg.Channel("x"); !reflect.DeepEqual(c.Spending, Spending{Monthly: 12.5, Prices: map[string]float64{"reply": 0, "post_read": 0.01}, AllowLinks: true}) {
		t.Errorf("%+v", c.Spending)
	}
	for line, want := range map[string]string{
		"monthly_usd_max = \"zwanzig\"": "file_value", "monthly_usd_max = \"0\"": "file_value", "monthly_usd_max = \"NaN\"": "file_value", "monthly_usd_max = 20": "file_type",
		"prices = { reply = \"-1\" }": "file_value", "prices = { replies = \"1\" }": "unknown_name",
	} {
		if _, err := Parse("c", []byte(channel+line+"\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
	if _, err := Parse("c", []byte(good+"allow_links = true\n")); err == nil || !strings.Contains(err.Error(), "file_key") {
		t.Errorf("beside mastodon: %v", err)
	}
}
