/* SPDX-License-Identifier: Apache-2.0 */
/* verify.html, the page that checks reports without us, to be downloaded. */
#include "fcgi/page.h"
#include "shared/store/issued/tool.h"

#define POLICY "http-equiv=\"Content-Security-Policy\" content=\""

/* The policy that the page has in itself; "" when it has none. */
static struct str
policy_of(struct str page)
{
	const char *at = page.n == 0 ? NULL : memmem(page.p, page.n, POLICY,
	    sizeof(POLICY) - 1);
	struct str rest, policy = { "", 0 };

	if (at == NULL)
		return policy;
	rest = str_range(at + sizeof(POLICY) - 1, page.p + page.n);
	(void)str_next(&rest, '"', &policy);
	return policy;
}

bool
page_has_offline(void)
{
	char sha256[SHA256_HEX + 1];
	struct err ignored;
	struct buf b;
	bool there;

	buf_init(&b, BUF_MAX_DEFAULT);
	there = tool_page_read(&b, sha256, &ignored) == 1;
	buf_fini(&b);
	return there;
}

int
page_offline(struct page *p, struct resp *r, struct err *e)
{
	char sha256[SHA256_HEX + 1];
	int there = tool_page_read(&r->body, sha256, e);
	struct str policy;

	if (there == -1)
		return -1;
	if (there == 0)
		return page_message(p, r, 404, "This service has no "
		    "verify.html: it was not installed with the programs.");
	policy = policy_of(buf_view(&r->body));
	r->type = "text/html; charset=utf-8";
	/* No more than it allows itself, and in nobody's frame. */
	if (policy.n > 0)
		r->csp = arena_printf(p->q->arena,
		    "%.*s; frame-ancestors 'none'", STR_ARG(policy));
	return 0;
}
