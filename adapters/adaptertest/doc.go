// Package adaptertest is the suite that every adapter passes. It knows no
// platform: a [Factory] gives it a channel together with hooks on the fake
// server that stands behind it, and the suite plays citizens, officers and bad
// days through these hooks.
//
// A test of an adapter is one call:
//
//	func TestConformance(t *testing.T) {
//		adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture {
//			server := fake.New(t)
//			return &adaptertest.Fixture{Channel: newChannel(server), ID: "town", …}
//		})
//	}
//
// What a channel cannot do by its own [inbox.Capabilities] must be refused with
// [inbox.ProblemUnsupported], and that is all that is asked of it. A hook left
// nil says that the fake cannot play that part; the cases that need it are
// skipped and named so in the test's output.
package adaptertest
