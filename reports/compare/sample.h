/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A reproducible sample of a register (docs/sampling.md): every record gets a
 * ticket from a seed and its key, and the lowest tickets are drawn. Whoever
 * has the keys draws the same with sha256sum and sort.
 */
#ifndef PREAUDIT_SAMPLE_H
#define PREAUDIT_SAMPLE_H

#include "reports/judge/report.h"

/* One record that was drawn. */
struct sampled {
	char ticket[65];     /* hex */
	const char *key;
	uint32_t batch, row; /* of its value: log record, row of its file */
};

/* A draw, and what it is drawn from; free with sample_free. */
struct sample {
	const struct schema *schema;
	const char *where, *seed;     /* where: "" every record */
	uint64_t population, unknown; /* unknown: the condition cannot be decided */
	char population_sha256[65];   /* over the keys, sorted, each with its LF */
	struct sampled *drawn;
	size_t n;
	struct arena arena;
};

/* What is to be drawn, as a call names it; NULL or 0 where it does not. */
struct sample_request {
	const char *reg;   /* name of a register */
	const char *where; /* a condition on the record r; NULL: all */
	const char *seed;  /* one line; lives as long as the sample, as where */
	size_t size;       /* records; all when there are fewer */
};

/*
 * Draws records for which the condition is true. Compiles into the rules and
 * loads the records itself: behind report_open, before report_data. -1 with an
 * error and nothing to free: ERR_USAGE for what the call lacks, ERR_NOT_FOUND
 * for a register without records, ERR_REFUSED for keys that plain tools could
 * not draw again.
 */
int sample_draw(struct sample *s, struct report *r,
    const struct sample_request *q, struct err *e);
void sample_free(struct sample *s);

/*
 * The register that a sample is asked from, its index in the standard. -1 with
 * ERR_USAGE when none is named, or one that is not there.
 */
int sample_register(const struct report *r, const char *name, struct err *e);

/*
 * Do seed and size make a draw? ERR_USAGE when one is missing or the seed has
 * several lines.
 */
int sample_check(const char *seed, size_t size, struct err *e);

/* SHA-256 in hex of "preaudit-sample/1\nSEED\nREGISTER\nKEY\n". */
void sample_ticket(char hex[65], const char *seed, const char *reg,
    const char *key);

#endif
