package mastodontest

import (
	"crypto/md5"
	"encoding/hex"
	"strconv"
	"time"
)

// idSource makes ids as the flavours do. With a standing clock they still
// grow, so a test orders events by calling one after the other.
type idSource struct {
	serial uint64 // of notifications on Mastodon, and of everything that has no id of its own
	flake  uint64 // last snowflake
	ulidN  uint64
	micro  uint64 // last snac notification
}

func (s *Server) newSerial() string {
	s.ids.serial++
	return strconv.FormatUint(s.ids.serial, 10)
}

// newStatusID makes the id of a status posted at a time. On Mastodon a post
// that came from elsewhere carries the time of its writing, not of its arrival:
// it may sort below what is already there.
func (s *Server) newStatusID(at time.Time, uri string) string {
	switch s.flavour {
	case GoToSocial:
		return s.newULID(at)
	case Snac:
		return snacID(at, uri)
	}
	return s.newFlake(at)
}

func (s *Server) newNoticeID(at time.Time) string {
	switch s.flavour {
	case GoToSocial:
		return s.newULID(at)
	case Snac:
		s.ids.micro = max(s.ids.micro+1, uint64(at.UnixMicro()))
		return strconv.FormatUint(s.ids.micro, 10)
	}
	return s.newSerial()
}

func (s *Server) newFlake(at time.Time) string {
	s.ids.flake++
	return strconv.FormatUint(uint64(at.UnixMilli())<<16|s.ids.flake&0xffff, 10)
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newULID grows within a millisecond; see [Server.MentionLate] for ids that
// appear out of order.
func (s *Server) newULID(at time.Time) string {
	ms := uint64(at.UnixMilli())
	s.ids.ulidN += 0x9e3779b9
	var b [26]byte
	for i := 9; i >= 0; i-- {
		b[i] = crockford[ms&31]
		ms >>= 5
	}
	n := s.ids.ulidN
	for i := 25; i >= 10; i-- {
		b[i] = crockford[n&31]
		n >>= 5
	}
	return string(b[:])
}

// snacID is ten digits of time and the MD5 of the uri. Only the second part
// names the post.
func snacID(at time.Time, uri string) string {
	return strconv.FormatInt(at.Unix(), 10) + digest(uri)
}

func digest(s string) string {
	sum := md5.Sum([]byte(s))
	return hex.EncodeToString(sum[:])
}

// after tells whether id a comes after id b: by length, then letters, which
// orders serials, snowflakes and ULIDs alike.
func after(a, b string) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a > b
}
