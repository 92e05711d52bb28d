package cli

import (
	"testing"

	"lotse/inbox"
)

func TestMaskKeepsPlaces(t *testing.T) {
	raw := "Müller, Tel. 0123 456789, böse"
	it := &inbox.Item{}
	it.Content.Text = raw
	it.Assessment.Flags = []inbox.Flag{
		{Label: inbox.LabelPrivateData, Spans: []inbox.Span{{Start: 0, End: 7}, {Start: 14, End: 25}, {Start: 15, End: 20}}},
		{Label: inbox.LabelInsult, Spans: []inbox.Span{{Start: 27, End: 32}, {Start: 20, End: 32}, {Start: 30, End: 99}}},
	}
	c := &call{}
	m := c.maskItem(it)
	if want := "██████, Tel. ███████████, böse"; m.text != want {
		t.Errorf("covered: %q, want %q", m.text, want)
	}
	for _, w := range whyOf(&m, &it.Assessment) {
		if m.text[w.Start:w.End] != w.Text {
			t.Errorf("%q does not stand at %d to %d", w.Text, w.Start, w.End)
		}
	}
	if text, _, _ := m.cut(inbox.Span{Start: 20, End: 32}); text != "█████, böse" {
		t.Errorf("a reason that overlaps shows %q", text)
	}
	it.State.Revealed = true // somebody else has looked
	if m := c.maskItem(it); m.text == raw {
		t.Error("what one person revealed is open to all")
	}
	c.reveal = true
	if m := c.maskItem(it); m.text != raw {
		t.Errorf("revealed: %q", m.text)
	}
}
