/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strict reading of the standard's JSON files: what is not described in
 * docs/standard-format.md is refused with file and member, so that a typing
 * error never silently switches something off.
 */
#ifndef PREAUDIT_CFG_H
#define PREAUDIT_CFG_H

#include "shared/base/err.h"
#include "shared/base/mem.h"
#include "shared/text/json.h"

#define CFG_MAX_NAME 60

struct cfg {
	const char *label;   /* the file, as errors name it */
	char where[256];     /* the member being read: "fields[3] (person)" */
	struct arena *a;
	struct err *e;
};

/* ERR_CONFIG "LABEL: WHERE: message"; returns -1. */
int cfg_err(const struct cfg *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void cfg_at(struct cfg *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* One member that an object may have. */
struct cfg_member {
	const char *name;
	bool required;
};
/* j is an object with no member but these and all that are required. */
int cfg_members(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n);
/* A text member, copied into the arena; NULL when it is absent. Not empty. */
int cfg_text(const struct cfg *c, const struct json *j, const char *name,
    const char **out);
/* A yes-no member; *out is left alone when it is absent. */
int cfg_bool(const struct cfg *c, const struct json *j, const char *name,
    bool *out);
/* An array member (NULL when absent) with at most max elements. */
int cfg_array(const struct cfg *c, const struct json *j, const char *name,
    size_t max, const struct json **out);
/* [a-z][a-z0-9_]*, at most CFG_MAX_NAME bytes. */
bool cfg_is_name(struct str s);
/* ERR_CONFIG unless it is. `what` says what the name is for. */
int cfg_name(const struct cfg *c, const char *what, struct str name);

#endif
