package config

import (
	"errors"
	"maps"
	"regexp"
	"strconv"

	"lotse/inbox"
)

func (r *reader) views() {
	known := inbox.KnownOf(&r.cfg.House, "en")
	seen := map[string]int{}
	for i, d := range r.doc.Views {
		in := "view." + strconv.Itoa(i)
		if r.needs(in, "name", d.Name) {
			r.fresh(seen, in+".name", "view.name", d.Name)
		}
		if !r.needs(in, "query", d.Query) {
			continue
		}
		q, err := inbox.ParseQuery(d.Query)
		if err == nil {
			err = q.Check(known)
		}
		if err != nil {
			r.query(in+".query", d.Name, err)
		}
		r.cfg.Views = append(r.cfg.Views, View{Name: d.Name, Query: q})
	}
}

// query puts the problem at the place in the query. The value begins with a
// quote, so a position from 1 is the distance from there.
func (r *reader) query(path, view string, err error) {
	var e *inbox.Error
	if !errors.As(err, &e) {
		panic("config: the query language gave an error of another type: " + err.Error())
	}
	args := maps.Clone(e.Args)
	args["view"] = inbox.Quote(view)
	offset, _ := strconv.Atoi(args["at"]) // without a place it is the whole query
	r.FailInside(path, offset, &inbox.Error{Code: e.Code, Args: args})
}

func (r *reader) screen() {
	d, ui := &r.doc.UI, &r.cfg.UI
	ui.Plain = d.Plain
	if r.Has("ui.mouse") {
		ui.Mouse = d.Mouse
	}
	r.theme()
	if r.Has("ui.fps") {
		ui.FPS = d.FPS
	}
	if ui.FPS < 10 || ui.FPS > 240 {
		r.Fail("ui.fps", inbox.Fail(inbox.CodeFileValue, "key", "ui.fps", "got", itoa(d.FPS), "want", "10-240"))
	}
	r.cfg.Triage.Mute = inbox.SetOf(r.doc.Triage.Mute...)
	r.cfg.Triage.NoLearning = r.Has("triage.learn") && !r.doc.Triage.Learn
	r.cfg.Keys = r.doc.Keys
	r.cfg.keyAt = map[string]place{}
	for action := range r.doc.Keys {
		line, column := r.At("keys." + action)
		r.cfg.keyAt[action] = place{line, column}
	}
}

// themeName is what a theme may be called: its file is this name and .toml, and no
// name leads out of the folder.
var themeName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (r *reader) theme() {
	if !r.Has("ui.theme") {
		return
	}
	line, column := r.At("ui.theme")
	r.cfg.themeAt = place{line, column}
	switch name := r.doc.UI.Theme; {
	case themeName.MatchString(name):
		r.cfg.UI.Theme = name
	case name != "" || r.isString("ui.theme"):
		r.Fail("ui.theme", inbox.Fail(inbox.CodeFileValue, "key", "ui.theme", "got", inbox.Quote(name), "want", "theme"))
	}
}
