/* SPDX-License-Identifier: Apache-2.0 */
/* Records, heads and coverage as JSON; see json_parts.h. */
#include "reports/judge/json_parts.h"

#include <assert.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/text/date.h"

void
json_begin(struct json_writer *w, struct buf *b, const char *kind)
{
	json_writer_init(w, b, false);
	json_put_open(w, '{');
	json_add_cstr(w, "preaudit", kind);
}

void
json_end(struct json_writer *w)
{
	json_put_close(w, '}');
	buf_putc(w->out, '\n');
}

void
json_open(struct json_writer *w, const char *name, char bracket)
{
	json_put_key(w, name);
	json_put_open(w, bracket);
}

static void
put_member(struct json_writer *w, const char *name, const struct value *v)
{
	char day[DATE_TEXT];

	switch (v->kind) {
	case VALUE_INT:
		json_add_int(w, name, v->n);
		return;
	case VALUE_FLAG:
		json_add_bool(w, name, v->n != 0);
		return;
	case VALUE_DAY:
		date_format(day, (int32_t)v->n);
		json_add_cstr(w, name, day);
		return;
	case VALUE_TEXT:
		break;
	}
	json_put_key(w, name);
	if (v->text.p == NULL)
		json_put_null(w);
	else
		json_put_str(w, v->text);
}

void
json_put(struct json_writer *w, const struct value *v, size_t n)
{
	assert(n % 2 == 0);
	for (size_t i = 0; i < n; i += 2)
		put_member(w, v[i].text.p, &v[i + 1]);
}

void
json_record(struct json_writer *w, const struct value *v, size_t n)
{
	json_put_open(w, '{');
	json_put(w, v, n);
	json_put_close(w, '}');
}

void
json_head_members(struct json_writer *w, uint64_t size,
    const struct merkle_hash *root)
{
	char hex[SHA256_HEX + 1];

	hex_format(hex, root->b, SHA256_BYTES);
	json_put(w, VALUES("size", size, "root", hex));
}

void
json_head(struct json_writer *w, uint64_t size, const struct merkle_hash *root)
{
	json_open(w, "head", '{');
	json_head_members(w, size, root);
	json_put_close(w, '}');
}

const char *
json_result_name(enum crit_result r)
{
	static const char *const name[] = {
		[CRIT_MET] = "met",
		[CRIT_BY_DOCUMENT] = "by_document",
		[CRIT_NOT_MET] = "not_met",
		[CRIT_NOTHING_TO_ASSESS] = "nothing_to_assess",
		[CRIT_NOT_EVIDENCED] = "not_evidenced",
		[CRIT_NOT_ASSESSABLE] = "not_assessable",
	};

	_Static_assert(sizeof(name) / sizeof(name[0]) == CRIT__MAX,
	    "every result has its member");
	return name[r];
}

void
json_coverage_members(struct json_writer *w, uint64_t evidenced,
    uint64_t clauses, const uint64_t by_result[CRIT__MAX])
{
	json_put_key(w, "clauses");
	json_record(w, VALUES("n", evidenced, "of", clauses));
	json_open(w, "criteria", '{');
	for (int k = 0; k < CRIT__MAX; k++)
		json_put(w, VALUES(json_result_name((enum crit_result)k),
		    by_result[k]));
	json_put_close(w, '}');
}
