/* SPDX-License-Identifier: Apache-2.0 */
/* The page that checks reports, and its records; see tool.h. */
#include "shared/store/issued/tool.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/version.h"
#include "shared/file/fileio.h"
#include "shared/text/date.h"

#define PAGE_MAX_BYTES ((size_t)4 << 20)

int
tool_page_read(struct buf *b, char sha256[SHA256_HEX + 1], struct err *e)
{
	static const char *const beside[] = { "../share/preaudit/" TOOL_PAGE };
	char *path = path_beside_program(beside, 1);
	size_t from = b->n;
	int status;

	if (path == NULL)
		return 0;
	status = file_read(path, b, e);
	free(path);
	if (status == -1)
		return -1;
	sha256_hex(sha256, (struct str){ b->p + from, b->n - from });
	return 1;
}

int64_t
tool_page_find(const struct store *s, const char *sha256)
{
	for (uint64_t i = s->head.size; i-- > 0;)
		if (s->leaf[i].type == LEAF_TOOL &&
		    strcmp(s->leaf[i].u.tool.name, TOOL_PAGE) == 0)
			return strcmp(s->leaf[i].u.tool.sha256, sha256) == 0 ?
			    (int64_t)i : -1;
	return -1;
}

int
tool_page_record(struct store_txn *t, int64_t now_s, struct err *e)
{
	char sha256[SHA256_HEX + 1], when[TIME_TEXT];
	struct leaf l = { .type = LEAF_TOOL };
	struct buf page;
	int there;

	buf_init(&page, PAGE_MAX_BYTES);
	there = tool_page_read(&page, sha256, e);
	buf_fini(&page);
	if (there != 1 || tool_page_find(&t->store, sha256) != -1)
		return there == -1 ? -1 : 0;
	time_format(when, now_s);
	l.u.tool = (struct leaf_tool){ .name = TOOL_PAGE,
		.version = PREAUDIT_VERSION, .sha256 = sha256, .when = when };
	return store_txn_leaf(t, &l, e);
}
