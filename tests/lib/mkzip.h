/* SPDX-License-Identifier: Apache-2.0 */
/* Small zip containers and workbooks, right or wrong in one thing. */
#ifndef PREAUDIT_TEST_MKZIP_H
#define PREAUDIT_TEST_MKZIP_H

#include "shared/base/buf.h"

struct mkzip {
	struct buf out, directory;
	unsigned n;
};

/* What the directory says instead of the truth; zeros say the truth. */
struct mkzip_lie {
	uint32_t size, packed, crc;
	uint16_t flags, method;
	bool stored;
};

void mkzip_begin(struct mkzip *z);
/* Deflated, unless the lie says stored. */
void mkzip_put(struct mkzip *z, const char *name, struct str data,
    const struct mkzip_lie *lie);
/* The whole; belongs to z. */
struct str mkzip_end(struct mkzip *z);
void mkzip_fini(struct mkzip *z);

/*
 * The parts of a workbook around one sheet "Data" at xl/worksheets/sheet1.xml;
 * styles and texts are left out when NULL.
 */
void mkbook_put(struct mkzip *z, const char *sheet, const char *styles,
    const char *texts);
/* The same from begin to end. */
struct str mkbook(struct mkzip *z, const char *sheet, const char *styles,
    const char *texts);

/* The parts by themselves, for workbooks that differ in one. */
#define MKBOOK_OFFICE "http://schemas.openxmlformats.org/officeDocument/" \
	"2006/relationships"
#define MKBOOK_REL(id, type, target) "<Relationship Id=\"" id "\" Type=\"" \
	MKBOOK_OFFICE "/" type "\" Target=\"" target "\"/>"
#define MKBOOK_RELS(rels) "<Relationships>" rels "</Relationships>"
#define MKBOOK_TYPES(kind) "<Types><Override PartName=\"/xl/workbook.xml\" " \
	"ContentType=\"application/" kind "main+xml\"/></Types>"

#endif
