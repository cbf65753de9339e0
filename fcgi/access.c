/* SPDX-License-Identifier: Apache-2.0 */
/* Roles from a file; see access.h. */
#include "fcgi/access.h"

#define ACCESS_MAX_BYTES ((size_t)1 << 20)

#include "shared/file/fileio.h"

static const struct json *
entry(const struct access *a, struct str user)
{
	const struct json *users = json_get(a->root, "users"), *value;
	const char *name;

	for (size_t i = 0; user.n > 0 && json_member(users, i, &name, &value);
	    i++)
		if (str_is(user, name))
			return value;
	return NULL;
}

static int
check_user(const char *path, const char *name, const struct json *user,
    struct err *e)
{
	const struct json *value, *reports = json_get(user, "reports");
	const struct json *dashboard = json_get(user, "dashboard");
	struct str role = json_str(json_get(user, "role"));
	const char *member;

	/* What a user must have, and nothing that is not known. */
	if (!str_is(role, "manager") && !str_is(role, "auditor"))
		return err_set(e, ERR_CONFIG, "%s: user \"%s\" needs a role: "
		    "\"manager\" or \"auditor\"", path, name);
	for (size_t i = 0; json_member(user, i, &member, &value); i++)
		if (strcmp(member, "role") != 0 &&
		    strcmp(member, "reports") != 0 &&
		    strcmp(member, "dashboard") != 0)
			return err_set(e, ERR_CONFIG, "%s: user \"%s\" has an "
			    "unknown member \"%s\"; role, reports and "
			    "dashboard are known", path, name, member);
	/* The members that may be there are of the right kind. */
	if (reports != NULL && !json_is_array(reports))
		return err_set(e, ERR_CONFIG, "%s: reports of user \"%s\" is "
		    "not a list of report ids", path, name);
	for (size_t i = 0; i < json_len(reports); i++)
		if (!json_is_string(json_at(reports, i)))
			return err_set(e, ERR_CONFIG, "%s: reports of user "
			    "\"%s\": number %zu is not a report id in quotes",
			    path, name, i + 1);
	if (dashboard != NULL && !json_is_bool(dashboard))
		return err_set(e, ERR_CONFIG, "%s: dashboard of user \"%s\" "
		    "is neither true nor false", path, name);
	return 0;
}

static int
check_users(const char *path, const struct json *users, struct err *e)
{
	const struct json *value;
	const char *name;

	for (size_t i = 0; json_member(users, i, &name, &value); i++)
		if (check_user(path, name, value, e) == -1)
			return -1;
	return 0;
}

/* A member that is not known is a mistake, not a remark. */
static int
check_members(const char *path, const struct json *root, struct err *e)
{
	const struct json *value;
	const char *member;

	for (size_t i = 0; json_member(root, i, &member, &value); i++)
		if (strcmp(member, "users") != 0)
			return err_set(e, ERR_CONFIG, "%s: there is an unknown "
			    "member \"%s\" beside \"users\"", path, member);
	return 0;
}

int
access_load(struct access *a, const char *path, struct err *e)
{
	const struct json *users;
	struct buf b;

	a->root = NULL;
	buf_init(&b, ACCESS_MAX_BYTES);
	if (file_read(path, &b, e) == 0)
		a->root = json_parse(buf_view(&b), path, e);
	buf_fini(&b);
	if (a->root == NULL)
		return -1;
	users = json_get(a->root, "users");
	if (!json_is_object(users)) {
		access_free(a);
		return err_set(e, ERR_CONFIG,
		    "%s: there is no object \"users\"", path);
	}
	if (check_members(path, a->root, e) == 0 &&
	    check_users(path, users, e) == 0)
		return 0;
	access_free(a);
	return -1;
}

void
access_free(struct access *a)
{
	json_free(a->root);
	a->root = NULL;
}

enum role
access_role(const struct access *a, struct str user)
{
	struct str role = json_str(json_get(entry(a, user), "role"));

	if (str_is(role, "manager"))
		return ROLE_MANAGER;
	return str_is(role, "auditor") ? ROLE_AUDITOR : ROLE_NOBODY;
}

bool
access_report(const struct access *a, struct str user, const char *id)
{
	const struct json *granted = json_get(entry(a, user), "reports");

	if (access_role(a, user) == ROLE_MANAGER)
		return true;
	for (size_t i = 0; i < json_len(granted); i++)
		if (str_is(json_str(json_at(granted, i)), id))
			return true;
	return false;
}

bool
access_dashboard(const struct access *a, struct str user)
{
	return access_role(a, user) == ROLE_MANAGER ||
	    (access_role(a, user) == ROLE_AUDITOR &&
	    json_bool(json_get(entry(a, user), "dashboard"), false));
}
