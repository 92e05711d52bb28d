package calendar

import (
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"
)

// lands are the holidays by law of each Land. Those that count only in some
// municipalities (Augsburg's Friedensfest, Corpus Christi in parts of Saxony and
// Thuringia, Assumption in the Protestant parts of Bavaria) are the town's own
// to add or to work on.
var lands = map[string][]*cal.Holiday{
	"BB": de.HolidaysBB, "BE": de.HolidaysBE, "BW": de.HolidaysBW, "BY": de.HolidaysBY,
	"HB": de.HolidaysHB, "HE": de.HolidaysHE, "HH": de.HolidaysHH, "MV": append(slices.Clone(de.HolidaysMV), frauentagMV),
	"NI": de.HolidaysNI, "NW": de.HolidaysNW, "RP": de.HolidaysRP, "SH": de.HolidaysSH,
	"SL": de.HolidaysSL, "SN": de.HolidaysSN, "ST": de.HolidaysST, "TH": de.HolidaysTH,
}

// frauentagMV is missing in the library: a holiday of Mecklenburg-Vorpommern since
// 2023 (its Feiertagsgesetz, changed in 2022).
var frauentagMV = de.Frauentag.Clone(&cal.Holiday{StartYear: 2023})

// holidays remembers the holidays of the years that were asked for. The library's
// own cache may not be used from several goroutines.
type holidays struct {
	of   []*cal.Holiday
	mu   *sync.Mutex
	year map[int][]named
}

type named struct {
	on   Date
	name string
}

func holidaysOf(land string) holidays {
	return holidays{of: lands[land], mu: new(sync.Mutex), year: map[int][]named{}}
}

func (h holidays) name(d Date) string {
	if len(h.of) == 0 {
		return ""
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	days, ok := h.year[d.Year]
	if !ok {
		for _, x := range h.of {
			if on, _ := x.Calc(d.Year); !on.IsZero() {
				days = append(days, named{Date{on.Year(), on.Month(), on.Day()}, x.Name})
			}
		}
		h.year[d.Year] = days
	}
	if i := slices.IndexFunc(days, func(n named) bool { return n.on == d }); i >= 0 {
		return days[i].name
	}
	return ""
}

// Office is the week of a town hall where the config says nothing: Monday to
// Friday, eight to four, an hour less on Friday.
func Office() [7][]Block {
	day := []Block{{8 * 60, 16 * 60}}
	return [7][]Block{time.Monday: day, time.Tuesday: day, time.Wednesday: day, time.Thursday: day, time.Friday: {{8 * 60, 15 * 60}}}
}
