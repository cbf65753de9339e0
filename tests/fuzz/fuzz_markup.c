/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a sheet's XML, as styles and as CSV that get notes. What comes
 * out of XML must be XML; the notes of a copied copy must stand there once.
 */
#include <assert.h>
#include <stdlib.h>

#include "importer/markup/markup.h"
#include "importer/markup/xlsx/xlsx.h"
#include "shared/sheet/xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct markup_note notes[] = {
	{ 0, 0, 0, true, { "whole", 5 } },
	{ 0, 1, 1, true, { "_x0041_ & <", 11 } },
	{ 0, 1, 3, false, { "\xc3\xa4\n\"", 4 } },
	{ 0, 2, 0, true, { "=1", 2 } },
	{ 0, 7, 2, false, { "\xff", 1 } },
	{ 0, 7, 16384, false, { "x", 1 } },
};
#define NOTES (sizeof(notes) / sizeof(notes[0]))

/* The sheet with its notes; false when it is refused. */
static bool
mark_up(struct str text, struct styles *st, size_t n, struct buf *out)
{
	static const struct markup_sheet named = { 0, 2 };
	const struct markup_request r = { .format = MARKUP_XLSX,
		.sheet = &named, .nsheets = 1, .note = notes, .nnotes = n };
	struct xlsx_part x = { .part = "sheet", .new_legacy_id = "rId" };
	struct xlsx_pass *pass;
	struct err e = { 0 };
	size_t nsheets;
	bool fine;

	assert(sheets_list(&r, &x.s, &nsheets, &e) == 0);
	pass = xlsx_pass_open(&x, st, NULL, true);
	fine = pass_text(&pass->p, text, NULL, NULL, &e) == 0 &&
	    xlsx_scan_end(pass, &e) == 0;
	xlsx_pass_close(pass);
	if (fine) {
		pass = xlsx_pass_open(&x, st, NULL, false);
		fine = pass_feed(pass, text, true, out, &e) == 0;
		xlsx_pass_close(pass);
	}
	assert(fine || e.code == ERR_REFUSED || e.code == ERR_LIMIT);
	sheets_free(x.s, nsheets);
	free(x.legacy_id);
	return fine;
}

static void
sheet(struct str text)
{
	struct xml_handler none = { 0 };
	struct buf out, again;
	struct styles *st;
	struct err e;

	buf_init(&out, 1 << 24);
	buf_init(&again, 1 << 24);
	assert(styles_read(&st, NULL, NULL, &e) == 0);
	if (mark_up(text, st, NOTES, &out)) {
		assert(xml_parse(buf_view(&out), &none, &e) == 0);
		assert(mark_up(buf_view(&out), st, NOTES - 2, &again));
		assert(xml_parse(buf_view(&again), &none, &e) == 0);
	}
	styles_free(st);
	buf_fini(&out);
	buf_fini(&again);
}

static void
styles(struct str text)
{
	struct xml_handler none = { 0 };
	struct styles *st;
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 24);
	if (styles_parse(&st, text, &e) == 0) {
		for (uint32_t i = 0; i < 4; i++) {
			(void)styles_marked(st, i, i % 2 == 0);
			(void)styles_problem(st, i % 2 == 0);
		}
		if (styles_put(st, &out))
			assert(xml_parse(buf_view(&out), &none, &e) == 0);
	}
	styles_free(st);
	buf_fini(&out);
}

static int
gather(void *ctx, struct str piece, struct err *e)
{
	(void)e;
	buf_str(ctx, piece);
	return 0;
}

static int
copy_csv(struct str text, const char *encoding, struct buf *out)
{
	static const struct markup_sheet sheet = { 0, 2 };
	const struct markup_request r = { .format = MARKUP_CSV,
		.original = text, .encoding = encoding, .delimiter = ';',
		.sheet = &sheet, .nsheets = 1, .note = notes, .nnotes = NOTES,
		.sink = gather, .ctx = out };
	struct err e;

	return markup_copy(&r, NULL, &e);
}

static void
csv(struct str text, const char *encoding)
{
	struct buf out, again;

	buf_init(&out, 1 << 24);
	buf_init(&again, 1 << 24);
	if (copy_csv(text, encoding, &out) == 0) {
		assert(copy_csv(buf_view(&out), encoding, &again) == 0);
		assert(str_eq(buf_view(&out), buf_view(&again)));
	}
	buf_fini(&out);
	buf_fini(&again);
}

static void
boxes(struct str text)
{
	static const struct cell_place at[] = { { 1, 1 }, { 3, 2 } };
	static const struct comment put[] = { { .at = { 1, 1 } },
		{ .at = { 3, 2 } } };
	struct xml_handler none = { 0 };
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 24);
	if (vml_edit(text, at, 2, put, 2, &out))
		assert(xml_parse(buf_view(&out), &none, &e) == 0);
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data + 1, n == 0 ? 0 : n - 1 };

	switch (n == 0 ? 0 : (uint8_t)(data[0] - '0') % 5) {
	case 0:
	case 1:
		sheet(text);
		break;
	case 2:
		styles(text);
		break;
	case 3:
		csv(text, data[0] < 128 ? NULL : "utf-16le");
		break;
	case 4:
		boxes(text);
		break;
	}
	return 0;
}
