/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that read a mapping file; see mapfile.h. */
#ifndef PREAUDIT_MAPFILE_INTERNAL_H
#define PREAUDIT_MAPFILE_INTERNAL_H

#include "importer/map/mapfile.h"
#include "shared/base/mem.h"
#include "shared/text/json.h"

struct mf_reader {
	struct mapfile *m;
	const struct standard *std;
	const struct headers *headers;
	const char *where;   /* the member in hand, for messages */
	struct err *e;
};

/* -1, with the file, the member in hand and the text as the reason. */
int mf_refuse(struct mf_reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Only these members; another one gets the nearest name. */
int mf_members(struct mf_reader *r, const struct json *j,
    const char *const *name, size_t n);
#define MF_ONLY(r, j, ...) mf_members((r), (j), \
    (const char *const[]){ __VA_ARGS__ }, \
    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

const char *mf_keep(struct mf_reader *r, struct str s);
/* A text that may be missing (NULL). */
int mf_text(struct mf_reader *r, const struct json *j,
    const char *name, const char **out);
/* A list of texts that may be missing. */
int mf_texts(struct mf_reader *r, const struct json *j,
    const char *name, const char ***out, size_t *n);
/* The field of a name or title. */
int mf_field(struct mf_reader *r, const char *name, int *field);
/* A word of a cell, and what it means (NULL: nothing). */
struct mapfile_word mf_word(struct mf_reader *r,
    struct str from, const char *to);
/* The member "values" of j, which may be missing. */
int mf_values(struct mf_reader *r, const struct json *j,
    struct mapfile_column *c);

/* "only" and "except": which rows are taken. */
int mf_filters(struct mf_reader *r, const struct json *root);
/* "unpivot"; columns and values of the whole file have been read. */
int mf_unpivot(struct mf_reader *r, const struct json *root);

#endif
