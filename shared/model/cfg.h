/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strict reading of the standard's JSON files: what is not described in
 * docs/standard-format.md is refused with file and member, so that a typing
 * error never silently switches something off.
 */
#ifndef PREAUDIT_CFG_H
#define PREAUDIT_CFG_H

#include <stddef.h>
#include <stdint.h>

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

/* What a member is: read by the table, or by the reader of the object. */
enum cfg_kind { CFG_OTHER, CFG_TEXT, CFG_BOOL };
#define CFG_IGNORED SIZE_MAX  /* looked at, and not kept */

/* One member that an object may have. */
struct cfg_member {
	const char *name;
	bool required;
	enum cfg_kind kind;
	size_t at;           /* CFG_TEXT (const char *), CFG_BOOL (bool): its
	                        offset in what is read, or CFG_IGNORED */
};
/* A member that must, or may, be there and is read by hand. */
#define CFG_MUST(name) { name, true, CFG_OTHER, 0 }
#define CFG_MAY(name) { name, false, CFG_OTHER, 0 }
/* A text or flag of the name that its member in a struct has. */
#define CFG_MEMBER(kind, of, member, required) \
	{ #member, required, CFG_##kind, offsetof(struct of, member) }
#define CFG_COUNT(m) (sizeof(m) / sizeof((m)[0]))
/* j is an object with no member but these and all that are required. */
int cfg_members(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n);
/*
 * The same, and the texts and flags of the table into the struct at `into`:
 * texts as cfg_text has them, flags as cfg_bool.
 */
int cfg_read(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n, void *into);
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
