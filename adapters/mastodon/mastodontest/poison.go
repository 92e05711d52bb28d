package mastodontest

// Poison is a way in which a single status breaks a strict decoder, and with
// it the page it stands in.
type Poison int

const (
	// Healthy is no poison.
	Healthy Poison = iota
	// EmptyTime sends created_at as "".
	EmptyTime
	// DateOnly sends created_at as a date without a time.
	DateOnly
	// FloatWidth sends a picture whose width is a fraction.
	FloatWidth
	// NumberParent sends in_reply_to_id as a number above 2^53.
	NumberParent
	// NoAccount sends null in the place of the author.
	NoAccount
)

// Poison makes a post broken in every answer, until it is set to Healthy.
func (s *Server) Poison(p Post, how Poison) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustPost(p).poison = how
}

func (o object) spoil(how Poison) object {
	switch how {
	case EmptyTime:
		o["created_at"] = ""
	case DateOnly:
		o["created_at"] = "2026-03-16"
	case FloatWidth:
		o["media_attachments"] = []object{{
			"id": "1", "type": "image", "url": "https://weit.example/bild.png", "preview_url": nil,
			"remote_url": nil, "description": nil, "blurhash": nil,
			"meta": object{"original": object{"width": 640.5, "height": 480, "size": "640x480", "aspect": 1.3}},
		}}
	case NumberParent:
		o["in_reply_to_id"] = uint64(117020577157693549)
	case NoAccount:
		o["account"] = nil
	}
	return o
}
