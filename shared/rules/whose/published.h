/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule sets that came with this release and, by their digests, with earlier
 * ones. They stand in the program as `pack` wrote them.
 */
#ifndef PREAUDIT_PUBLISHED_H
#define PREAUDIT_PUBLISHED_H

#include "shared/base/hash.h"
#include "shared/base/mem.h"

/* A file of a published folder; slices of what stands in the program. */
struct published_file {
	struct str path, sha256;
	struct str text; /* of standard.json and the rules; else p NULL */
};

/* A folder as it was published. */
struct published {
	struct str version;
	struct published_file *file; /* ascending by path */
	size_t nfiles;
};

/* Folder i of this release, its files in the arena; false behind the last. */
bool published_at(struct published *p, size_t i, struct arena *a);
/* The file of that path, or NULL. */
const struct published_file *published_find(const struct published *p,
    const char *path);
/*
 * The digest of n files, ascending by path: the SHA-256 of a line "SHA256", two
 * blanks, "PATH" for each, as sha256sum prints them.
 */
void published_digest(char hex[SHA256_HEX + 1], const struct published_file *f,
    size_t n);
/* The earlier release with that digest; p NULL: none. */
struct str published_earlier(struct str digest);

#endif
