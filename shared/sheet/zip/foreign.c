/* SPDX-License-Identifier: Apache-2.0 */
/* Telling files apart by their bytes; see foreign.h. */
#include "shared/sheet/zip/foreign.h"

#define HEAD 4096
/* The zip directory's end, with the longest comment behind it. */
#define ZIP_END (22 + 65535)

static const struct str zip_local = { "PK\003\004", 4 };
static const struct str zip_end = { "PK\005\006", 4 };
static const struct str cfb = { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 };

static bool
holds(struct str s, struct str what)
{
	return s.n > 0 && memmem(s.p, s.n, what.p, what.n) != NULL;
}

/* A stream's name as old containers hold it: two bytes a letter. */
static bool
holds_wide(struct str s, const char *name)
{
	char wide[64];
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = '\0';
	}
	return holds(s, (struct str){ wide, 2 * n });
}

/* The first bytes behind a byte order mark and blanks. */
static struct str
head_of(struct str bytes)
{
	struct str s = { bytes.p, bytes.n < HEAD ? bytes.n : HEAD };

	if (str_starts(s, STR("\xef\xbb\xbf"))) {
		s.p += 3;
		s.n -= 3;
	}
	while (s.n > 0 && (*s.p == ' ' || *s.p == '\t' || *s.p == '\r' ||
	    *s.p == '\n')) {
		s.p++;
		s.n--;
	}
	return s;
}

static bool
starts_any_case(struct str s, const char *word)
{
	size_t n = strlen(word);

	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (ascii_lower(s.p[i]) != word[i])
			return false;
	return true;
}

static bool
is_html(struct str head)
{
	static const char *const starts[] = { "<html", "<!doctype html",
		"<table", "<head", "<meta", "<style", "<body" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (starts_any_case(head, starts[i]))
			return true;
	return starts_any_case(head, "<?xml") && holds(head, STR("<html"));
}

bool
foreign_is_flat_ods(struct str bytes)
{
	struct str head = head_of(bytes);

	return str_starts(head, STR("<")) && holds(head,
	    STR("urn:oasis:names:tc:opendocument:xmlns:office")) &&
	    !holds(head, STR("opendocument.text"));
}

static const char *
sentence_of_cfb(struct str bytes)
{
	if (holds_wide(bytes, "EncryptedPackage"))
		return "it is protected with a password; open it in the "
		    "spreadsheet program and save it as .xlsx without a "
		    "password";
	if (holds_wide(bytes, "WordDocument"))
		return "it is an old text document (.doc), not a workbook; "
		    "copy the table into a workbook and save that as .xlsx";
	if (!holds_wide(bytes, "Workbook") && !holds_wide(bytes, "Book"))
		return "it is a file of an old office program, or a part of "
		    "one; open it there and save the table as .xlsx";
	return "it is an old .xls workbook; open it in a spreadsheet program "
	    "and save it as .xlsx";
}

static const char *
sentence_of_zip(struct str bytes)
{
	size_t n = bytes.n < ZIP_END ? bytes.n : ZIP_END;
	struct str tail = { bytes.p + (bytes.n - n), n };

	if (!holds(tail, zip_end)) {
		if (!str_starts(bytes, zip_local))
			return "it is no workbook, whatever its name says; "
			    "export the table as .xlsx or .csv";
		return holds(bytes, zip_end) ? "it is damaged: something "
		    "stands behind the workbook's last byte; get the file "
		    "again" : "it is damaged: a part of the file is missing "
		    "at its end; copy or download it again";
	}
	if (!str_starts(bytes, zip_local) && !str_starts(bytes, zip_end))
		return "it is damaged: something stands before the workbook's "
		    "first byte; get the file again";
	return "it is damaged: its zip directory cannot be read; get the file "
	    "again, or open it in a spreadsheet program and save it anew";
}

static const char *
sentence_of_xml(struct str head)
{
	if (holds(head, STR("urn:schemas-microsoft-com:office:spreadsheet")))
		return "it is an XML spreadsheet of 2003, whatever its name "
		    "says; open it in a spreadsheet program and save it as "
		    ".xlsx";
	if (is_html(head))
		return "it is HTML, whatever its name says; open it in a "
		    "spreadsheet program and save it as .xlsx";
	return "it is XML or HTML, not a workbook; open it in a spreadsheet "
	    "program and save it as .xlsx";
}

static bool
is_text(struct str head)
{
	for (size_t i = 0; i < head.n; i++)
		if ((unsigned char)head.p[i] < ' ' && head.p[i] != '\t' &&
		    head.p[i] != '\r' && head.p[i] != '\n')
			return false;
	return true;
}

const char *
foreign_sentence(struct str bytes)
{
	struct str head = head_of(bytes);

	if (bytes.n == 0)
		return "it is empty: it has no byte; export it again";
	if (str_starts(bytes, cfb))
		return sentence_of_cfb(bytes);
	if (str_starts(bytes, STR("PK")))
		return sentence_of_zip(bytes);
	if (str_starts(head, STR("%PDF")))
		return "it is a PDF; export the table as .xlsx or .csv";
	if (str_starts(head, STR("<")))
		return sentence_of_xml(head);
	if (is_text(head))
		return "it is text, not a workbook, whatever its name says; "
		    "when it is a table, name it .csv";
	return sentence_of_zip(bytes);
}

bool
foreign_starts_document(struct str bytes)
{
	struct str head = head_of(bytes);

	return str_starts(bytes, zip_local) || str_starts(bytes, zip_end) ||
	    str_starts(bytes, cfb) || str_starts(head, STR("%PDF")) ||
	    starts_any_case(head, "<?xml") || is_html(head) ||
	    foreign_is_flat_ods(bytes);
}
