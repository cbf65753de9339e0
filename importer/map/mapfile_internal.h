/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between the files that read a mapping file; see mapfile.h. The first fault is
 * kept and the reading goes on: what it gives then is of no use, but harmless,
 * and only who began asks whether there was a fault.
 */
#ifndef PREAUDIT_MAPFILE_INTERNAL_H
#define PREAUDIT_MAPFILE_INTERNAL_H

#include "importer/map/mapfile.h"
#include "importer/map/mapfile_messages.h"
#include "shared/base/mem.h"
#include "shared/text/json.h"

struct mapfile_reader {
	struct mapfile *m;     /* what is read so far; texts are in its arena */
	const struct standard *std;
	const struct schema *schema; /* of m->reg */
	const struct headers *headers;
	const char *where;     /* the member in hand, for messages; "": none */
	bool failed;           /* the fault is in *e */
	struct err *e;
};

/* ---- mapfile_json.c: members of an object, whatever they are for ---- */

/* A fault: ERR_CONFIG with the file, the member in hand and the text. */
void mapfile_refuse(struct mapfile_reader *r, enum mapfile_msg m,
    const struct value *arg, size_t n);
/*
 * A fault unless j is an object with no member but those of `name`, which NULL
 * ends; the nearest of them is proposed.
 */
void mapfile_members(struct mapfile_reader *r, const struct json *j,
    const char *const *name);
/* A copy that lives as long as the mapping. */
const char *mapfile_keep(struct mapfile_reader *r, struct str s);
/* The text of a member, kept; NULL where it is missing. */
const char *mapfile_text(struct mapfile_reader *r, const struct json *j,
    const char *name);
/* The texts of a list, kept, and how many; none where it is missing. */
const char **mapfile_texts(struct mapfile_reader *r, const struct json *j,
    const char *name, size_t *n);
/* The field with this name, title or header; 0 after a fault. */
unsigned mapfile_field(struct mapfile_reader *r, const char *name);
/* What a cell says, kept, and what is meant (NULL: nothing). */
struct mapfile_word mapfile_new_word(struct mapfile_reader *r,
    struct str from, const char *to);
/* The member "values" of j, which may be missing, into c. */
void mapfile_values(struct mapfile_reader *r, const struct json *j,
    struct mapfile_column *c);
/* More than one '*', which stands for any text? */
static inline bool
mapfile_has_two_stars(const char *z)
{
	return strchr(z, '*') != strrchr(z, '*');
}

/* ---- mapfile_matrix.c ---- */

/* "unpivot"; columns and values of the whole file have been read. */
void mapfile_read_unpivot(struct mapfile_reader *r, const struct json *root);

#endif
