package cli

import (
	"encoding/json"
	"testing"

	"lotse/inbox"
)

// The scores are named as whoever measures the heads expects them.
func TestScoresAreNamed(t *testing.T) {
	var s inbox.Scores
	for h := range s {
		s[h] = float32(h+1) / 32
	}
	b, err := json.Marshal(scoresJSON(s))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Toxic   float32            `json:"toxic"`
		Praise  float32            `json:"praise"`
		Violent float32            `json:"violence"`
		Order   map[string]float32 `json:"democratic_order"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Toxic != s[inbox.HeadToxic] || got.Praise != s[inbox.HeadPraise] || got.Violent != s[inbox.HeadViolence] ||
		len(got.Order) != 4 || got.Order["subversive"] != s[inbox.HeadOrderSubversive] {
		t.Errorf("%s", b)
	}
	if b, err = json.Marshal(scoresJSON{}); err != nil || string(b) != "{}" {
		t.Errorf("without a model: %s %v", b, err)
	}
}
