package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
	"lotse/store/bolt"
	"lotse/store/storetest"
	"lotse/ui/cli"
)

// BenchmarkScreenPTY measures the desk from outside, as a person has it: in a
// pseudo-terminal, from a key's byte to the last byte of the frame that follows
// from it, the preview included, on a store of LOTSE_BENCH_ITEMS items.
//
// The program is this test's own binary. A store belongs to one process, so what
// arrives meanwhile is written by the same one: see flooded.
func BenchmarkScreenPTY(b *testing.B) {
	dir := benchHome(b)
	for _, size := range [][2]int{{80, 24}, {120, 40}, {160, 50}} {
		for _, rate := range []int{0, 1000} {
			b.Run(fmt.Sprintf("%dx%d/arriving=%d", size[0], size[1], rate), func(b *testing.B) {
				benchKeys(b, dir, size[0], size[1], rate)
			})
		}
		b.Run(fmt.Sprintf("%dx%d/start", size[0], size[1]), func(b *testing.B) { benchStart(b, dir, size[0], size[1]) })
	}
}

const (
	benchFlood = "LOTSE_TEST_FLOOD" // items a second; makes the program take them in
)

func init() {
	rate, err := strconv.Atoi(os.Getenv(benchFlood))
	if err != nil {
		return
	}
	back := wiring{clock: adapters.Wall{}}.backend()
	open := back.Open
	back.Open = func(ctx context.Context, path, user string, readOnly bool) (inbox.Store, error) {
		s, err := open(ctx, path, user, readOnly)
		if err == nil && rate > 0 {
			go flooded(ctx, s, rate)
		}
		return s, err
	}
	os.Exit(cli.Execute(context.Background(), cli.App{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: terminal(), Environ: os.Environ(),
		Clock: adapters.Wall{}, Backend: back, Version: "bench",
	}, os.Args[1:]))
}

// flooded lets items arrive, twenty pages a second, each the newest of all.
func flooded(ctx context.Context, s inbox.Store, rate int) {
	town := storetest.NewTown(uint64(time.Now().UnixNano()))
	for every := time.NewTicker(time.Second / 20); ; {
		select {
		case <-ctx.Done():
			return
		case now := <-every.C:
			obs := town.Page(rate / 20)
			for i := range obs {
				obs[i].PostedAt = now.Add(time.Duration(i) * time.Millisecond)
				obs[i].RemoteID += "-" + strconv.FormatInt(now.UnixNano(), 36)
			}
			if _, err := s.Ingest(ctx, "town", inbox.Batch{Observations: obs}, now); err != nil {
				return
			}
		}
	}
}

// benchHome is a desk on a copy of the kept store.
func benchHome(b *testing.B) string {
	b.Helper()
	kept, err := storetest.Kept(b.Context(), storetest.BenchItems(), func(path string) (inbox.Store, error) {
		return bolt.Open(context.Background(), bolt.Options{Path: path, Node: 1})
	})
	if err != nil {
		b.Skip("there is no store to measure on: ", err)
	}
	dir := b.TempDir()
	data := filepath.Join(dir, "lotse")
	if err := os.Mkdir(data, 0o700); err != nil {
		b.Fatal(err)
	}
	from, err := os.Open(kept)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(filepath.Join(data, "inbox.db"), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		b.Skip("there is no room for a copy of the store: ", err)
	}
	if err := to.Close(); err != nil {
		b.Fatal(err)
	}
	config := "town = \"Neustadt am Fluss\"\nland = \"NW\"\n[[role]]\nid = \"editor\"\n[[person]]\nid = \"ayse\"\nname = \"Ayse\"\nroles = [\"editor\"]\n"
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o600); err != nil {
		b.Fatal(err)
	}
	return dir
}

// openDesk starts the desk and waits for its first list. The parts watched are
// those that only a key changes: not the title with the number of arrivals, not
// the numbers beside the views, not the status.
func openDesk(b *testing.B, dir string, width, height, rate int) (*ptyScreen, time.Duration) {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(self, "--config", filepath.Join(dir, "config.toml"), "--lang", "de")
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+dir, "XDG_STATE_HOME="+dir, "LOTSE_PERSON=ayse", benchFlood+"="+strconv.Itoa(rate))
	watched := part{left: 0, top: 2, right: width, bottom: height - 2}
	if width >= 140 {
		watched.left = 31
	}
	start := time.Now()
	s := startPTY(b, cmd, width, height, watched)
	if !s.shows(firstOfList, 30*time.Second) {
		s.stop()
		b.Fatalf("the list never came:\n%s", s.picture())
	}
	return s, time.Since(start)
}

// firstOfList stands on the screen when the list does: a level.
const firstOfList = " E0 "

func benchStart(b *testing.B, dir string, width, height int) {
	var took []time.Duration
	anonymous := 0.0
	for b.Loop() {
		s, d := openDesk(b, dir, width, height, 0)
		took = append(took, d)
		b.StopTimer()
		s.settled(time.Now().Add(-time.Second), time.Second)
		anonymous = max(anonymous, s.anonymous(b))
		s.stop()
		b.StartTimer()
	}
	report(b, "start", took)
	b.ReportMetric(anonymous, "MiB-anonymous")
	b.ReportMetric(0, "ns/op")
}

// benchKeys presses each kind of key in turn. The pause before a key is random, so
// that it meets the frames at any moment between two of them.
func benchKeys(b *testing.B, dir string, width, height, rate int) {
	s, _ := openDesk(b, dir, width, height, rate)
	defer s.stop()
	s.settled(time.Now().Add(-time.Second), 2*time.Second)
	kinds := []struct{ name, keys, back string }{
		{"move", "j", "k"}, {"page", "\x1b[6~", "\x1b[5~"}, {"view", "l", "h"}, {"mark", " ", " "},
	}
	took := map[string][]time.Duration{}
	silent := 0
	for i := 0; b.Loop(); i++ {
		for _, k := range kinds {
			keys := k.keys
			if i/12%2 == 1 && k.name != "view" || k.name == "view" && i%2 == 1 {
				keys = k.back
			}
			time.Sleep(time.Duration(rand.IntN(17_000)) * time.Microsecond)
			if d, ok := s.settled(s.key(b, keys), time.Second); ok {
				took[k.name] = append(took[k.name], d)
			} else {
				silent++
			}
		}
	}
	for _, k := range kinds {
		report(b, k.name, took[k.name])
	}
	b.ReportMetric(float64(silent), "silent")
	b.ReportMetric(s.anonymous(b), "MiB-anonymous")
	b.ReportMetric(0, "ns/op")
}

func report(b *testing.B, name string, took []time.Duration) {
	b.Helper()
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	for _, q := range []int{50, 95, 99} {
		d := took[min(len(took)-1, len(took)*q/100)]
		b.ReportMetric(float64(d.Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", name, q))
	}
}
