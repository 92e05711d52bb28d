//go:build unix

package bolt

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDisk has the system itself refuse to write: a limit on the size of files
// hits in the middle of a commit, as a full disk does. The limit holds for the
// whole process, so it is a child that runs into it.
func TestFullDisk(t *testing.T) {
	const child = "LOTSE_TEST_FULL"
	if path := os.Getenv(child); path != "" {
		signal.Ignore(syscall.SIGXFSZ)
		s := openTest(t, Options{Path: path})
		limit := syscall.Rlimit{Cur: 20 << 20, Max: 20 << 20}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
		fillUp(t, s)
		return
	}
	path := filepath.Join(t.TempDir(), "inbox.db")
	cmd := exec.Command(os.Args[0], "-test.run=^TestFullDisk$")
	cmd.Env = append(os.Environ(), child+"="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := openTest(t, Options{Path: path})
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
