/* SPDX-License-Identifier: Apache-2.0 */
/* The one form a log line has (RFC 8785 within our subset), whatever its type. */
#include "shared/store/leaf/leaf_members.h"
#include "shared/text/json.h"

#define MAX_DEPTH 8
#define MAX_NAME 60 /* of a member; the JSON writer has room for 63 */

/*
 * Any value of our subset (docs/store-format.md 3) in the one form it has: texts, whole
 * numbers from 0, arrays, objects with members in bytewise order. False for
 * anything else. This also keeps members out of order from the writer, to whom
 * they are a bug.
 */
static bool
put_canonical(struct buf *b, const struct json *j, unsigned depth)
{
	const struct json *value;
	const char *name, *last = "";

	/* Texts and numbers. */
	if (json_is_string(j)) {
		json_quote(b, json_str(j));
		return true;
	}
	if (json_is_int(j)) {
		buf_i64(b, json_int(j, 0));
		return json_int(j, -1) >= 0;
	}
	/* Arrays and objects, not too deep. */
	if (depth == MAX_DEPTH || (!json_is_array(j) && !json_is_object(j)))
		return false;
	buf_putc(b, json_is_array(j) ? '[' : '{');
	for (size_t i = 0; i < json_len(j); i++) {
		if (i > 0)
			buf_putc(b, ',');
		if (json_is_array(j)) {
			value = json_at(j, i);
		} else {
			/* A member: names ascend, and have no odd sign. */
			if (!json_member(j, i, &name, &value) ||
			    strcmp(last, name) >= 0 ||
			    strlen(name) > MAX_NAME || name[strspn(name,
			    "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0')
				return false;
			json_quote(b, str_of(name));
			buf_putc(b, ':');
			last = name;
		}
		if (!put_canonical(b, value, depth + 1))
			return false;
	}
	buf_putc(b, json_is_array(j) ? ']' : '}');
	return true;
}

int
leaf_canonical(const struct json *o, struct str line, struct err *e)
{
	struct buf b;
	bool ok;

	buf_init(&b, LEAF_MAX_BYTES + 1);
	ok = json_is_object(o) && put_canonical(&b, o, 0);
	buf_putc(&b, '\n');
	ok = ok && buf_ok(&b) && str_eq(buf_view(&b), line);
	buf_fini(&b);
	return ok ? 0 : err_set(e, ERR_INTEGRITY,
	    "it is not in canonical form");
}
