/* SPDX-License-Identifier: Apache-2.0 */
/* The outputs of a report: which files there are, and all of them in a folder. */
#ifndef PREAUDIT_OUTPUTS_H
#define PREAUDIT_OUTPUTS_H

#include "reports/judge/report.h"

/* In the order of their leaf members. */
enum output_format { OUTPUT_CSV, OUTPUT_HTML, OUTPUT_XLSX, OUTPUT__MAX };

/* What a leaf calls it: "csv". */
const char *output_format_name(enum output_format f);
/* "content.csv", or a profile's name and the format: "readiness.html". */
void output_file_name(char out[128], const char *profile,
    enum output_format f);

/* One rendered set of outputs in a folder. */
struct rendered {
	char content_sha256[65];
	struct rendered_file {
		char name[128];
		char sha256[65];
		uint64_t bytes;
	} file[OUTPUT__MAX];
};

/*
 * Renders every output of a loaded report into the existing folder `dir`,
 * fsynced and read back. -1 with an error that names the file: what is in the
 * folder then is not to be used.
 */
int outputs_render(struct report *r, const char *dir, struct rendered *out,
    struct err *e);

#endif
