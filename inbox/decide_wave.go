package inbox

// foldWave closes a wave. The items keep their state: closing a wave decides on
// none of them.
func (f *folder) foldWave() error {
	if f.d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	w, err := f.Wave(f.d.Wave)
	if err != nil {
		return err
	}
	if !w.IsOpen() {
		return Fail(CodeWaveClosed, "wave", string(w.ID))
	}
	reason, err := ParseWaveReason(f.d.Args.Reason)
	if err != nil {
		return err
	}
	by := f.d.Actor
	w.State, w.Reason, w.ClosedAt, w.By = WaveClosed, reason, f.now, &by
	f.change.Wave = w
	return nil
}
