/* SPDX-License-Identifier: Apache-2.0 */
/* The table of routes; see route.h. */
#include "fcgi/route.h"

static const struct route routes[] = {
	{ "/", false, WHO_DASHBOARD, page_dashboard, NULL },
	{ "/reports", false, WHO_KNOWN, page_reports, page_issue },
	{ "/reports/", false, WHO_KNOWN, page_reports, page_issue },
	{ "/reports/", true, WHO_KNOWN, page_report, NULL },
	{ "/verify", false, WHO_EVERYONE, page_verify, page_verify_post },
	{ "/verify.html", false, WHO_EVERYONE, page_offline, NULL },
	{ "/log/checkpoint", false, WHO_EVERYONE, page_checkpoint, NULL },
	{ "/healthz", false, WHO_LOCAL, page_health, NULL },
};

const struct route *
route_find(struct str path)
{
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		const struct route *r = &routes[i];

		if (r->is_prefix ? str_starts(path, str_of(r->path)) :
		    str_is(path, r->path))
			return r;
	}
	return NULL;
}

const char *
route_allow(const struct route *r)
{
	if (r->get == NULL)
		return "POST";
	return r->post == NULL ? "GET, HEAD" : "GET, HEAD, POST";
}
