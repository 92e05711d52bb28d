package inbox

import (
	"context"
	"slices"
)

// WaveLook is a wave as it is shown: with its items and with the words they share.
type WaveLook struct {
	Wave
	In    []ItemID // newest first
	Words []string // a stranger's words, only through safetext
	Post  string   // our own post that most of it stands under, "" when there is none
}

// Waves gives the waves with their items, the latest first; only those that run
// where open is set. Whoever sees only what is assigned to them sees no waves.
func (s *Session) Waves(ctx context.Context, open bool) ([]WaveLook, error) {
	if err := s.May(RightRead); err != nil {
		return nil, err
	}
	if s.Spotter != nil {
		s.Spotter.Pass(ctx)
	}
	ws, err := s.Store.Waves(ctx, open)
	if err != nil {
		return nil, err
	}
	out := make([]WaveLook, len(ws))
	for i := range ws {
		if out[i], err = s.look(ctx, &ws[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// OpenWaves gives the waves that run to whoever may see all items, and none to
// others.
func (s *Session) OpenWaves(ctx context.Context) ([]WaveLook, error) {
	if s.May(RightRead) != nil {
		return nil, nil
	}
	return s.Waves(ctx, true)
}

// wordSample is how many texts of a wave are compared for the words they share.
const wordSample = 60

func (s *Session) look(ctx context.Context, w *Wave) (WaveLook, error) {
	l := WaveLook{Wave: *w}
	var err error
	if l.In, err = s.Store.WaveItems(ctx, w.ID, MaxBatch); err != nil {
		return l, err
	}
	texts := make([]string, 0, wordSample)
	for i := range min(wordSample, len(l.In)) { // from all of its time
		id := l.In[i*len(l.In)/min(wordSample, len(l.In))]
		it, err := s.Store.Item(ctx, id)
		if CodeOf(err) == CodeNoItem {
			continue // erased
		}
		if err != nil {
			return l, err
		}
		if len(PrivateSpans(&it)) == 0 { // what is covered is not told by the way
			texts = append(texts, it.Content.Text)
		}
	}
	l.Words = SharedWords(texts)
	if w.Thread == "" {
		return l, nil
	}
	ids, err := s.byRemote(ctx, w.Thread)
	if err != nil {
		return l, err
	}
	for _, id := range ids {
		it, err := s.Store.Item(ctx, id)
		if err == nil && it.Content.Kind == KindOwnPost && slices.Contains(w.Channels, it.Content.Channel) {
			l.Post = it.Content.Text
		}
	}
	return l, nil
}

// Wave gives one wave, running or not; CodeNoWave when there is none.
func (s *Session) Wave(ctx context.Context, id WaveID) (WaveLook, error) {
	if err := s.May(RightRead); err != nil {
		return WaveLook{}, err
	}
	if s.Spotter != nil {
		s.Spotter.Pass(ctx)
	}
	ws, err := s.Store.Waves(ctx, false)
	if err != nil {
		return WaveLook{}, err
	}
	i := slices.IndexFunc(ws, func(w Wave) bool { return w.ID == id })
	if i < 0 {
		return WaveLook{}, Fail(CodeNoWave, "wave", Quote(string(id)))
	}
	return s.look(ctx, &ws[i])
}

// CloseWave closes a wave with a reason. Its items stay as they are: each is
// decided on by itself or many at once, as always.
func (s *Session) CloseWave(ctx context.Context, id WaveID, reason WaveReason) error {
	actor, err := s.actor(RightTriage)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{Kind: DidWaveClose, Actor: actor, Wave: id, Args: Args{Reason: string(reason)}})
	return err
}
