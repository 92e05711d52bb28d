// Package mastodon speaks with Mastodon and the servers that offer its client
// API (GoToSocial, snac, Pleroma and others).
package mastodon
