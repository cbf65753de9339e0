/* SPDX-License-Identifier: Apache-2.0 */
/* Zip containers byte by byte; see mkzip.h. */
#include "tests/lib/mkzip.h"

#include <assert.h>
#include <stdlib.h>

#include <zlib.h>

#include "shared/base/mem.h"


static void
le(struct buf *b, uint64_t v, unsigned bytes)
{
	while (bytes-- > 0) {
		buf_putc(b, (char)(v & 0xff));
		v >>= 8;
	}
}

void
mkzip_begin(struct mkzip *z)
{
	*z = (struct mkzip){ 0 };
	buf_init(&z->out, BUF_MAX_DEFAULT);
	buf_init(&z->directory, BUF_MAX_DEFAULT);
}

static char *
deflated(struct str data, size_t *n)
{
	z_stream s = { 0 };
	size_t room = data.n + data.n / 100 + 100;
	char *out = mem_alloc(room);

	assert(deflateInit2(&s, 9, Z_DEFLATED, -15, 9,
	    Z_DEFAULT_STRATEGY) == Z_OK);
	s.next_in = (Bytef *)(uintptr_t)data.p;
	s.avail_in = (uInt)data.n;
	s.next_out = (Bytef *)out;
	s.avail_out = (uInt)room;
	assert(deflate(&s, Z_FINISH) == Z_STREAM_END);
	*n = s.total_out;
	deflateEnd(&s);
	return out;
}

/* What local header and directory have in common. */
static void
put_facts(struct buf *b, uint16_t flags, uint16_t method, uint32_t crc,
    uint32_t packed, uint32_t size, size_t name)
{
	le(b, flags, 2);
	le(b, method, 2);
	le(b, 0, 2);
	le(b, 0x21, 2); /* 1980-01-01 */
	le(b, crc, 4);
	le(b, packed, 4);
	le(b, size, 4);
	le(b, name, 2);
	le(b, 0, 2);
}

void
mkzip_put(struct mkzip *z, const char *name, struct str data,
    const struct mkzip_lie *lie)
{
	static const struct mkzip_lie truth;
	const struct mkzip_lie *l = lie == NULL ? &truth : lie;
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)data.p,
	    (uInt)data.n);
	uint32_t at = (uint32_t)z->out.n, size = (uint32_t)data.n;
	uint16_t method = l->method != 0 ? l->method : l->stored ? 0 : 8;
	size_t n = data.n;
	char *packed = l->stored ? NULL : deflated(data, &n);
	uint32_t packed_n = l->packed != 0 ? l->packed : (uint32_t)n;

	size = l->size != 0 ? l->size : size;
	crc = l->crc != 0 ? l->crc : crc;
	buf_puts(&z->out, "PK\003\004");
	le(&z->out, 20, 2);
	put_facts(&z->out, l->flags, method, crc, packed_n, size,
	    strlen(name));
	buf_puts(&z->out, name);
	buf_put(&z->out, packed == NULL ? data.p : packed, n);
	free(packed);
	buf_puts(&z->directory, "PK\001\002");
	le(&z->directory, 20, 2);
	le(&z->directory, 20, 2);
	put_facts(&z->directory, l->flags, method, crc, packed_n, size,
	    strlen(name));
	le(&z->directory, 0, 2 + 2 + 2 + 4);
	le(&z->directory, at, 4);
	buf_puts(&z->directory, name);
	z->n++;
}

struct str
mkzip_end(struct mkzip *z)
{
	size_t at = z->out.n;

	buf_str(&z->out, buf_view(&z->directory));
	buf_puts(&z->out, "PK\005\006");
	le(&z->out, 0, 4);
	le(&z->out, z->n, 2);
	le(&z->out, z->n, 2);
	le(&z->out, z->directory.n, 4);
	le(&z->out, at, 4);
	le(&z->out, 0, 2);
	return buf_view(&z->out);
}

void
mkzip_fini(struct mkzip *z)
{
	buf_fini(&z->out);
	buf_fini(&z->directory);
}

void
mkbook_put(struct mkzip *z, const char *sheet, const char *styles,
    const char *texts)
{
	mkzip_put(z, "[Content_Types].xml", STR(MKBOOK_TYPES(
	    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.")), NULL);
	mkzip_put(z, "_rels/.rels", STR(MKBOOK_RELS(MKBOOK_REL("r1",
	    "officeDocument", "xl/workbook.xml"))), NULL);
	mkzip_put(z, "xl/workbook.xml", STR("<workbook><sheets><sheet "
	    "name=\"Data\" r:id=\"r1\"/></sheets></workbook>"), NULL);
	mkzip_put(z, "xl/_rels/workbook.xml.rels", STR(MKBOOK_RELS(
	    MKBOOK_REL("r1", "worksheet", "worksheets/sheet1.xml")
	    MKBOOK_REL("r2", "styles", "styles.xml")
	    MKBOOK_REL("r3", "sharedStrings", "sharedStrings.xml"))), NULL);
	mkzip_put(z, "xl/worksheets/sheet1.xml", str_of(sheet), NULL);
	if (styles != NULL)
		mkzip_put(z, "xl/styles.xml", str_of(styles), NULL);
	if (texts != NULL)
		mkzip_put(z, "xl/sharedStrings.xml", str_of(texts), NULL);
}

struct str
mkbook(struct mkzip *z, const char *sheet, const char *styles,
    const char *texts)
{
	mkzip_begin(z);
	mkbook_put(z, sheet, styles, texts);
	return mkzip_end(z);
}
