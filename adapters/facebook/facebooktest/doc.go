// Package facebooktest is a Page on Facebook: posts, comments in two levels,
// hidden and deleted ones, lists in the platform's own orders and by its cursors.
package facebooktest
