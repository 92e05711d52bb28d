// Package adapters runs the channels: it reads their comments into the store and
// carries replies out. It knows [inbox.Channel] and no platform.
//
// Each channel is an [Account] with a [Poller] and a [Sender], each in a goroutine
// of its own with its own circuit breaker and back-off, so that a channel that
// hangs, throttles or panics delays no other. Both keep nothing that a restart
// may lose: what was read is in the store with its cursor, what is to be sent is
// in the outbox, and an attempt that a dead process left open is settled by
// reading the channel, never by sending again.
package adapters
