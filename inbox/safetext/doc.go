// Package safetext is the only way from a stranger's bytes to the screen.
//
// A post, a display name, a handle, a link, a file name, a column of an
// imported table and the error text of a server all come from outside. Printed
// as they are they can clear the screen, write the clipboard, forge a row or
// hide words from the person who moderates. So every renderer takes a [Text],
// never a string, for such things, and the compiler finds the forgotten place.
//
// The package replaces and never parses: it does not try to understand an
// escape sequence and cut it out, because whoever cuts also hides. The byte
// that would start a sequence becomes a visible sign and the rest stays as
// plain letters, so the officer reads at least what the public reads.
//
//   - control characters become their pictures (␛, ␀, ␡, lone CR ␍);
//   - C1 controls and invalid UTF-8 become U+FFFD;
//   - bidi controls become visible marks such as ‹202E›;
//   - characters nobody sees (zero-width, format, tags, private use,
//     noncharacters, stray variation selectors, line and paragraph separators)
//     are dropped and counted, see [Text.Hidden];
//   - more than four marks on one base are dropped and counted.
//
// The raw bytes stay in the store: they are the evidence. Cleaning comes last,
// after any HTML has been turned into text, because an entity can hold an ESC.
package safetext
