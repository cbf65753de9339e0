/* SPDX-License-Identifier: Apache-2.0 */
/* What was published, read from where it stands in the program; see published.h. */
#include "shared/rules/whose/published.h"

#include <string.h>

#include "shared/base/num.h"

#define MAX_BYTES ((uint64_t)1 << 30)

/* What pack wrote, between two labels. */
__asm__(".section .rodata\n"
    "published_from: .incbin \"published\"\n"
    "published_to: .byte 0\n"
    ".previous\n");
extern const char published_from[], published_to[];

/* A line of it: its first word, and what stands behind that. */
struct line {
	struct str word, rest;
};

/* Takes a line off, and the bytes of a file with it. False at the end. */
static bool
next_line(struct str *all, struct line *l)
{
	if (!str_next(all, '\n', &l->rest) || l->rest.n == 0)
		return false;
	return str_next(&l->rest, ' ', &l->word);
}

/* The file of a line "file SHA256 BYTES PATH", its text taken off. */
static void
take_file(struct str *all, struct str rest, struct published_file *f)
{
	struct str bytes;
	uint64_t n = 0;

	*f = (struct published_file){ .text = { NULL, 0 } };
	(void)str_next(&rest, ' ', &f->sha256);
	(void)str_next(&rest, ' ', &bytes);
	f->path = rest;
	if (num_parse_u64(bytes, MAX_BYTES, &n) && n > 0 && n < all->n) {
		f->text = (struct str){ all->p, n };
		*all = str_range(all->p + n + 1, all->p + all->n);
	}
}

bool
published_at(struct published *p, size_t i, struct arena *a)
{
	struct str all = str_range(published_from, published_to);
	struct published_file f;
	bool found = false;
	struct line l;
	size_t n = 0, at = 0;

	*p = (struct published){ .nfiles = 0 };
	/* First how many files it has, then the files. */
	for (int pass = 0; pass < 2; pass++) {
		all = str_range(published_from, published_to);
		at = 0;
		if (pass == 1)
			p->file = ARENA_ARRAY(a, n, struct published_file);
		while (next_line(&all, &l)) {
			if (str_is(l.word, "folder")) {
				found |= at == i;
				if (at++ == i)
					p->version = l.rest;
			} else if (str_is(l.word, "file")) {
				take_file(&all, l.rest, &f);
				if (at != i + 1)
					continue;
				if (pass == 1)
					p->file[p->nfiles++] = f;
				n += pass == 0;
			}
		}
	}
	return found;
}

const struct published_file *
published_find(const struct published *p, const char *path)
{
	for (size_t i = 0; i < p->nfiles; i++)
		if (str_is(p->file[i].path, path))
			return &p->file[i];
	return NULL;
}

void
published_digest(char hex[SHA256_HEX + 1], const struct published_file *f,
    size_t n)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < n; i++) {
		buf_str(&b, f[i].sha256);
		buf_puts(&b, "  ");
		buf_str(&b, f[i].path);
		buf_putc(&b, '\n');
	}
	sha256_hex(hex, buf_view(&b));
	buf_fini(&b);
}

struct str
published_earlier(struct str digest)
{
	struct str all = str_range(published_from, published_to), version, is;
	struct published_file f;
	struct line l;

	while (next_line(&all, &l)) {
		if (str_is(l.word, "file"))
			take_file(&all, l.rest, &f);
		if (!str_is(l.word, "earlier"))
			continue;
		(void)str_next(&l.rest, ' ', &version);
		(void)str_next(&l.rest, ' ', &is);
		if (str_eq(is, digest))
			return version;
	}
	return (struct str){ NULL, 0 };
}
