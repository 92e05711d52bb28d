package x

import (
	"fmt"
	"strings"
	"testing"

	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

// A plan without compliance jobs, and a job that fails, cost no reading: it is
// told, and tried again after a while.
func TestADutyThatCannotBeDoneIsTold(t *testing.T) {
	w := newWorld(t)
	refs := []inbox.Ref{{RemoteID: "2", Ref: "2-o"}}
	w.server.BreakReads(xtest.Forbidden, 0, 0)
	if _, _, err := w.ch.Vanished(t.Context(), refs); inbox.ProblemOf(err) != inbox.ProblemPermission {
		t.Errorf("%v", err)
	}
	found := map[string]inbox.Grade{}
	w.server.BreakReads(xtest.None, 0, 0)
	for _, f := range w.ch.Check(t.Context()) {
		found[f.Code] = f.Grade
	}
	if g, ok := found["posts"]; !ok || g != inbox.GradeOK || found["duty"] != inbox.GradeOK {
		t.Errorf("%v", found)
	}
	if _, done, err := w.ch.Vanished(t.Context(), refs); err != nil || done {
		t.Fatal(done, err)
	}
	w.server.FailJobs()
	if _, _, err := w.ch.Vanished(t.Context(), refs); inbox.ProblemOf(err) != inbox.ProblemRetryable {
		t.Errorf("%v", err)
	}
	for range 3 {
		gone, done, err := w.ch.Vanished(t.Context(), refs)
		if err != nil || done && (len(gone) != 1 || gone[0] != "2") {
			t.Errorf("%v %v %v", gone, done, err)
		}
	}
	_, _, err := w.ch.Vanished(t.Context(), refs)
	if s := fmt.Sprintf("%v %+v", err, w.ch.Check(t.Context())); strings.Contains(s, xtest.AppToken) || strings.Contains(s, "signature-geheim") {
		t.Error("a token is told")
	}
}

func TestALoginHasNoDuty(t *testing.T) {
	w := newAppWorld(t)
	if w.ch.Duty() != 0 {
		t.Error("a duty that cannot be done")
	}
	warned := false
	for _, f := range w.ch.Check(t.Context()) {
		warned = warned || f.Code == "duty" && f.Grade == inbox.GradeWarn
	}
	if !warned {
		t.Error("doctor does not say so")
	}
}
