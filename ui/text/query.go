package text

import (
	"maps"
	"slices"
	"strings"

	"lotse/inbox"
)

// queryArgs gives the facts of an error. In those about a query, fields and values
// are named as the language writes them; both are read.
func (l Lang) queryArgs(e *inbox.Error) map[string]string {
	if l == EN || e.Code != inbox.CodeQueryField && e.Code != inbox.CodeQueryValue && e.Code != inbox.CodeQueryBad {
		return e.Args
	}
	args := maps.Clone(e.Args)
	fields := inbox.QueryFields()
	at := slices.IndexFunc(fields, func(f inbox.QueryField) bool { return f.Name == args["field"] })
	names := map[string]string{}
	if at >= 0 {
		args["field"] = fields[at].German
		for _, v := range fields[at].Values {
			names[v.Name] = v.German
		}
	} else {
		for _, f := range fields {
			names[f.Name] = f.German
		}
	}
	if args["known"] == "" {
		return args
	}
	known := strings.Split(args["known"], ", ")
	for i, k := range known {
		if german := names[k]; german != "" {
			known[i] = german
		}
	}
	args["known"] = strings.Join(known, ", ")
	return args
}
