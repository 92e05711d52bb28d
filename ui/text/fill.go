package text

import (
	"time"

	"lotse/inbox"
)

// Fill gives what a person typed for a placeholder as the wording wants it: for
// dates and times "morgen 14 Uhr" becomes "24.11.2026, 14:00 Uhr". What is right
// already, or cannot be read, stays.
func Fill(p inbox.Placeholder, typed string, now time.Time, zone *time.Location) string {
	switch p.Type {
	case inbox.PlaceholderDate, inbox.PlaceholderTime, inbox.PlaceholderDateTime:
	case inbox.PlaceholderText, inbox.PlaceholderPlace, inbox.PlaceholderLink, inbox.PlaceholderOffice, inbox.PlaceholderContact,
		inbox.PlaceholderAmount, inbox.PlaceholderChoice:
		return typed
	}
	if p.Validate(typed, now, zone) == nil {
		return typed
	}
	switch typed {
	case "jetzt", "now", "eben":
		return inbox.FormatWhen(p.Type, now, zone)
	}
	at, err := When(typed, now, zone)
	if err != nil {
		at, err = When(typed+" Uhr", now, zone)
	}
	if err != nil {
		return typed
	}
	return inbox.FormatWhen(p.Type, at, zone)
}
