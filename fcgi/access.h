/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may see what: a JSON file, deny by default.
 *
 * {"users":{"NAME":{"role":"manager"},
 *           "NAME":{"role":"auditor","reports":["R-..."],"dashboard":false}}}
 */
#ifndef PREAUDIT_ACCESS_H
#define PREAUDIT_ACCESS_H

#include "shared/base/err.h"
#include "shared/text/json.h"

/* What a user is; nobody is who the file does not name. */
enum role { ROLE_NOBODY, ROLE_AUDITOR, ROLE_MANAGER };

/* The file, checked as a whole. */
struct access {
	struct json *root;
};

/*
 * Reads the file at `path`. -1, and nothing to be freed: it cannot be read, or
 * ERR_CONFIG that names file, user and member. Free with access_free.
 */
int access_load(struct access *a, const char *path, struct err *e);
void access_free(struct access *a);

/* The role of a user; an empty name is nobody. */
enum role access_role(const struct access *a, struct str user);
/* May the user see the report `id`? A manager all, an auditor those granted. */
bool access_report(const struct access *a, struct str user, const char *id);
/* The dashboard? Managers, and auditors of whom the file says so. */
bool access_dashboard(const struct access *a, struct str user);

#endif
