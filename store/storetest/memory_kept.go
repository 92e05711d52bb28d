package storetest

import (
	"bytes"
	"context"
	"reflect"
	"slices"

	"lotse/inbox"
)

// Judged streams the items whose state says something about the labels.
func (m *Memory) Judged(ctx context.Context, yield func([]inbox.Item) bool) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	found := slices.DeleteFunc(m.matching(&inbox.Filter{}), func(it inbox.Item) bool { return !it.State.Judged() })
	leave()
	for part := range slices.Chunk(found, 7) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !yield(part) {
			return nil
		}
	}
	return nil
}

// Kept gives what was kept under a name.
func (m *Memory) Kept(ctx context.Context, name string) ([]byte, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return bytes.Clone(m.kept[name]), nil
}

// Keep keeps bytes under a name.
func (m *Memory) Keep(ctx context.Context, k inbox.Kept) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	m.keep(k)
	m.hint()
	return nil
}

func (m *Memory) keep(k inbox.Kept) {
	if len(k.Bytes) == 0 {
		delete(m.kept, k.Name)
		return
	}
	m.kept[k.Name] = bytes.Clone(k.Bytes)
}

// Reassess puts new assessments in the place of the old ones.
func (m *Memory) Reassess(ctx context.Context, as []inbox.Reassessment, k inbox.Kept) (n int, err error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	for i := range as {
		it := m.items[as[i].ID]
		if it == nil || it.Hash != as[i].Hash || it.Content.Kind == inbox.KindOwnPost || reflect.DeepEqual(it.Assessment, as[i].Assessment) {
			continue
		}
		next := *it
		next.Assessment = as[i].Assessment
		m.items[next.ID] = &next
		n++
	}
	m.keep(k)
	m.hint()
	return n, nil
}
