/* SPDX-License-Identifier: Apache-2.0 */
/* Headers without what people write otherwise each time; see fold.h. */
#include "importer/common/fold.h"

#include "shared/base/utf8.h"

void
fold_header(struct buf *out, struct str header)
{
	size_t from = out->n;
	struct buf t;

	buf_init(&t, BUF_MAX_DEFAULT);
	utf8_fold(&t, header);
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (ascii_is_digit(c) || ascii_is_alpha(c) || c == '%' ||
		    (unsigned char)c >= 0x80)
			buf_putc(out, c);
	}
	if (t.n > 0 && t.p[t.n - 1] == '#')
		buf_puts(out, "no");
	else if (out->n == from)
		buf_str(out, buf_view(&t));
	buf_fini(&t);
}

bool
fold_is_same(struct str a, struct str b)
{
	struct buf x, y;
	bool is_same;

	if (str_eq(a, b))
		return true;
	buf_init(&x, BUF_MAX_DEFAULT);
	buf_init(&y, BUF_MAX_DEFAULT);
	fold_header(&x, a);
	fold_header(&y, b);
	is_same = x.n > 0 && str_eq(buf_view(&x), buf_view(&y));
	buf_fini(&x);
	buf_fini(&y);
	return is_same;
}

/* Where the parenthesis at the end of the text opens, or s.n. */
static size_t
last_parenthesis(struct str s)
{
	size_t depth = 0, i = s.n;

	if (s.n == 0 || s.p[s.n - 1] != ')')
		return s.n;
	while (i-- > 0) {
		depth += s.p[i] == ')';
		if (s.p[i] == '(' && --depth == 0)
			return i;
	}
	return s.n;
}

/* "Custom field (X)", as Jira writes the fields of its users: *inner is X. */
static bool
is_custom(struct str s, struct str *inner)
{
	size_t open = last_parenthesis(s);
	struct str lead = str_trim((struct str){ s.p, open });
	struct buf b;
	bool custom;

	if (open == s.n || lead.n != 12)
		return false;
	buf_init(&b, 64);
	utf8_fold(&b, lead);
	custom = str_is(buf_view(&b), "custom field");
	buf_fini(&b);
	if (custom)
		*inner = str_trim((struct str){ s.p + open + 1,
			s.n - open - 2 });
	return custom;
}

static void
put_form(struct buf *out, struct str s)
{
	size_t from = out->n;

	fold_header(out, s);
	if (out->n > from)
		buf_putc(out, '\n');
}

void
fold_forms(struct buf *out, struct str header)
{
	struct str s = str_trim(header);
	size_t open;

	put_form(out, s);
	if (is_custom(s, &s))
		put_form(out, s);
	open = last_parenthesis(s);
	if (open < s.n) {
		s = str_trim((struct str){ s.p, open });
		put_form(out, s);
	}
	if (s.n > 1 && s.p[s.n - 1] == '%')
		put_form(out, str_trim((struct str){ s.p, s.n - 1 }));
	else if (s.n > 1 && s.p[0] == '%')
		put_form(out, str_trim((struct str){ s.p + 1, s.n - 1 }));
}

void
fold_hint(struct buf *out, struct str header)
{
	struct str s = str_trim(header);
	size_t open;

	is_custom(s, &s);
	open = last_parenthesis(s);
	if (open < s.n)
		fold_header(out, (struct str){ s.p + open + 1,
			s.n - open - 2 });
}
