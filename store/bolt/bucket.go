package bolt

import (
	"go.etcd.io/bbolt"

	"lotse/inbox"
)

var (
	bMeta     = []byte("meta")
	bContent  = []byte("c")
	bOlder    = []byte("r")
	bCover    = []byte("m")
	bQueue    = []byte("q")
	bOwn      = []byte("p")
	bCells    = []byte("k")
	bStates   = []byte("i")
	bEvents   = []byte("e")
	bTexts    = []byte("x")
	bReplies  = []byte("o")
	bByState  = []byte("os")
	bByItem   = []byte("oi")
	bTemplate = []byte("t")
	bDrafts   = []byte("d")
	bHandover = []byte("v")
	bChannels = []byte("n")
	bThreads  = []byte("s")
	bWake     = []byte("u")
	bWords    = []byte("w")
	bOrders   = []byte("a")
	bOrdState = []byte("as")
	bOrdItem  = []byte("ai")
	bClaims   = []byte("b")
	bClaimed  = []byte("bi") // claim and item: what a person said
	bClaimOut = []byte("br") // claim and reply
	bWaves    = []byte("g")
	bWaveItem = []byte("gi") // wave and item
	bKept     = []byte("l")
)

func buckets() [][]byte {
	return [][]byte{
		bMeta, bContent, bOlder, bCover, bQueue, bOwn, bCells, bStates, bEvents, bTexts,
		bReplies, bByState, bByItem, bTemplate, bDrafts, bHandover, bChannels, bThreads,
		bWake, bWords, bOrders, bOrdState, bOrdItem, bClaims, bClaimed, bClaimOut, bWaves, bWaveItem, bKept,
	}
}

// Keys of the meta bucket. The head of a node's chain is chainKey and four bytes.
var (
	schemaKey = []byte("schema")
	nodeKey   = []byte("node")
	clockKey  = []byte("hlc")
	chainKey  = []byte("chain")
)

// schema is the layout this program writes. A file with a higher number is
// refused; one with a lower number gets what it lacks when it is opened.
const schema = 3

// appendFill is how full pages are packed where keys come in rising order. bbolt
// keeps it per bucket object, so it is set anew in every transaction.
const appendFill = 0.9

func appending(tx *bbolt.Tx, name []byte) *bbolt.Bucket {
	b := tx.Bucket(name)
	b.FillPercent = appendFill
	return b
}

const idLen = len(inbox.ItemID{})

func itemID(k []byte) inbox.ItemID { return inbox.ItemID(k[:idLen]) }

func eventID(k []byte) inbox.EventID { return inbox.EventID(k) }
