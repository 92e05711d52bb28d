package instagram

import "time"

const mediaBack = 180 * 24 * time.Hour // older media are looked at once a week

// mark is what we know of a medium.
type mark struct {
	At     int64  `json:"a"`
	Link   string `json:"l,omitempty"`
	Count  int    `json:"c"`           // comments, as the list counts them
	Known  int    `json:"k,omitempty"` // the count when they were last read
	Newest int64  `json:"n,omitempty"` // of the comments known
	Read   int64  `json:"r,omitempty"` // when they were last read; 0 never
	Whole  int64  `json:"w,omitempty"` // when they were last read to their end
}

// reading is a walk through the comments of a medium.
type reading struct {
	Medium string    `json:"medium"`
	After  string    `json:"after,omitempty"`
	Until  time.Time `json:"until"`            // comments older than this are known
	Left   int       `json:"left,omitempty"`   // new ones that the count tells of and that did not come yet
	Whole  bool      `json:"whole,omitempty"`  // to the end, whatever comes
	Since  int64     `json:"since,omitempty"`  // the newest known before
	Newest int64     `json:"newest,omitempty"` //
	Low    time.Time `json:"low,omitzero"`     // how far back this reading came
	Pages  int       `json:"pages,omitempty"`  //
}
