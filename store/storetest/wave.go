package storetest

import (
	"slices"
	"time"

	"lotse/inbox"
)

// waves: they are kept with their items, lists are narrowed to them, and what a
// person closed stays closed.
func waves(x *fixture) {
	all := town(x, 120)
	id, other := inbox.NewWaveID(inbox.WaveRate, all[9].ID), inbox.NewWaveID(inbox.WaveCopies, all[9].ID)
	w := inbox.Wave{
		ID: id, Rule: inbox.WaveRate, State: inbox.WaveGrowing, Channels: []string{channel}, Items: 4, Authors: 3,
		Since: start, OpenedAt: start.Add(time.Hour), Within: time.Hour, Usual: 1.5,
	}
	in := []inbox.ItemID{all[3].ID, all[7].ID, all[11].ID, all[50].ID}
	x.ok(x.SaveWave(x.ctx, w, in[:2]))
	x.ok(x.SaveWave(x.ctx, w, in[2:]))
	second := inbox.Wave{ID: other, Rule: inbox.WaveCopies, State: inbox.WaveClosed, OpenedAt: start.Add(2 * time.Hour)}
	x.ok(x.SaveWave(x.ctx, second, []inbox.ItemID{all[3].ID, all[60].ID}))
	x.waves(false, other, id)
	x.waves(true, id)
	if got, err := x.Waves(x.ctx, true); err != nil || got[0].Usual != 1.5 || got[0].Within != time.Hour || !slices.Equal(got[0].Channels, w.Channels) {
		x.Errorf("the wave is %+v, %v", got, err)
	}
	if got, err := x.WaveItems(x.ctx, id, 3); err != nil || !slices.Equal(got, newest(in)[:3]) {
		x.Errorf("its items are %v, %v", got, err)
	}
	if got, err := x.WaveItems(x.ctx, "nichts", 3); err != nil || len(got) != 0 {
		x.Errorf("items of no wave: %v, %v", got, err)
	}
	x.narrowed(inbox.Filter{InWave: true}, in...)
	x.narrowed(inbox.Filter{Waves: []inbox.WaveID{other}}, all[3].ID, all[60].ID)
	x.narrowed(inbox.Filter{Waves: []inbox.WaveID{other, id}}, append(slices.Clone(in), all[60].ID)...)
	x.narrowed(inbox.Filter{Waves: []inbox.WaveID{other}, InWave: true})
	x.narrowed(inbox.Filter{Waves: []inbox.WaveID{"nichts"}})
	x.narrowed(inbox.Filter{InWave: true, From: newest(in)[1].Time()}, newest(in)[:2]...)
	x.narrowed(inbox.Filter{InWave: true, To: newest(in)[1].Time()}, newest(in)[2:]...)
	f := inbox.Filter{InWave: true}
	if c, err := x.Newer(x.ctx, f, newest(in)[2], 100); err != nil || c.N != 2 {
		x.Errorf("newer: %+v, %v", c, err)
	}

	closing := inbox.Decision{Kind: inbox.DidWaveClose, Actor: ayse, Wave: id, Args: inbox.Args{Reason: string(inbox.WaveHandled)}}
	es := x.commit(closing)
	if es[0].Wave != id || es[0].Args.Reason != string(inbox.WaveHandled) {
		x.Errorf("the event is %+v", es[0])
	}
	_, err := x.Commit(x.ctx, []inbox.Decision{closing}, x.tick())
	x.refused(err, inbox.CodeWaveClosed)
	_, err = x.Commit(x.ctx, []inbox.Decision{{Kind: inbox.DidWaveClose, Actor: ayse, Wave: "nichts", Args: closing.Args}}, x.tick())
	x.refused(err, inbox.CodeNoWave)
	x.ok(x.SaveWave(x.ctx, w, []inbox.ItemID{all[80].ID}))
	x.waves(true)
	got, err := x.Waves(x.ctx, false)
	x.ok(err)
	if v := got[1]; v.ID != id || v.By == nil || *v.By != ayse || v.Reason != inbox.WaveHandled || v.ClosedAt.IsZero() {
		x.Errorf("the closed wave is %+v", v)
	}
	x.narrowed(inbox.Filter{Waves: []inbox.WaveID{id}}, in...)
	x.narrowed(f)
}

func newest(ids []inbox.ItemID) []inbox.ItemID {
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b inbox.ItemID) int { return -slices.Compare(a[:], b[:]) })
	return out
}

// waves expects the ids of the waves, the latest first.
func (x *fixture) waves(open bool, want ...inbox.WaveID) {
	x.Helper()
	ws, err := x.Waves(x.ctx, open)
	x.ok(err)
	var got []inbox.WaveID
	for i := range ws {
		got = append(got, ws[i].ID)
	}
	if !slices.Equal(got, want) {
		x.Errorf("waves are %v, want %v", got, want)
	}
}

// narrowed expects the items of a filter in every way of asking.
func (x *fixture) narrowed(f inbox.Filter, want ...inbox.ItemID) {
	x.Helper()
	want = newest(want)
	for _, size := range []int{1, 3, 100} {
		if got := ids(x.list(f, size)); !slices.Equal(got, want) {
			x.Errorf("%+v by %d: %d items, want %d", f, size, len(got), len(want))
		}
		if got := x.listBack(f, size); !slices.Equal(got, want) {
			x.Errorf("%+v back by %d: %d items, want %d", f, size, len(got), len(want))
		}
	}
	cs, err := x.Counts(x.ctx, []inbox.Filter{f}, 1000)
	x.ok(err)
	if cs[0].N != len(want) {
		x.Errorf("%+v: counted %d, want %d", f, cs[0].N, len(want))
	}
	var got []inbox.ItemID
	x.ok(x.Search(x.ctx, f, func(items []inbox.Item) bool { got = append(got, ids(items)...); return true }))
	if !slices.Equal(got, want) {
		x.Errorf("%+v: found %d, want %d", f, len(got), len(want))
	}
}

// pulse counts by channel and hour.
func pulse(x *fixture) {
	x.ingest(post(0, "a"), post(59, "b"), post(60, "c"), post(61, "eigen", own), post(200, "spät"), post(62, "d", in("facebook")))
	ps, err := x.Pulse(x.ctx, start.Add(10*time.Minute), start.Add(3*time.Hour))
	x.ok(err)
	if len(ps) != 2 || ps[0].Channel != "facebook" || !slices.Equal(ps[0].Hours, []uint32{0, 1, 0}) || !slices.Equal(ps[1].Hours, []uint32{2, 1, 0}) {
		x.Errorf("the pulse is %+v", ps)
	}
	if ps, err := x.Pulse(x.ctx, start.Add(100*time.Hour), start.Add(200*time.Hour)); err != nil || len(ps) != 0 {
		x.Errorf("the pulse of an empty time is %+v, %v", ps, err)
	}
	if ps, err := x.Pulse(x.ctx, start, start); err != nil || len(ps) != 0 {
		x.Errorf("the pulse of no time is %+v, %v", ps, err)
	}
}
