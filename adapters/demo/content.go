package demo

import (
	"embed"
	"fmt"
	"time"

	"github.com/pelletier/go-toml/v2"
)

//go:embed content/*.toml
var files embed.FS

// script is what happens on one channel.
type script struct {
	Posts []struct {
		At       span         `toml:"at"`
		Spread   span         `toml:"spread"` // comments without a time come evenly within it
		Text     string       `toml:"text"`
		Comments []scriptLine `toml:"comments"`
	} `toml:"post"`
}

// scriptLine is one citizen's comment.
type scriptLine struct {
	Key    string `toml:"key"`   // by which later lines name it
	By     string `toml:"by"`    // handle; somebody when empty
	Under  string `toml:"under"` // key of the comment it answers, "" for the post
	At     span   `toml:"at"`    // after the post
	Live   span   `toml:"live"`  // after the start, instead
	Text   string `toml:"text"`
	Lang   string `toml:"lang"`
	Sort   string `toml:"sort"`   // what it is in the mixture that a story promises
	Ours   bool   `toml:"ours"`   // a colleague wrote it in the platform's own program
	Delete span   `toml:"delete"` // taken away by its author so long after
	Edit   struct {
		After span   `toml:"after"`
		Text  string `toml:"text"`
	} `toml:"edit"`
}

// span is a duration as Go writes it, "-70h" or "3m".
type span time.Duration

// UnmarshalText reads a duration.
func (s *span) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	*s = span(d)
	return err
}

func (s span) d() time.Duration { return time.Duration(s) }

// load reads an embedded file. They are part of the program and read in its
// tests, so a fault in one is a fault of the program.
func load[T any](name string) T {
	var v T
	b, err := files.ReadFile("content/" + name + ".toml")
	if err == nil {
		err = toml.Unmarshal(b, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("demo: content %s: %v", name, err))
	}
	return v
}

func people() map[string]string {
	return load[struct {
		People map[string]string `toml:"people"`
	}]("people").People
}

func reactions() []string {
	return load[struct {
		Texts []string `toml:"texts"`
	}]("reactions").Texts
}
