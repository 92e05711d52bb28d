// Package file reads comments from the files that offices have, and writes them:
// JSON lines, and CSV as German spreadsheets make it, with semicolons, Windows-1252,
// line breaks in quotes and dates in local time.
//
// A file that was read twice brings the same observations twice, so importing is
// repeatable. Every row that cannot be taken is named by line, column and a code;
// package ui/text has the sentences.
package file
