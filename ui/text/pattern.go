package text

import (
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// A pattern is a sentence with gaps. {name} is an argument, {name:form} an
// argument put into the words of the language (see form), and what stands in
// [brackets] is left out when one of its arguments is missing.
type pattern string

// filling is what a pattern is filled with.
type filling struct {
	lang Lang
	zone *time.Location
	args map[string]string
}

func (f filling) fill(p pattern) string {
	var b strings.Builder
	for s := string(p); s != ""; {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			part, _ := f.gaps(s)
			b.WriteString(part)
			break
		}
		part, _ := f.gaps(s[:open])
		b.WriteString(part)
		optional, rest, _ := strings.Cut(s[open+1:], "]")
		if part, complete := f.gaps(optional); complete {
			b.WriteString(part)
		}
		s = rest
	}
	return b.String()
}

// gaps fills a stretch without brackets and says whether nothing was missing.
func (f filling) gaps(s string) (string, bool) {
	var b strings.Builder
	complete := true
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			break
		}
		gap, after, _ := strings.Cut(rest, "}")
		name, form, _ := strings.Cut(gap, ":")
		value := f.args[name]
		if value == "" && form != "missing" {
			complete = false
		}
		b.WriteString(f.form(form, value))
		s = after
	}
	return b.String(), complete
}

// form puts an argument into words. Whatever it is, it leaves through safetext.
func (f filling) form(form, v string) string {
	l, w := f.lang, f.lang.words()
	switch form {
	case "work":
		if s, err := inbox.ParseWorkState(v); err == nil {
			return l.Work(s)
		}
	case "reply":
		if s, err := inbox.ParseReplyState(v); err == nil {
			return l.Reply(s)
		}
	case "template":
		var s inbox.TemplateState
		if s.UnmarshalText([]byte(v)) == nil {
			return l.TemplateState(s)
		}
		if role, ok := strings.CutPrefix(v, "approved_by_"); ok {
			return w.Phrase.ApprovedBy + " " + l.RoleName(role)
		}
	case "handover":
		return known(w.Handover, inbox.HandoverState(v))
	case "latitude":
		if s, err := inbox.ParseLatitude(v); err == nil {
			return l.Latitude(s).Name
		}
	case "right":
		return l.Right(inbox.Right(v))
	case "measure":
		return l.Measure(inbox.Measure(v))
	case "visibility":
		if s, err := inbox.ParseVisibility(v); err == nil {
			return l.Visibility(s)
		}
	case "order":
		var s inbox.OrderState
		if s.UnmarshalText([]byte(v)) == nil {
			return l.OrderState(s)
		}
	case "claim":
		if s, err := inbox.ParseClaimState(v); err == nil {
			return l.ClaimState(s)
		}
	case "verdict":
		return l.ClaimVerdict(inbox.ClaimVerdict(v))
	case "claimbad":
		return known(w.ClaimBad, v)
	case "input":
		return l.Input(inbox.PlaceholderType(v))
	case "list":
		lists := listsDE
		if l == EN {
			lists = listsEN
		}
		if name, ok := lists[v]; ok {
			return name
		}
	case "name":
		return known(w.NameKind, v)
	case "learned":
		return known(w.Learned, v)
	case "missing":
		return known(w.Missing, v)
	case "check":
		return known(w.Check, v)
	case "query":
		return known(w.Query, v)
	case "toml":
		return known(w.Toml, v)
	case "problem":
		return l.Problem(inbox.Problem(v))
	case "want":
		return known(w.Want, v)
	case "act":
		return l.Act(inbox.Kind(v))
	case "time":
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			t = in(t, f.zone)
			return w.Date.day(w.Date.DayYear, t) + " " + t.Format("15:04")
		}
	}
	return safetext.Line(unescape(v)).String()
}

// unescape takes back what inbox.Quote escaped, so that an umlaut somebody typed
// is shown as one.
func unescape(v string) string {
	if strings.Contains(v, `\`) {
		if s, err := strconv.Unquote(`"` + v + `"`); err == nil {
			return s
		}
	}
	return v
}
