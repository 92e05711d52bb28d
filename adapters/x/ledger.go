package x

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"lotse/adapters/secret"
	"lotse/inbox"
)

const (
	slowFrom = 0.80              // of the month's limit: from here on we read once an hour
	readsTo  = inbox.BudgetReads // up to here we read; the rest is for replies and measures
	retryIn  = time.Hour         // a limit may be raised at any time, so an empty purse is looked into again
)

var errSpent = errors.New("the month's budget is used up")

// ledger counts what the account spends in a month of UTC. A call is written
// down, and the file synced, before it leaves: whatever dies then, the count is
// never too low.
type ledger struct {
	vault secret.Vault // its zero value keeps the count in memory only
	limit micros
	clock inbox.Clock

	mu    sync.Mutex
	month string
	spent micros
	open  map[string]micros // calls that read the same again after a lost answer, by name
}

// ledgerOrigin ties the file to no token: who changes the keys has still spent
// the money.
var ledgerOrigin = secret.NewToken("budget")

// bill is one call that was written down.
type bill struct {
	l      *ledger
	name   string // "" when a lost answer is not read again
	month  string
	amount micros
	before micros
}

// reserve writes down what a call may cost at most: each for every one of n
// things. Of reads it takes as many as there is money for, and none below least.
func (l *ledger) reserve(name string, each micros, n, least int, limit micros) (int, *bill, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.load(); err != nil {
		return 0, nil, &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: "budget", Err: err}
	}
	if room := limit - l.total() + l.open[name]; each > 0 {
		n = min(n, int(max(0, room)/each))
	}
	if n < least {
		now := l.clock.Now()
		at := now.Add(retryIn)
		if next := nextMonth(now); next.Before(at) {
			at = next
		}
		return 0, nil, &inbox.ChannelError{Class: inbox.ProblemBudget, Op: "budget", RetryAt: at, Err: errSpent}
	}
	b := &bill{l: l, name: name, month: l.month, amount: each * micros(n)}
	if name == "" {
		l.spent += b.amount
	} else {
		b.before = l.open[name]
		l.open[name] = max(b.before, b.amount)
	}
	if err := l.save(); err != nil {
		b.undo()
		return 0, nil, &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: "budget", Err: err}
	}
	return n, b, nil
}

func (b *bill) undo() {
	switch {
	case b.name == "":
		b.l.spent -= b.amount
	case b.before == 0:
		delete(b.l.open, b.name)
	default:
		b.l.open[b.name] = b.before
	}
}

// free takes back what certainly was not charged.
func (b *bill) free() { b.settle(func() { b.undo() }) }

// paid puts what a call really cost in the place of what it might have.
func (b *bill) paid(cost micros) {
	b.settle(func() {
		if b.name != "" {
			delete(b.l.open, b.name)
			b.l.spent += cost
			return
		}
		b.l.spent += cost - b.amount
	})
}

// settle changes the count after a call. What cannot be written is left too high
// in the file.
func (b *bill) settle(change func()) {
	b.l.mu.Lock()
	defer b.l.mu.Unlock()
	if b.l.load() != nil || b.l.month != b.month {
		return // what was reserved belongs to the month that is over
	}
	change()
	_ = b.l.save()
}

// total is what is spent and what may be, with mu held.
func (l *ledger) total() micros {
	sum := l.spent
	for _, v := range l.open {
		sum += v
	}
	return sum
}

// load reads the file anew, for another process may have written it, and begins
// a new month. mu is held.
func (l *ledger) load() error {
	now := l.clock.Now().UTC().Format("2006-01")
	if l.vault != (secret.Vault{}) {
		k, err := l.vault.Load(ledgerOrigin)
		if err != nil {
			return err
		}
		l.month, l.spent, l.open = "", 0, nil
		if k != nil {
			l.read(k.Values)
		}
	}
	if l.month != now {
		l.month, l.spent, l.open = now, 0, nil
	}
	if l.open == nil {
		l.open = map[string]micros{}
	}
	return nil
}

const openPrefix = "open "

func (l *ledger) read(values map[string]string) {
	l.month, l.open = values["month"], map[string]micros{}
	for name, v := range values {
		sum, err := strconv.ParseInt(v, 10, 64)
		if err != nil || sum < 0 {
			continue
		}
		if op, ok := strings.CutPrefix(name, openPrefix); ok {
			l.open[op] = micros(sum)
		} else if name == "spent" {
			l.spent = micros(sum)
		}
	}
}

func (l *ledger) save() error {
	if l.vault == (secret.Vault{}) {
		return nil
	}
	values := map[string]string{"month": l.month, "spent": strconv.FormatInt(int64(l.spent), 10)}
	for op, v := range l.open {
		values[openPrefix+op] = strconv.FormatInt(int64(v), 10)
	}
	return l.vault.Save(ledgerOrigin, secret.Kept{Values: values, Renewed: l.clock.Now().UTC()})
}

// budget tells what is used, by what was last written down.
func (l *ledger) budget() inbox.Budget {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	b := inbox.Budget{Name: "usd", Limit: l.limit.dollars(), Resets: nextMonth(now)}
	if l.month == now.UTC().Format("2006-01") {
		b.Used = l.total().dollars()
	}
	return b
}

func nextMonth(now time.Time) time.Time {
	y, m, _ := now.UTC().Date()
	return time.Date(y, m+1, 1, 0, 0, 0, 0, time.UTC)
}
