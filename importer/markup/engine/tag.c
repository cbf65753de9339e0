/* SPDX-License-Identifier: Apache-2.0 */
/* Tags changed, opened and closed; see engine.h. */
#include "importer/markup/engine/engine.h"

#include <stdio.h>

typedef void set_fn(struct buf *out, struct str raw, const char *name,
    const char *value);

static void
set(struct buf *tag, set_fn *fn, const char *name, const char *value)
{
	struct buf b;

	buf_init(&b, MAX_ROW_BYTES);
	fn(&b, buf_view(tag), name, value);
	buf_reset(tag);
	buf_str(tag, buf_view(&b));
	buf_fini(&b);
}

void
tag_set(struct buf *tag, const char *name, const char *value)
{
	set(tag, xml_tag_set, name, value);
}

void
tag_set_number(struct buf *tag, const char *name, uint64_t value)
{
	char z[24];

	snprintf(z, sizeof(z), "%llu", (unsigned long long)value);
	tag_set(tag, name, z);
}

void
tag_set_local(struct buf *tag, const char *prefix, const char *name,
    struct str value)
{
	struct buf escaped;
	char full[128];

	snprintf(full, sizeof(full), "%s%s", prefix, name);
	buf_init(&escaped, MAX_ROW_BYTES);
	xml_put_text(&escaped, value);
	set(tag, xml_tag_set_local, full, value.n == 0 ? NULL :
	    buf_cstr(&escaped));
	buf_fini(&escaped);
}

void
tag_put_open(struct str raw, struct buf *out)
{
	if (str_ends(raw, STR("/>")))
		xml_tag_open(out, raw);
	else
		buf_str(out, raw);
}

void
tag_put_end(const struct xml_tag *t, struct buf *out)
{
	if (t->raw.n > 0)
		buf_str(out, t->raw);
	else
		buf_printf(out, "</%.*s%s>", (int)t->prefix.n, t->prefix.p,
		    t->name);
}
