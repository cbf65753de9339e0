/* SPDX-License-Identifier: Apache-2.0 */
/* Status lines, forms, multipart bodies; see http.h. */
#include "fcgi/http.h"

#include <stdio.h>

#include "shared/base/utf8.h"

#define MAX_PARTS 16
#define MAX_PART_HEADER ((size_t)8192)
#define MAX_BOUNDARY ((size_t)70)

static const struct str none = { NULL, 0 };

const char *
http_status_line(int status)
{
	static const struct {
		int status;
		const char *line;
	} lines[] = {
		{ 200, "200 OK" },
		{ 303, "303 See Other" },
		{ 400, "400 Bad Request" },
		{ 401, "401 Unauthorized" },
		{ 403, "403 Forbidden" },
		{ 404, "404 Not Found" },
		{ 405, "405 Method Not Allowed" },
		{ 413, "413 Content Too Large" },
		{ 422, "422 Unprocessable Content" },
		{ 503, "503 Service Unavailable" },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (lines[i].status == status)
			return lines[i].line;
	return "500 Internal Server Error";
}

static int
hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %XX and '+' decoded into the arena; p NULL when malformed. */
static struct str
decode(struct str s, struct arena *a)
{
	char *out = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '+') {
			c = ' ';
		} else if (c == '%') {
			int hi, lo;

			if (i + 2 >= s.n)
				return none;
			hi = hex_value(s.p[i + 1]);
			lo = hex_value(s.p[i + 2]);
			if (hi < 0 || lo < 0 || (hi == 0 && lo == 0))
				return none;
			c = (char)(hi << 4 | lo);
			i += 2;
		}
		out[n++] = c;
	}
	if (utf8_valid((struct str){ out, n }) != n)
		return none;
	return (struct str){ out, n };
}

struct str
form_value(struct str form, const char *name, struct arena *a)
{
	struct str pair;

	while (str_next(&form, '&', &pair)) {
		size_t eq = str_find(pair, '=', 0);

		if (str_is((struct str){ pair.p, eq }, name))
			return eq == pair.n ? STR("") : decode((struct str){
			    pair.p + eq + 1, pair.n - eq - 1 }, a);
	}
	return none;
}

static struct str
boundary_of(struct str type)
{
	static const char key[] = "boundary=";
	struct str b = none;

	if (!str_starts(type, STR("multipart/form-data;")))
		return none;
	for (size_t i = 0; i + sizeof(key) - 1 < type.n; i++)
		if (memcmp(type.p + i, key, sizeof(key) - 1) == 0) {
			b = str_range(type.p + i + sizeof(key) - 1,
			    type.p + type.n);
			break;
		}
	if (b.p == NULL)
		return none;
	if (b.n >= 2 && b.p[0] == '"' && b.p[b.n - 1] == '"')
		b = (struct str){ b.p + 1, b.n - 2 };
	if (b.n == 0 || b.n > MAX_BOUNDARY)
		return none;
	for (size_t i = 0; i < b.n; i++)
		if (!ascii_is_digit(b.p[i]) && !ascii_is_alpha(b.p[i]) &&
		    strchr("'()+_,-./:=?", b.p[i]) == NULL)
			return none;
	return b;
}

static bool
take(struct str *rest, struct str prefix)
{
	if (!str_starts(*rest, prefix))
		return false;
	rest->p += prefix.n;
	rest->n -= prefix.n;
	return true;
}

/* Where `mark` starts in s, or s.n. */
static size_t
find_mark(struct str s, struct str mark)
{
	const char *q = mark.n == 0 || s.n < mark.n ? NULL :
	    memmem(s.p, s.n, mark.p, mark.n);

	return q == NULL ? s.n : (size_t)(q - s.p);
}

static bool
has_file_name(struct str header)
{
	return find_mark(header, STR("; filename=\"")) < header.n;
}

struct str
multipart_file(struct str content_type, struct str body)
{
	struct str b = boundary_of(content_type), rest = body;
	char line[MAX_BOUNDARY + 8];
	struct str dash, mark;

	if (b.p == NULL)
		return none;
	/* Each part begins behind the boundary on a line of its own. */
	mark = (struct str){ line, (size_t)snprintf(line, sizeof(line),
	    "\r\n--%.*s", (int)b.n, b.p) };
	dash = (struct str){ line + 2, mark.n - 2 };
	if (!take(&rest, dash))
		return none;
	for (int part = 0; part < MAX_PARTS && take(&rest, STR("\r\n"));
	    part++) {
		/* Its headers end with an empty line. */
		size_t head = find_mark(rest, STR("\r\n\r\n")), end;
		struct str header, content;

		if (head == rest.n || head > MAX_PART_HEADER)
			return none;
		header = (struct str){ rest.p, head };
		if (find_mark(header, dash) < header.n)
			return none; /* a part without headers */
		/* What it holds ends before the next boundary. */
		rest = (struct str){ rest.p + head + 4, rest.n - head - 4 };
		end = find_mark(rest, mark);
		if (end == rest.n)
			return none;
		content = (struct str){ rest.p, end };
		/* The first part that is a file is the one. */
		if (has_file_name(header))
			return content;
		rest = (struct str){ rest.p + end + mark.n,
			rest.n - end - mark.n };
	}
	return none;
}
