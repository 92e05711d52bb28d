package bolt

import (
	"encoding/json"
	"os"
	"strconv"
	"time"

	"lotse/inbox"
)

// owner tells who has the file. It is a note beside the lock, never the lock: it
// may be stale or missing, and nothing but an error's words depends on it.
type owner struct {
	PID   int       `json:"pid"`
	User  string    `json:"user,omitempty"`
	Since time.Time `json:"since"`
}

func ownerPath(path string) string { return path + ".owner" }

// keepOwner writes the note once the lock is held.
func keepOwner(o Options) {
	b, err := json.Marshal(owner{PID: os.Getpid(), User: o.User, Since: o.Now().UTC()})
	if err == nil {
		_ = os.WriteFile(ownerPath(o.Path), b, 0o600) // a note only, see owner
	}
}

func dropOwner(path string) {
	_ = os.Remove(ownerPath(path)) // a note only, see owner
}

func inUse(path string) error {
	e := inbox.Fail(inbox.CodeStoreInUse)
	b, err := os.ReadFile(ownerPath(path))
	if err != nil {
		return e
	}
	var o owner
	if json.Unmarshal(b, &o) != nil || o.PID == 0 {
		return e
	}
	return inbox.Fail(inbox.CodeStoreInUse, "pid", strconv.Itoa(o.PID), "user", o.User, "since", o.Since.Format(time.RFC3339))
}
