package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The mistakes that reading hours and dates finds. They come with what was read.
var (
	ErrTime    = errors.New(`no time of day such as "08:00"`)
	ErrHours   = errors.New(`no hours such as "08:00-12:00"`)
	ErrOrder   = errors.New("ends before it begins; a shift over midnight is two, to 24:00 and from 00:00")
	ErrOverlap = errors.New("overlap")
	ErrDate    = errors.New(`no date such as "2026-12-24"`)
)

// ReadBlocks reads the hours of a day, such as "08:00-12:00, 13:00-16:30". An empty
// text is a day without service.
func ReadBlocks(s string) ([]Block, error) {
	var out []Block
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			if strings.TrimSpace(s) == "" {
				return nil, nil
			}
			return nil, fmt.Errorf("%q: %w", s, ErrHours)
		}
		a, b, ok := strings.Cut(part, "-")
		if !ok {
			return nil, fmt.Errorf("%q: %w", part, ErrHours)
		}
		from, err := readTime(a)
		if err != nil {
			return nil, err
		}
		to, err := readTime(b)
		if err != nil {
			return nil, err
		}
		if from >= to {
			return nil, fmt.Errorf("%q %w", part, ErrOrder)
		}
		for _, o := range out {
			if from < o.To && o.From < to {
				return nil, fmt.Errorf("%q: the hours %w", s, ErrOverlap)
			}
		}
		out = append(out, Block{from, to})
	}
	return out, nil
}

// readTime reads "08:00"; "24:00" is the end of a day.
func readTime(s string) (int, error) {
	s = strings.TrimSpace(s)
	h, m, ok := strings.Cut(s, ":")
	hour, errH := strconv.ParseUint(h, 10, 8)
	minute, errM := strconv.ParseUint(m, 10, 8)
	at := int(hour)*60 + int(minute)
	if !ok || errH != nil || errM != nil || len(m) != 2 || len(h) > 2 || minute > 59 || at > 24*60 {
		return 0, fmt.Errorf("%q: %w", s, ErrTime)
	}
	return at, nil
}

// ReadDate reads "2026-12-24".
func ReadDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil {
		return Date{}, fmt.Errorf("%q: %w", s, ErrDate)
	}
	return DateOf(t), nil
}
