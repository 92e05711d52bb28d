// Package bolt keeps a desk in one bbolt file. It implements inbox.Store.
//
// The file, one bucket a line. An ItemID is time and hash, so that every bucket
// keyed by it is in time order and a new item lands at the end:
//
//	meta  schema, node, clock, head of each node's audit chain
//	c     ItemID → current content: ver(1) | uvarint n | header | text   personal
//	r     ItemID version(4) → older contents, same form                  personal
//	m     ItemID → cover: everything a filter asks short of the text, 29 bytes
//	q     work(1) ItemID → the same cover: one run of keys per work state
//	p     ItemID of our own posts: context, in no list, so neither in m nor in q
//	k     work level flags channel role → count, exact, same transaction
//	i     ItemID → state as JSON, only for items somebody touched
//	e     EventID → event as JSON, without its text
//	x     EventID → salt(16) | text of the event                         personal
//	o     ReplyID → reply; os: state(1) ReplyID; oi: ItemID ReplyID
//	a     OrderID → order; as: state(1) OrderID; ai: ItemID OrderID
//	g     WaveID → wave; gi: WaveID ItemID
//	t     template key 0 number(4) → version
//	d     person 0 ItemID → draft
//	v     HandoverID → protocol
//	n     kind(1) channel → cursor, health, gaps
//	s     channel(2) hash of thread(8) ItemID → nothing: the thread index
//	u     time(8) ItemID → nothing: who wakes when
//	l     name → what was learned from labels, how far a new assessment is
//	w     code(2) → word: the dictionary behind the codes in covers
//
// Three rules hold everywhere. No transaction outlives one short slice of work,
// because a reader that stays open makes the file and every commit grow without
// bound. All writing goes through one goroutine, which takes people's decisions
// before ingest. Every commit is synced.
package bolt
