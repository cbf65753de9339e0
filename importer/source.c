/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a file that was handed in; see source.h. */
#include "importer/source.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"

/* Names go into messages and into the log, which are UTF-8. */
static char *
plain_name(const char *path)
{
	char *name = mem_strdup(path_base(path));
	struct str s = str_of(name);
	size_t i;

	while ((i = utf8_valid(s)) < s.n) {
		name[s.p + i - name] = '?';
		s = str_of(name);
	}
	for (i = 0; i < s.n; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			name[i] = '?';
	return name;
}

int
source_open(struct source *s, const char *path, struct err *e)
{
	*s = (struct source){ .map = { "", 0 } };
	buf_init(&s->held, BUF_MAX_DEFAULT);
	s->path = mem_strdup(path);
	s->name = plain_name(path);
	if (map_open(&s->map, path, e) == -1)
		return -1;
	s->bytes = map_view(&s->map);
	sha256_hex(s->sha256, s->bytes);
	return sniff_text(s, e);
}

int
source_from(struct source *s, const char *name, struct buf *text,
    struct err *e)
{
	*s = (struct source){ .map = { "", 0 } };
	s->path = mem_strdup(name);
	s->name = plain_name(name);
	s->held = *text;
	buf_init(text, 0);
	s->bytes = buf_view(&s->held);
	sha256_hex(s->sha256, s->bytes);
	return sniff_text(s, e);
}

void
source_close(struct source *s)
{
	map_close(&s->map);
	buf_fini(&s->held);
	free(s->path);
	free(s->name);
	s->path = s->name = NULL;
}
