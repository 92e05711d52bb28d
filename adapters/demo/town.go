package demo

import (
	"time"

	"lotse/inbox"
)

// Town builds the four channels of the city as they stand at the clock's time.
func Town(clock inbox.Clock) []inbox.Channel {
	names, back := people(), reactions()
	start := clock.Now().Truncate(time.Second)
	var out []inbox.Channel
	for _, p := range profiles {
		c := newChannel(p, clock)
		c.names, c.reactions, c.weather = names, back, true
		c.play(load[script](p.id), start)
		out = append(out, c)
	}
	return out
}

// ChannelInfo names a channel for the config.
type ChannelInfo struct {
	ID, Kind, Name string
}

// Setup is the city's house: who works there and what there is.
type Setup struct {
	House    inbox.House
	Channels []ChannelInfo // in the order of Town
	Person   string        // who sits at the desk
}

// Config gives the city as plain data.
func Config() Setup {
	s := Setup{
		Person: "ayse",
		House: inbox.House{
			Address: inbox.AddressSie,
			Town:    "Neustadt am Fluss", Land: "NW", Language: "de", Periods: inbox.DefaultPeriods(),
			Roles: []inbox.Role{
				inbox.DefaultRole("editor", "Social-Media-Redaktion"),
				inbox.DefaultRole("trainee", "Redaktion in Einarbeitung"),
				inbox.DefaultRole("lead", "Leitung Social Media"),
				inbox.DefaultRole("press", "Pressestelle"),
				inbox.DefaultRole("oncall", "Bereitschaftsdienst"),
				inbox.DefaultRole("office", "Fachamt"),
				inbox.DefaultRole("legal", "Rechtsamt"),
				inbox.DefaultRole("order", "Ordnungsamt"),
				inbox.DefaultRole("crisis", "Krisenstab"),
				inbox.DefaultRole("privacy", "Datenschutzbeauftragte"),
				inbox.DefaultRole("head", "Verwaltungsspitze"),
			},
			Persons: []inbox.Person{
				{ID: "ayse", Name: "Ayse Yilmaz", Roles: []string{"editor", "oncall"}},
				{ID: "bernd", Name: "Bernd Hallermann", Roles: []string{"editor"}},
				{ID: "clara", Name: "Clara Wiethoff", Roles: []string{"lead"}},
				{ID: "david", Name: "David Okoro", Roles: []string{"press"}},
				{ID: "emma", Name: "Emma Lindqvist", Roles: []string{"trainee"}},
				{ID: "falk", Name: "Falk Reimers", Roles: []string{"office"}},
				{ID: "gesa", Name: "Gesa Albers", Roles: []string{"legal"}},
				{ID: "hanno", Name: "Hanno Stricker", Roles: []string{"order", "crisis"}},
				{ID: "ines", Name: "Ines Baumgart", Roles: []string{"privacy"}},
				{ID: "jutta", Name: "Jutta Reinders", Roles: []string{"head"}},
			},
		},
	}
	if zone, err := time.LoadLocation("Europe/Berlin"); err == nil {
		s.House.Zone = zone
	} else {
		s.House.Zone = time.UTC
	}
	for _, p := range profiles {
		s.House.Channels = append(s.House.Channels, p.id)
		s.Channels = append(s.Channels, ChannelInfo{ID: p.id, Kind: p.kind, Name: p.name})
	}
	return s
}
