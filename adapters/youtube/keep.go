package youtube

import (
	"strconv"
	"sync"
	"time"
	_ "time/tzdata" // the day of the units ends at midnight in California, on every machine

	"lotse/adapters/secret"
	"lotse/inbox"
)

// What the calls cost, in units of the day.
const (
	unitsADay  = 10_000
	unitsRead  = 1
	unitsWrite = 50
)

// unsaved is how many units a crash may lose: far less than the reserve.
const unsaved = 10

// keep is what must survive this process: the access token and how many units of
// the day are used. A vault that cannot be read is one that is empty.
type keep struct {
	vault  secret.Vault
	origin secret.Token
	clock  inbox.Clock
	link   *link

	mu     sync.Mutex
	loaded bool
	kept   secret.Kept
	day    string // of the count, in California
	used   int
	open   int // units counted since the last save
	failed error
}

// load reads the vault once. The lock is held.
func (k *keep) load() {
	if k.loaded {
		return
	}
	k.loaded = true
	if k.vault != (secret.Vault{}) {
		old, err := k.vault.Load(k.origin)
		if k.failed = err; old != nil {
			k.kept = *old
		}
	}
	if k.kept.Values == nil {
		k.kept.Values = map[string]string{}
	}
	k.day = k.kept.Values["day"]
	k.used, _ = strconv.Atoi(k.kept.Values["units"])
	k.used = max(k.used, 0)
	for _, name := range []string{"access", "refresh"} {
		k.link.hide(k.kept.Values[name])
	}
}

// save writes the vault. The lock is held.
func (k *keep) save() {
	k.open = 0
	if k.vault == (secret.Vault{}) {
		return
	}
	k.kept.Values["day"], k.kept.Values["units"] = k.day, strconv.Itoa(k.used)
	k.failed = k.vault.Save(k.origin, k.kept)
}

// flush writes what is not written yet.
func (k *keep) flush() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.open > 0 {
		k.save()
	}
}

// value gives what is kept under a name.
func (k *keep) value(name string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.load()
	return k.kept.Values[name]
}

func (k *keep) set(values map[string]string, ends time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.load()
	for name, v := range values {
		k.kept.Values[name] = v
	}
	k.kept.Ends, k.kept.Renewed = ends, k.clock.Now().UTC()
	k.save()
}

// grantEnds is when the grant ends, zero when Google did not say.
func (k *keep) grantEnds() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.load()
	return k.kept.Ends
}

// trouble tells what is wrong with the vault.
func (k *keep) trouble() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failed
}

var pacific = sync.OnceValue(func() *time.Location {
	at, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		panic(err) // it is built in
	}
	return at
})

// midnight is when the day of the units ends. There is one every day: the clocks
// are put back and forth at two.
func midnight(now time.Time) time.Time {
	y, m, d := now.In(pacific()).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, pacific()).UTC()
}

// today begins a new count when a day has passed. The lock is held.
func (k *keep) today() {
	k.load()
	if day := k.clock.Now().In(pacific()).Format(time.DateOnly); day != k.day {
		k.day, k.used = day, 0
	}
}

func (k *keep) budget() inbox.Budget {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.today()
	return inbox.Budget{Name: "units", Used: float64(k.used), Limit: unitsADay, Resets: midnight(k.clock.Now())}
}

// urgency is what a call may use of the day's units.
type urgency bool

const (
	canWait urgency = false // reading: it leaves the last tenth alone
	urgent  urgency = true  // a reply, a measure, and the looks that belong to them
)

// spend counts a call before it is made; what fails has cost as much. Nothing was
// sent when it says no.
func (k *keep) spend(op string, n int, u urgency) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.today()
	most := unitsADay
	if u == canWait {
		most = int(inbox.BudgetReads * unitsADay)
	}
	if k.used+n > most {
		return &inbox.ChannelError{Class: inbox.ProblemBudget, Op: op, RetryAt: midnight(k.clock.Now())}
	}
	k.used += n
	if k.open += n; k.open >= unsaved {
		k.save()
	}
	return nil
}

// exhausted notes that the platform says there are no more: others use the same
// app.
func (k *keep) exhausted() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.today()
	k.used = max(k.used, unitsADay)
	k.save()
	return midnight(k.clock.Now())
}
