package text

import (
	"regexp"
	"time"

	"lotse/inbox"
)

// bareAddress is an internet address as people type it: a name with a dot in it.
var bareAddress = regexp.MustCompile(`^[\pL\pN-]+(\.[\pL\pN-]+)+(/\S*)?$`)

// Fill gives what a person typed for a placeholder as the wording wants it: for
// dates and times "morgen 14 Uhr" becomes "24.11.2026, 14:00 Uhr", and an address
// gets its https://. What is right already, or cannot be read, stays.
func Fill(p inbox.Placeholder, typed string, now time.Time, zone *time.Location) string {
	switch p.Type {
	case inbox.PlaceholderDate, inbox.PlaceholderTime, inbox.PlaceholderDateTime:
	case inbox.PlaceholderLink:
		if full := "https://" + typed; p.Validate(typed, now, zone) != nil && bareAddress.MatchString(typed) && p.Validate(full, now, zone) == nil {
			return full
		}
		return typed
	case inbox.PlaceholderText, inbox.PlaceholderPlace, inbox.PlaceholderOffice, inbox.PlaceholderContact,
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
