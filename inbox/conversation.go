package inbox

import "slices"

// Node is a text in its place in a conversation.
type Node struct {
	Item    *Item
	Parent  int // index of the node it answers, -1 for none
	Depth   int // 0 for what answers nothing that is here
	Answers int // how many of the others answer it directly
	Last    bool
	// Missing: it answers a text that is not here. Withheld: and that is one the
	// person may not read.
	Missing, Withheld bool
}

// Tree puts the texts of a conversation in the order they are read: each is
// followed by what answers it, the oldest answer first. Whatever remote servers say
// about who answers whom, every text stands there once.
func (c *Conversation) Tree() []Node {
	at := make(map[string]int, len(c.Items)) // by remote id
	for i := range c.Items {
		if _, twice := at[c.Items[i].Content.RemoteID]; !twice {
			at[c.Items[i].Content.RemoteID] = i
		}
	}
	const root = -1
	answers := make(map[int][]int, len(c.Items))
	for i := range c.Items {
		parent, here := at[c.Items[i].Content.Parent]
		if c.Items[i].Content.Parent == "" || !here || parent == i {
			parent = root
		}
		answers[parent] = append(answers[parent], i)
	}
	w := treeWalk{c: c, at: at, answers: answers, done: make([]bool, len(c.Items)), out: make([]Node, 0, len(c.Items))}
	w.from(answers[root])
	for i := range c.Items { // texts that answer each other in a circle
		if !w.done[i] {
			w.from([]int{i})
		}
	}
	return w.out
}

type treeWalk struct {
	c       *Conversation
	at      map[string]int
	answers map[int][]int
	done    []bool
	out     []Node
}

// from walks down from the roots, without recursion: how deep a thread goes is for
// strangers to say.
func (w *treeWalk) from(roots []int) {
	type step struct{ item, parent int }
	var todo []step
	push := func(items []int, parent int) {
		for _, i := range slices.Backward(items) {
			todo = append(todo, step{i, parent})
		}
	}
	push(roots, -1)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if w.done[s.item] {
			continue
		}
		w.done[s.item] = true
		it := &w.c.Items[s.item]
		n := Node{Item: it, Parent: s.parent, Answers: len(w.answers[s.item])}
		// The one on top of the pile is its next sibling, when it has one.
		n.Last = len(todo) == 0 || todo[len(todo)-1].parent != s.parent
		if s.parent >= 0 {
			n.Depth = w.out[s.parent].Depth + 1
		} else if _, here := w.at[it.Content.Parent]; it.Content.Parent != "" && !here {
			n.Withheld = slices.Contains(w.c.Withheld, it.Content.Parent)
			n.Missing = !n.Withheld
		}
		w.out = append(w.out, n)
		push(w.answers[s.item], len(w.out)-1)
	}
}
