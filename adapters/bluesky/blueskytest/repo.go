package blueskytest

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"
)

// record is one in somebody's repository.
type record struct {
	address, did, collection, rkey string

	cid     string
	value   object
	indexed time.Time
	order   int
	labels  []string // put on by moderators
}

func (r *record) created() time.Time {
	s, _ := r.value["createdAt"].(string)
	t, _ := time.Parse(time.RFC3339Nano, s)
	return t
}

// sorted is the time by which lists are sorted: the author's, unless it is still
// to come.
func (r *record) sorted() time.Time {
	if at := r.created(); at.Before(r.indexed) {
		return at
	}
	return r.indexed
}

func (r *record) text(name string) string { s, _ := r.value[name].(string); return s }

// ref gives an address within the record's reply, "" where there is none.
func (r *record) ref(end string) string {
	reply, _ := r.value["reply"].(object)
	to, _ := reply[end].(object)
	uri, _ := to["uri"].(string)
	return uri
}

var base32Lower = base32.StdEncoding.WithPadding(base32.NoPadding)

// cidOf names a record by its content.
func cidOf(value object) string {
	b, _ := json.Marshal(value) // keys come sorted
	sum := sha256.Sum256(b)
	return "b" + strings.ToLower(base32Lower.EncodeToString(append([]byte{1, 0x71, 0x12, 0x20}, sum[:]...)))
}

var tidForm = regexp.MustCompile(`^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$`)

func putRecord(s *Server, c *call) answer {
	collection, rkey := c.text("collection"), c.text("rkey")
	value, _ := c.body["record"].(object)
	switch {
	case c.text("repo") != c.self.did && c.text("repo") != c.self.Handle:
		return refuse(http.StatusForbidden, "Forbidden", "Could not write to another account")
	case value == nil || value["$type"] != collection:
		return invalid("Invalid $type: expected " + collection)
	case !tidForm.MatchString(rkey):
		return invalid("Invalid record key")
	case collection == "app.bsky.feed.post" && uniseg.GraphemeClusterCount(textOf(value)) > 300:
		return invalid("Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes")
	case collection == "app.bsky.feed.post" && len(textOf(value)) > 3000:
		return invalid("Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 characters")
	case value["createdAt"] == nil:
		return invalid("Invalid " + collection + " record: Record must have the property \"createdAt\"")
	}
	address := "at://" + c.self.did + "/" + collection + "/" + rkey
	old := s.records[address]
	if swap, given := c.body["swapRecord"]; given {
		at := any(nil)
		if old != nil {
			at = old.cid
		}
		if swap != at {
			return refuse(http.StatusBadRequest, "InvalidSwap", "Record was at another version")
		}
	}
	r := s.put(c.self, collection, rkey, value)
	return good(object{"uri": r.address, "cid": r.cid, "validationStatus": "valid", "commit": object{"cid": r.cid, "rev": rkey}})
}

func textOf(value object) string { t, _ := value["text"].(string); return t }

// put writes a record. The same content again changes nothing.
func (s *Server) put(a *account, collection, rkey string, value object) *record {
	address := "at://" + a.did + "/" + collection + "/" + rkey
	cid := cidOf(value)
	r := s.records[address]
	switch {
	case r == nil:
		s.serial++
		r = &record{
			address: address, did: a.did, collection: collection, rkey: rkey, cid: cid, value: value,
			indexed: s.now().UTC().Truncate(time.Millisecond), order: s.serial,
		}
		s.records[address] = r
		if collection == "app.bsky.feed.post" {
			s.notify(r)
		}
	case r.cid != cid:
		r.cid, r.value = cid, value
	}
	return r
}

func deleteRecord(s *Server, c *call) answer {
	s.remove("at://" + c.self.did + "/" + c.text("collection") + "/" + c.text("rkey"))
	return good(object{}) // also of what is not there
}

func (s *Server) remove(address string) {
	delete(s.records, address)
	s.notices = slices.DeleteFunc(s.notices, func(n *notice) bool { return n.about.address == address })
}

func getRecord(s *Server, c *call) answer {
	a := s.account(c.q.Get("repo"))
	if a == nil {
		return invalid("Could not find repo: " + c.q.Get("repo"))
	}
	r := s.records["at://"+a.did+"/"+c.q.Get("collection")+"/"+c.q.Get("rkey")]
	if r == nil {
		return refuse(http.StatusBadRequest, "RecordNotFound", "Could not locate record")
	}
	return good(object{"uri": r.address, "cid": r.cid, "value": r.value})
}

func createReport(s *Server, c *call) answer {
	subject, _ := c.body["subject"].(object)
	uri, _ := subject["uri"].(string)
	if c.text("reasonType") == "" || uri == "" {
		return invalid("Input must have the property \"subject\"")
	}
	s.reports = append(s.reports, uri)
	return good(object{
		"id": len(s.reports), "reasonType": c.text("reasonType"), "subject": subject, "reportedBy": c.self.did, "createdAt": stamp(s.now()),
	})
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
