package mastodontest

// endpoints are all routes there are; the rest is 404, as on the servers.
var endpoints = []endpoint{
	{pattern: "GET /api/v1/instance", open: true, run: showInstance1},
	{pattern: "GET /api/v2/instance", open: true, run: showInstance2, on: func(t traits) bool { return t.v2 }},
	{pattern: "GET /api/v1/apps/verify_credentials", run: showApp},

	{pattern: "GET /api/v1/accounts/verify_credentials", scope: "read:accounts", run: showOwnAccount},
	{pattern: "GET /api/v1/accounts/lookup", scope: "read:accounts", open: true, run: lookupAccount},
	{pattern: "GET /api/v1/accounts/relationships", scope: "read:follows", run: listRelationships},
	{pattern: "GET /api/v1/accounts/{id}", scope: "read:accounts", open: true, run: showAccount},
	{pattern: "GET /api/v1/accounts/{id}/statuses", scope: "read:statuses", open: true, run: listOfAccount},

	{pattern: "GET /api/v1/notifications", scope: "read:notifications", run: listNotices},
	{pattern: "GET /api/v1/notifications/{id}", scope: "read:notifications", run: showNotice},
	{pattern: "GET /api/v1/notifications/requests", scope: "read:notifications", run: listRequests, on: hasPolicy},
	{pattern: "GET /api/v2/notifications/policy", scope: "read:notifications", run: showPolicy, on: hasPolicy},

	{pattern: "GET /api/v1/statuses", scope: "read:statuses", open: true, run: listStatuses, on: func(t traits) bool { return t.batch }},
	{pattern: "GET /api/v1/statuses/{id}", scope: "read:statuses", open: true, run: showStatus},
	{pattern: "GET /api/v1/statuses/{id}/context", scope: "read:statuses", open: true, run: showContext},
	{pattern: "GET /api/v1/statuses/{id}/history", scope: "read:statuses", open: true, run: showHistory, on: func(t traits) bool { return t.history }},
	{pattern: "GET /api/v1/statuses/{id}/source", scope: "read:statuses", run: showSource},

	{pattern: "POST /api/v1/statuses", scope: "write:statuses", run: createStatus},
	{pattern: "PUT /api/v1/statuses/{id}", scope: "write:statuses", run: editStatus},
	{pattern: "DELETE /api/v1/statuses/{id}", scope: "write:statuses", run: deleteStatus, on: func(t traits) bool { return t.deletes }},

	{pattern: "POST /api/v1/statuses/{id}/favourite", scope: "write:favourites", run: mark(likes, true)},
	{pattern: "POST /api/v1/statuses/{id}/unfavourite", scope: "write:favourites", run: mark(likes, false)},
	{pattern: "POST /api/v1/statuses/{id}/mute", scope: "write:mutes", run: mark(conversation, true)},
	{pattern: "POST /api/v1/statuses/{id}/unmute", scope: "write:mutes", run: mark(conversation, false)},
	{pattern: "POST /api/v1/accounts/{id}/mute", scope: "write:mutes", run: set(mutes, true)},
	{pattern: "POST /api/v1/accounts/{id}/unmute", scope: "write:mutes", run: set(mutes, false)},
	{pattern: "POST /api/v1/accounts/{id}/block", scope: "write:blocks", run: set(blocks, true)},
	{pattern: "POST /api/v1/accounts/{id}/unblock", scope: "write:blocks", run: set(blocks, false)},
	{pattern: "POST /api/v1/reports", scope: "write:reports", run: createReport},
}

func hasPolicy(t traits) bool { return t.policy }
