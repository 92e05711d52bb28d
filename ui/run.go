package ui

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
)

// framesPerSecond is twice the usual: a key is answered in half the time.
const framesPerSecond = 120

// hintEvery is how often at most a change in the store wakes the screen. The first
// one does so at once; each reads numbers, rows and the item in view again and ends
// what was read ahead, so in a flood of arrivals keys come first.
const hintEvery = time.Second

// Run shows the desk until the person leaves it or the context ends. An
// interrupt gives tea.ErrInterrupted.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m, err := New(ctx, o)
	if err != nil {
		return err
	}
	fps := framesPerSecond
	if o.FPS > 0 {
		fps = o.FPS
	}
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(fps), tea.WithFilter(sieve)}
	if o.Input != nil {
		opts = append(opts, tea.WithInput(o.Input))
	}
	if o.Output != nil {
		opts = append(opts, tea.WithOutput(o.Output))
	}
	if m.lines != nil {
		opts = append(opts, m.lines.program()...)
		restore, err := m.lines.begin(o.Raw)
		if err != nil {
			return err
		}
		defer func() {
			m.lines.end(m)
			_ = restore()
		}()
	}
	p := tea.NewProgram(m, append(opts, o.Program...)...)
	failed := make(chan error, 1)
	go watch(ctx, m, p, failed)
	_, err = p.Run()
	cancel()
	if broken := <-failed; broken != nil {
		return broken
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil // the caller ended it
	}
	return err
}

// watch passes the store's hints on, the first at once and then at most one a second. It is the only
// goroutine of the screen outside its commands, so it takes the terminal down
// properly when it fails.
func watch(ctx context.Context, m *Model, p *tea.Program, failed chan<- error) {
	var err error
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("ui: watching the store: %v\n%s", r, debug.Stack())
			p.Kill()
		}
		failed <- err
	}()
	hints := m.ses.Store.Watch(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case _, open := <-hints:
			if !open {
				return
			}
			p.Send(changedMsg{})
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(hintEvery):
		}
	}
}
