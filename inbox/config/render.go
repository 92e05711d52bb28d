package config

import (
	"strconv"
	"strings"
	"sync"
	"text/template"
	"time"

	"lotse/inbox"
	"lotse/inbox/config/strict"
)

// Answers are what `lotse init` asks for.
type Answers struct {
	Town     string
	Land     string
	TimeZone string // "" is Europe/Berlin
	Language string // "" is "de"
	Roles    []Answer
	Persons  []inbox.Person
	Channels []Channel
}

// Answer is an id with its name.
type Answer struct{ ID, Name string }

// Render writes a commented config from the answers. Parse reads it.
func Render(a Answers) []byte {
	if a.TimeZone == "" {
		a.TimeZone = "Europe/Berlin"
	}
	if a.Language == "" {
		a.Language = "de"
	}
	var b strings.Builder
	if err := configTemplate().Execute(&b, a); err != nil {
		panic("config: " + err.Error()) // a strings.Builder does not fail, nor does the template
	}
	return []byte(b.String())
}

// configTemplate is parsed when it is asked for: few runs of the program need it.
var configTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("config").Funcs(template.FuncMap{
		"quote": strict.Quote, "list": strict.QuoteList[string], "money": func(usd float64) string { return strict.Quote(strconv.FormatFloat(usd, 'f', -1, 64)) },
		"period": func(d time.Duration) string { return strict.Quote(FormatDuration(d)) },
	}).Parse(`# The desk of {{.Town | printf "%.80q"}}. Every option, with its default: config.example.toml.
# "lotse config check" says what is wrong, with line and column.

town = {{quote .Town}}
land = {{quote .Land}}                       # its holidays count for deadlines
time_zone = {{quote .TimeZone}}
language = {{quote .Language}}

# What the ids may do by default stands in config.example.toml.
{{- range .Roles}}

[[role]]
id = {{quote .ID}}
name = {{quote .Name}}
{{- end}}
{{- range .Persons}}

[[person]]
id = {{quote .ID}}
name = {{quote .Name}}
roles = {{list .Roles}}
{{- if .Disabled}}
disabled = true
{{- end}}
{{- end}}
{{- range .Channels}}
{{template "channel" .}}
{{- end}}

# Views of your own stand behind the ready ones:
# [[view]]
# name = "Schlaglöcher"
# query = "ist:offen schlagloch"
{{define "channel"}}
{{- if not .Token.IsZero}}
# The token never stands here, only where to find it.
{{- end}}
[[channel]]
id = {{quote .ID}}
kind = {{quote .Kind}}
{{- if .Server}}
server = {{quote .Server}}
{{- end}}
{{- if .Account}}
account = {{quote .Account}}
{{- end}}
{{- if .Token.Env}}
token_env = {{quote .Token.Env}}
{{- end}}
{{- if .Token.File}}
token_file = {{quote .Token.File}}
{{- end}}
{{- if .Token.Cmd}}
token_cmd = {{list .Token.Cmd}}
{{- end}}
{{- if .Token.Keyring}}
token_keyring = true
{{- end}}
{{- if .ClientID}}
client_id = {{quote .ClientID}}
{{- end}}
{{- if .Secret.Env}}
secret_env = {{quote .Secret.Env}}
{{- end}}
{{- if .Secret.File}}
secret_file = {{quote .Secret.File}}
{{- end}}
{{- if .Secret.Cmd}}
secret_cmd = {{list .Secret.Cmd}}
{{- end}}
{{- if .Graph}}
graph_version = {{quote .Graph}}
{{- end}}
{{- if .Spending.Monthly}}
monthly_usd_max = {{money .Spending.Monthly}}
{{- end}}
{{- if .PollEvery}}
poll_every = {{period .PollEvery}}
{{- end}}
{{- if .BackTo}}
back_to = {{period .BackTo}}
{{- end}}
{{- if not .Enabled}}
enabled = false
{{- end}}{{end}}`))
})
