package text

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
)

var berlin = func() *time.Location {
	z, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return z
}()

func TestSentence(t *testing.T) {
	for _, c := range []struct {
		err error
		de  string
	}{
		{inbox.Fail(inbox.CodeNoItem, "item", "ABC123"), "Diesen Vorgang gibt es hier nicht: ABC123. Prüfen Sie die Kennung."},
		{inbox.Fail(inbox.CodeNoItem), "Diesen Vorgang gibt es hier nicht. Prüfen Sie die Kennung."},
		{
			fmt.Errorf("import: %w", inbox.Fail(inbox.CodeUnknownName, "kind", "role", "got", inbox.Quote("bürgeramt"), "known", "editor, press")),
			"„bürgeramt“ ist als Rolle nicht bekannt. Möglich sind: editor, press.",
		},
		{
			inbox.Fail(inbox.CodeTemplateState, "template", "T05/1", "state", "draft"),
			"Der Textbaustein T05/1 ist dafür nicht im richtigen Stand: Entwurf.",
		},
		{
			inbox.Fail(inbox.CodeReleaseExpired, "until", "2026-11-23T08:00:00Z"),
			"Die Freigabe ist abgelaufen (23.11.2026 09:00). Lassen Sie die Antwort neu freigeben.",
		},
		{
			inbox.Fail(inbox.CodeNoRight, "right", "release_B", "person", "ayse", "roles", "editor", "known", "lead, press"),
			"Dafür fehlt das Recht „Freigabe der Kategorie B“. Ihre Rollen: editor. Das dürfen: lead, press.",
		},
		{
			inbox.Fail(inbox.CodeStoreInUse, "pid", "4711", "user", "ayse", "since", "2026-11-23T08:00:00Z"),
			"Die Vorgänge sind gerade in einem anderen Programm geöffnet: Prozess 4711, ayse, seit 23.11.2026 09:00. Beenden Sie es oder warten Sie, bis es fertig ist.",
		},
		{
			&inbox.ChannelError{Class: inbox.ProblemAuth, Status: 401, Op: "poll", Remote: "The access token\x1b[2J is invalid"},
			"Der Kanal nimmt den Zugangsschlüssel nicht an (HTTP 401). Hinterlegen Sie einen neuen. Der Kanal sagt: „The access token␛[2J is invalid“",
		},
		{
			&inbox.ChannelError{Class: inbox.ProblemRetryable, Status: 500, SentMaybe: true},
			"Der Kanal ist gestört (HTTP 500). Es wird später noch einmal versucht. Es ist unklar, ob der Beitrag dort schon steht.",
		},
		{context.Canceled, "Abgebrochen."},
		{&fs.PathError{Op: "open", Path: "a\x1bb.csv", Err: os.ErrNotExist}, "Die Datei „a␛b.csv“ gibt es nicht."},
		{errors.New("odd\x07"), "Unerwarteter Fehler: odd␇"},
		{
			errors.Join(inbox.Fail(inbox.CodeNotDue), inbox.Fail(inbox.CodeNoRelease)),
			"Es ist noch nicht so weit. Die Frist läuft noch.\nDie Antwort ist nicht freigegeben.",
		},
	} {
		if got := SentenceIn(DE, c.err, berlin); got != c.de {
			t.Errorf("%v:\n got %s\nwant %s", c.err, got, c.de)
		}
	}
}

// Whatever stands in an error, no sentence carries it to the terminal raw, and no
// gap stays open.
func TestSentencesAreSafeAndClosed(t *testing.T) {
	names := []string{
		"kind", "got", "known", "item", "reply", "template", "pid", "user", "since", "where", "have", "know", "seq",
		"event", "read", "now", "person", "until", "what", "state", "channel", "from", "variant", "name", "word",
		"allows", "needs", "role", "roles", "line", "placeholder", "type", "example", "max", "length", "block",
		"right", "category", "at", "field",
	}
	for _, evil := range append(poison.Strings(), "") {
		args := map[string]string{}
		for _, n := range names {
			args[n] = evil
		}
		for _, l := range Langs() {
			for _, c := range inbox.Codes() {
				got := Sentence(l, &inbox.Error{Code: c, Args: args, Err: errors.New(evil)})
				poison.CheckPlain(t, got)
				if evil == "" && strings.ContainsAny(got, "{}[]") {
					t.Errorf("%s: %s", c, got)
				}
			}
			poison.CheckPlain(t, Sentence(l, errors.New(evil)))
			poison.CheckPlain(t, Sentence(l, &inbox.ChannelError{Class: inbox.Problem(evil), Remote: evil}))
			house := &inbox.House{Persons: []inbox.Person{{ID: "a", Name: evil}}, Roles: []inbox.Role{{ID: "r", Name: evil}}}
			for k := range german.Event {
				e := inbox.Event{Kind: k, Actor: inbox.Actor{Person: "a"}, Args: inbox.Args{Role: "r", Person: "a", Reason: evil}}
				poison.CheckPlain(t, Event(l, &e, house))
			}
			for _, c := range append(HandoverCodes(), evil) {
				poison.CheckPlain(t, HandoverLine(l, inbox.HandoverLine{Code: c, Channel: evil, Role: evil, Detail: evil}, house))
			}
		}
	}
}

func TestEvent(t *testing.T) {
	house := &inbox.House{
		Zone:    berlin,
		Persons: []inbox.Person{{ID: "ayse", Name: "Ayse Yilmaz"}},
		Roles:   []inbox.Role{{ID: "press", Name: "Pressestelle"}},
	}
	by := inbox.Actor{Person: "ayse", Role: "editor"}
	for want, e := range map[string]inbox.Event{
		"Ayse Yilmaz hat eingestuft: Kritik; aufgehoben: Behauptung; Thema Verkehr & Baustellen.": {
			Kind: inbox.DidLabel, Actor: by,
			Args: inbox.Args{Set: inbox.SetOf(inbox.LabelCriticism), Clear: inbox.SetOf(inbox.LabelClaim), Topic: "04"},
		},
		"Ayse Yilmaz hat zugewiesen: Pressestelle, fällig 23.11.2026 09:00.": {
			Kind: inbox.DidAssign, Actor: by,
			Args: inbox.Args{Role: "press", Due: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)},
		},
		"Das Programm hat den Ausgang der Antwort festgehalten: zugestellt.": {
			Kind: inbox.DidSettle, Actor: inbox.System(),
			Args: inbox.Args{Attempt: &inbox.Attempt{Outcome: inbox.OutcomeDelivered}},
		},
	} {
		if got := Event(DE, &e, house); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
