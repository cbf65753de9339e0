/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a file that was handed in; see input.h. */
#include "importer/read/input.h"

#include <stdlib.h>
#include <strings.h>

#include "importer/common/text_check.h"
#include "shared/base/enc.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/sheet/book.h"
#include "shared/sheet/zip/foreign.h"

#define HASH_PIECE ((size_t)4 << 20)

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

static bool
is_utf8_name(const char *encoding)
{
	return strcmp(encoding, "utf-8") == 0 || strcmp(encoding, "UTF-8") == 0 ||
	    strcmp(encoding, "utf8") == 0 || strcmp(encoding, "utf-8-bom") == 0;
}

static int
read_confined(struct input *h, const char *encoding,
    const struct input_how *how, struct err *e)
{
	const struct reader_ask ask = { .bytes = h->bytes, .map = &h->map,
		.encoding = encoding, .form = how->form, .quiet = how->quiet };

	if (reader_run(&h->reading, &ask, e) == -1)
		return e->code == ERR_REFUSED ? -1 : err_ctx(e, "%s", h->name);
	h->is_read = true;
	return 0;
}

static bool
is_book_name(const char *name)
{
	static const char *const ends[] = { ".xlsx", ".xlsm", ".xls", ".xlsb",
		".ods", ".fods" };
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (n > strlen(ends[i]) && strcasecmp(name + n -
		    strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* UTF-8 is taken as it stands; anything else is decoded by the reader. */
static int
read_text(struct input *h, const struct input_how *how, struct err *e)
{
	const char *named = how->encoding;
	struct str b = h->bytes;
	size_t at;

	if (named == NULL) {
		if (sniff_encoding(&h->map, b, &h->encoding, e) == -1)
			return is_book_name(h->name) ? err_set(e, ERR_REFUSED,
			    "%s", foreign_sentence(b)) : -1;
	} else if (is_utf8_name(named)) {
		h->encoding = str_starts(b, STR("\xef\xbb\xbf")) ?
		    "utf-8-bom" : "utf-8";
		if (text_check(&h->map, b, &at) != TEXT_GOOD)
			return sniff_refuse_byte(b, at, "is no valid UTF-8 "
			    "text; name the encoding that it has, or leave "
			    "--encoding out", e);
	} else {
		h->named_encoding = mem_strdup(named);
		h->encoding = h->named_encoding;
	}
	return is_utf8_name(h->encoding) ? 0 :
	    read_confined(h, h->encoding, how, e);
}

static int
recognise(struct input *h, const struct input_how *how, struct err *e)
{
	const char *binary;

	if (book_looks_like_one(h->bytes))
		return read_confined(h, NULL, how, e);
	binary = how->encoding == NULL ? sniff_binary(h->bytes) : NULL;
	if (binary != NULL)
		return err_set(e, ERR_REFUSED, "%s", binary);
	return read_text(h, how, e);
}

static void
begin(struct input *h, const char *path)
{
	*h = (struct input){ .map = { "", 0 } };
	buf_init(&h->held, BUF_MAX_DEFAULT);
	h->path = mem_strdup(path);
	h->name = plain_name(path);
}

/* In pieces that leave the memory again. */
static void
hash_map(struct input *h)
{
	uint8_t digest[SHA256_BYTES];
	struct sha256 sha;

	sha256_init(&sha);
	for (size_t at = 0, n; at < h->map.n; at += n) {
		n = h->map.n - at < HASH_PIECE ? h->map.n - at : HASH_PIECE;
		sha256_put(&sha, h->map.p + at, n);
		map_passed(&h->map, h->map.p + at + n);
	}
	sha256_end(&sha, digest);
	sha256_fini(&sha);
	hex_format(h->sha256, digest, sizeof(digest));
}

int
input_open(struct input *h, const char *path, const struct input_how *how,
    struct err *e)
{
	begin(h, path);
	if (map_open(&h->map, path, e) == -1)
		return -1;
	h->bytes = map_view(&h->map);
	hash_map(h);
	return recognise(h, how, e);
}

int
input_from(struct input *h, const char *name, struct buf *text,
    struct err *e)
{
	begin(h, name);
	h->held = *text;
	buf_init(text, 0);
	h->bytes = buf_view(&h->held);
	sha256_hex(h->sha256, h->bytes);
	return recognise(h, &(struct input_how){ .form = READER_SHOWN,
	    .quiet = true }, e);
}

void
input_close(struct input *h)
{
	reader_answer_free(&h->reading);
	map_close(&h->map);
	buf_fini(&h->held);
	free(h->path);
	free(h->name);
	free(h->named_encoding);
	*h = (struct input){ .map = { "", 0 } };
}

bool
input_is_book(const struct input *h)
{
	return h->is_read && strcmp(h->reading.kind, "text") != 0;
}

const char *
input_kind(const struct input *h)
{
	return input_is_book(h) ? h->reading.kind : "csv";
}
