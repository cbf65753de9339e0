/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-report, behind its option table. */
#ifndef PREAUDIT_REPORT_CLI_H
#define PREAUDIT_REPORT_CLI_H

#include "reports/report.h"
#include "shared/base/opts.h"
#include "shared/store/place.h"

struct report_opts {
	struct place_opts place;
	const char *as_of, *at, *profile, *format, *out;
	bool issue, json, quiet;
};

/* Fills the request from the options: dates, sizes. It points into the place. */
int cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e);

/* Each returns the exit status, or -1 with an error. Data goes to stdout. */
int cli_issue(const struct report_opts *o, struct err *e);
int cli_status(const struct report_opts *o, struct err *e);
int cli_gaps(const struct report_opts *o, struct err *e);
int cli_explain(const struct report_opts *o, const char *criterion,
    struct err *e);
int cli_lint(const struct report_opts *o, const char *dir, struct err *e);

#endif
