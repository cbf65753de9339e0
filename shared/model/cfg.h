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

/*
 * Bytes in a name of a register, field, word or file: it stands in headers of
 * columns and in messages.
 */
#define CFG_MAX_NAME 60

/* One file being read; made by its reader, on the stack. */
struct cfg {
	const char *label;   /* the file, as errors name it */
	char where[256];     /* the member being read: "fields[3] (person)" */
	struct arena *a; /* where texts are kept; the caller's */
	struct err *e; /* where errors go; the caller's */
};

/*
 * Sets ERR_CONFIG "LABEL: WHERE: message", or "LABEL: message" when `where` is
 * empty; returns -1, as do all below that call it.
 */
int cfg_err(const struct cfg *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Sets c->where, cut to what fits. */
void cfg_at(struct cfg *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * What a member is: read by hand (CFG_OTHER), or by cfg_read, a text or a flag,
 * into the struct.
 */
enum cfg_kind { CFG_OTHER, CFG_TEXT, CFG_BOOL };
#define CFG_IGNORED SIZE_MAX  /* looked at, and not kept */

/* One member that an object may have. */
struct cfg_member {
	const char *name; /* as the file has it, NUL-ended */
	bool required; /* an object without it is refused */
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
/* How many members a table has. */
#define CFG_COUNT(m) (sizeof(m) / sizeof((m)[0]))
/*
 * Checks that j is an object with no member but these n and all that are
 * required; the error names the member, and one that may be meant.
 */
int cfg_members(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n);
/*
 * The same, and the texts and flags of the table into the struct at `into`:
 * texts as cfg_text has them, flags as true or false. After an error a part of
 * them may be set.
 */
int cfg_read(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n, void *into);
/*
 * A text member, copied into the arena, NUL-ended; NULL when it is absent. One
 * that is empty or blank, or no text, is an error, and *out NULL.
 */
int cfg_text(const struct cfg *c, const struct json *j, const char *name,
    const char **out);
/*
 * An array member (NULL when absent) with at most max elements; it points into
 * j. When it is no array, or longer, it is an error.
 */
int cfg_array(const struct cfg *c, const struct json *j, const char *name,
    size_t max, const struct json **out);
/* True for [a-z][a-z0-9_]*, at most CFG_MAX_NAME bytes. */
bool cfg_is_name(struct str s);
/* ERR_CONFIG unless it is. `what` says what the name is for. */
int cfg_name(const struct cfg *c, const char *what, struct str name);

#endif
