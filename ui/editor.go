package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// EditJob is one look at a text in the person's editor. Run has the terminal to
// itself; Text is what came of it, also where Run failed.
type EditJob interface {
	tea.ExecCommand
	Text() string
}

// editedMsg brings a text back from the editor, for the gap it was taken from.
type editedMsg struct {
	of   *composer
	gap  string
	text string
	err  error
}

// mayEditOutside says why the field cannot be written in the editor.
func mayEditOutside(m *Model) (bool, string) {
	c, ok := m.top().(*composer)
	switch {
	case !ok || c.at >= len(c.gaps) || !c.gaps[c.at].field.Multi:
		return false, m.s.Reply.EditorField
	case m.opt.Edit == nil:
		return false, m.s.Reply.NoEditor
	}
	return true, ""
}

// outside saves the draft and hands the text to the editor: what happens to the
// editor, or to this program meanwhile, takes nothing that was typed before.
func (c *composer) outside(m *Model) tea.Cmd {
	g := &c.gaps[c.at]
	job, err := m.opt.Edit(m.ctx, g.field.Value())
	if err != nil {
		return m.warn(say(m.s.Reply.EditorBad, m.sentence(err)))
	}
	name := g.name
	c.changes++
	return tea.Batch(c.save(m), m.opt.Exec(job, func(err error) tea.Msg {
		return editedMsg{of: c, gap: name, text: job.Text(), err: err}
	}))
}

// edited takes a text that came back. Too long is shown and not cut; what failed
// leaves the field as it was.
func (m *Model) edited(msg editedMsg) tea.Cmd {
	c := msg.of
	if msg.err != nil {
		return m.warn(say(m.s.Reply.EditorBad, m.sentence(msg.err)))
	}
	for i := range c.gaps {
		g := &c.gaps[i]
		if g.name != msg.gap {
			continue
		}
		text := inbox.Canonical(msg.text)
		if text == inbox.Canonical(g.field.Value()) {
			return m.say(m.s.Reply.EditorSame)
		}
		g.field.Change(text)
		return tea.Batch(c.touched(m), c.render(m), m.say(m.s.Reply.EditorTaken))
	}
	return nil
}

// Editor makes jobs of texts. It must not use a shell.
type Editor func(ctx context.Context, text string) (EditJob, error)
