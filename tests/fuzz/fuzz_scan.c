/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as XML: what the scanner says is what expat says, or it gives up
 * after the same start; and a sheet gives the same rows, facts and refusal.
 */
#include <assert.h>

#include "shared/sheet/xlsx/xlsx_internal.h"
#include "tests/lib/show_sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
compare_events(struct str text, size_t piece)
{
	struct buf scanned, parsed;
	struct xml_handler hs = show_xml(&scanned), hp = show_xml(&parsed);
	enum xml_scanned got;
	struct err e;
	int status;

	buf_init(&scanned, (size_t)1 << 26);
	buf_init(&parsed, (size_t)1 << 26);
	got = xml_scan_text(text, piece, &hs);
	status = xml_parse(text, &hp, &e);
	if (got == XML_SCAN_READ)
		assert(status == 0 &&
		    str_eq(buf_view(&scanned), buf_view(&parsed)));
	else
		assert(scanned.n <= parsed.n && (scanned.n == 0 ||
		    memcmp(scanned.p, parsed.p, scanned.n) == 0));
	buf_fini(&scanned);
	buf_fini(&parsed);
}

static void
compare_sheets(struct str text, size_t piece)
{
	static struct sheet_facts fs, fp;
	struct xlsx_style styles[] = { { STYLE_PLAIN, 0 },
		{ STYLE_DATE | STYLE_DAY, 0 }, { STYLE_PERCENT, 0 },
		{ STYLE_DRESSED, 5 } };
	struct xlsx x = { .style = styles, .nstyles = 4 };
	struct err es = { .code = ERR_NONE }, ep = { .code = ERR_NONE };
	struct buf scanned, parsed;
	int s, p;

	memset(&fs, 0, sizeof(fs));
	memset(&fp, 0, sizeof(fp));
	texts_init(&x.texts, -1);
	assert(texts_add(&x.texts, STR("one"), &es) == 0 &&
	    texts_add(&x.texts, STR("two"), &es) == 0);
	buf_init(&scanned, (size_t)1 << 26);
	buf_init(&parsed, (size_t)1 << 26);
	s = xlsx_scan_sheet(&x, text, piece, show_row, &scanned, &fs, &es);
	p = xlsx_parse_sheet(&x, text, show_row, &parsed, &fp, &ep);
	assert(s == p && str_eq(buf_view(&scanned), buf_view(&parsed)));
	assert(memcmp(&fs, &fp, sizeof(fs)) == 0);
	if (s == -1)
		assert(es.code == ep.code && strcmp(es.msg, ep.msg) == 0);
	buf_fini(&scanned);
	buf_fini(&parsed);
	texts_fini(&x.texts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	size_t piece = n < 3 || data[n - 1] % 4 == 0 ? 65536 :
	    1 + data[n - 1] % 61u;

	compare_events(text, piece);
	compare_sheets(text, piece);
	return 0;
}
