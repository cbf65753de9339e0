/* SPDX-License-Identifier: Apache-2.0 */
/* The signed head of the log, and whether the service is alive. */
#include "fcgi/page.h"

int
page_checkpoint(struct page *p, struct resp *r, struct err *e)
{
	(void)e;
	buf_str(&r->body, buf_view(&p->store.note));
	return 0;
}

int
page_health(struct page *p, struct resp *r, struct err *e)
{
	(void)e;
	/* The store was opened and verified on the way here. */
	buf_printf(&r->body, "ok %llu records\n",
	    (unsigned long long)p->store.head.size);
	return 0;
}
