/* SPDX-License-Identifier: Apache-2.0 */
/* The outputs of a report: which files there are, and all of them in a folder. */
#ifndef PREAUDIT_RENDERED_H
#define PREAUDIT_RENDERED_H

#include "reports/judge/report.h"

/* In the order of their leaf members. */
enum rendered_format {
	RENDERED_CSV, RENDERED_HTML, RENDERED_XLSX, RENDERED__MAX
};

/* What a leaf calls it, and --format: "csv". */
const char *rendered_format_name(enum rendered_format f);
/*
 * "content.csv", or a profile's name and the format: "readiness.html". Of a
 * draft "readiness-DRAFT.html".
 */
#define RENDERED_NAME 128
void rendered_file_name(char out[RENDERED_NAME], const char *profile,
    enum rendered_format f, bool draft);

/* One rendered set of outputs in a folder. */
struct rendered {
	char content_sha256[65]; /* of content.csv, hex */
	struct rendered_file {
		char name[RENDERED_NAME];  /* in the folder */
		char sha256[65]; /* of the file, hex */
		uint64_t bytes;  /* its length */
	} file[RENDERED__MAX];
};

/*
 * Renders every output of a loaded report into the existing folder `dir`,
 * fsynced and read back; as a draft or as what is to be issued. -1 with an error that names the file: what is in the
 * folder then is not to be used.
 */
int rendered_make(struct report *r, bool draft, const char *dir,
    struct rendered *out, struct err *e);

#endif
