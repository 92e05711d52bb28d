package file_test

import (
	"testing"

	"lotse/adapters/file"
	"lotse/inbox"
)

func TestChannelOfImportsCanDoNothing(t *testing.T) {
	var c inbox.Channel = file.NewChannel("import")
	if caps := c.Capabilities(); caps.Reply || caps.Refresh || caps.Threads || caps.PollEvery != 0 {
		t.Errorf("capabilities: %+v", caps)
	}
	b, err := c.Poll(t.Context(), []byte("x"))
	if err != nil || len(b.Observations) != 0 || string(b.Cursor) != "x" {
		t.Errorf("poll: %+v, %v", b, err)
	}
	if _, err := c.Reply(t.Context(), inbox.Intent{}); err == nil {
		t.Error("a reply seems to have been sent")
	}
	for _, f := range c.Check(t.Context()) {
		if f.Grade != inbox.GradeOK {
			t.Errorf("check: %+v", f)
		}
	}
}
