/* SPDX-License-Identifier: Apache-2.0 */
/* Log lines from structures, member by member as leaf_members.c has them. */
#include "shared/base/utf8.h"
#include "shared/store/leaf/leaf_members.h"
#include "shared/text/json.h"

static void put_members(struct json_writer *w, const struct leaf_member *m,
    const char *from);

static bool
is_absent(const struct leaf_member *m, const char *from)
{
	const void *value = from + m->at, *also = from + m->also;

	if (!m->optional)
		return false;
	switch (m->kind) {
	case MEMBER_COUNT:
		return *(const uint64_t *)value == 0;
	case MEMBER_GIVEN:
		return !*(const bool *)also;
	case MEMBER_FLAG:
		return !*(const bool *)value;
	case MEMBER_LIST:
		return *(const size_t *)also == 0;
	default:
		return *(const char *const *)value == NULL;
	}
}

/* `value`: where the pointer to the elements is; `n` of them. */
static void
put_list(struct json_writer *w, const struct leaf_member *m, const void *value,
    size_t n)
{
	const char *element = *(const char *const *)value;

	json_put_open(w, '[');
	for (; n > 0; n--, element += m->size) {
		const void *text = element;

		if (m->members != NULL)
			put_members(w, m->members, element);
		else
			json_put_str(w, str_of(*(const char *const *)text));
	}
	json_put_close(w, ']');
}

static void
put_counts(struct json_writer *w, const uint64_t *count, size_t n)
{
	json_put_open(w, '[');
	for (size_t i = 0; i < n; i++)
		json_put_int(w, (int64_t)count[i]);
	json_put_close(w, ']');
}

static void
put_numbers(struct json_writer *w, const struct leaf_parameter *p, size_t n)
{
	json_put_open(w, '{');
	for (size_t i = 0; i < n; i++)
		json_add_int(w, p[i].name, p[i].value);
	json_put_close(w, '}');
}

static void
put_value(struct json_writer *w, const struct leaf_member *m, const char *from)
{
	const void *value = from + m->at, *also = from + m->also;

	switch (m->kind) {
	case MEMBER_FIXED:
	case MEMBER_FLAG:
		json_put_str(w, str_of(m->word[0]));
		break;
	case MEMBER_COUNT:
	case MEMBER_GIVEN:
		json_put_int(w, (int64_t)*(const uint64_t *)value);
		break;
	case MEMBER_CHOICE:
		json_put_str(w, str_of(m->word[*(const bool *)value]));
		break;
	case MEMBER_OBJECT:
		put_members(w, m->members, from);
		break;
	case MEMBER_LIST:
		put_list(w, m, value, *(const size_t *)also);
		break;
	case MEMBER_COUNTS:
		put_counts(w, *(uint64_t *const *)value,
		    *(const size_t *)also);
		break;
	case MEMBER_NUMBERS:
		put_numbers(w, *(struct leaf_parameter *const *)value,
		    *(const size_t *)also);
		break;
	default:
		json_put_str(w, str_of(*(const char *const *)value));
	}
}

/* An object of the members in the structure at `from`. */
static void
put_members(struct json_writer *w, const struct leaf_member *m,
    const char *from)
{
	json_put_open(w, '{');
	for (; m->name != NULL; m++)
		if (!is_absent(m, from)) {
			json_put_key(w, m->name);
			put_value(w, m, from);
		}
	json_put_close(w, '}');
}

int
leaf_format(struct buf *b, const struct leaf *l, struct err *e)
{
	const struct leaf_shape *shape = &leaf_shape[l->type];
	size_t from = b->n;
	struct str line;
	struct json_writer w;

	if (shape->members == NULL)
		return err_set(e, ERR_CONFIG,
		    "a record of a later version cannot be written here");
	json_writer_init(&w, b, true);
	put_members(&w, shape->members, (const char *)l);
	buf_putc(b, '\n');
	line = (struct str){ b->p + from, b->n - from };
	if (buf_ok(b) && line.n <= LEAF_MAX_BYTES &&
	    utf8_valid(line) == line.n)
		return 0;
	/* Nothing of it stays, so that the buffer holds whole lines only. */
	b->n = from;
	if (buf_ok(b) && line.n <= LEAF_MAX_BYTES)
		return err_set(e, ERR_USAGE, "a text for a %s record is not "
		    "UTF-8", shape->name);
	return err_set(e, ERR_LIMIT, "a %s record would be %zu bytes long; a "
	    "line of the log has at most %d", shape->name, line.n,
	    LEAF_MAX_BYTES);
}
