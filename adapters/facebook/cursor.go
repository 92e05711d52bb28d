package facebook

import "time"

const postsBack = 90 * 24 * time.Hour // older posts are looked at once a week

// mark is what we know of a post.
type mark struct {
	At     int64 `json:"a"`           // when it was published
	Count  int   `json:"c"`           // comments, as the list counts them
	Change int64 `json:"u"`           // updated_time
	Newest int64 `json:"n,omitempty"` // of the comments known
	Read   int64 `json:"r,omitempty"` // when they were last read; 0 never to the end
}

// reading is a walk through the comments of a post.
type reading struct {
	Post   string    `json:"post"`
	After  string    `json:"after,omitempty"`
	Until  time.Time `json:"until"` // comments older than this are known
	Newest int64     `json:"newest,omitempty"`
	Low    time.Time `json:"low,omitzero"`
	Pages  int       `json:"pages,omitempty"`
}
