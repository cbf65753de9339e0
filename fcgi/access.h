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

enum role { ROLE_NOBODY, ROLE_AUDITOR, ROLE_MANAGER };

struct access {
	struct json *root;
};

/* ERR_CONFIG names file, user and member. */
int access_load(struct access *a, const char *path, struct err *e);
void access_free(struct access *a);
enum role access_role(const struct access *a, struct str user);
/* A manager sees every report, an auditor those granted. */
bool access_report(const struct access *a, struct str user, const char *id);
/* Managers, and auditors of whom the file says so. */
bool access_dashboard(const struct access *a, struct str user);

#endif
