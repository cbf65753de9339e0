/* SPDX-License-Identifier: Apache-2.0 */
/* Where files of each kind lie inside a store; see store_folder.h. */
#include "shared/store/leaf/store_folder.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/hash.h"
#include "shared/base/str.h"

#define ORIGINAL_MAX_BYTES 100

const char *const store_folder[STORE_FOLDERS] = {
	[STORE_ANCHORS] = "anchors",
	[STORE_CHECKPOINTS] = "checkpoints",
	[STORE_DATA] = "data",
	[STORE_FINDINGS] = "findings",
	[STORE_ORIGINALS] = "orig",
	[STORE_REPORTS] = "reports",
	[STORE_STANDARD] = "standard",
};

bool
store_has_name(const char *name)
{
	static const char *const file[] = { "log.jsonl", "checkpoint",
		"keys.txt", "lock", "cosignatures" };

	for (int i = 0; i < STORE_FOLDERS; i++)
		if (strcmp(name, store_folder[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof(file) / sizeof(file[0]); i++)
		if (strcmp(name, file[i]) == 0)
			return true;
	return strncmp(name, ".tmp-", 5) == 0;
}

struct store_name
store_name_data(uint64_t index, const char *reg)
{
	struct store_name name;

	snprintf(name.path, sizeof(name.path), "data/%06" PRIu64 "-%.100s.csv",
	    index, reg);
	return name;
}

struct store_name
store_name_findings(uint64_t index)
{
	struct store_name name;

	snprintf(name.path, sizeof(name.path), "findings/%06" PRIu64 ".csv",
	    index);
	return name;
}

/* A name reduced to [a-z0-9._-], not starting with a mark. */
static void
plain_name(char out[ORIGINAL_MAX_BYTES + 1], const char *name)
{
	size_t n = 0;

	for (; *name != '\0' && n < ORIGINAL_MAX_BYTES; name++) {
		char c = ascii_lower(*name);

		if (ascii_is_digit(c) || (c >= 'a' && c <= 'z') ||
		    (n > 0 && (c == '.' || c == '_' || c == '-')))
			out[n++] = c;
		else if (n > 0 && out[n - 1] != '-')
			out[n++] = '-';
	}
	if (n == 0)
		out[n++] = 'x';
	out[n] = '\0';
}

struct store_name
store_name_original(uint64_t index, const char *given)
{
	char plain[ORIGINAL_MAX_BYTES + 1];
	struct store_name name;

	plain_name(plain, given);
	snprintf(name.path, sizeof(name.path), "orig/%06" PRIu64 "-%s", index,
	    plain);
	return name;
}

struct store_name
store_name_token(uint64_t index)
{
	struct store_name name;

	snprintf(name.path, sizeof(name.path), "anchors/%06" PRIu64 ".tsr",
	    index);
	return name;
}

struct store_name
store_name_blob(const char *sha256)
{
	struct store_name name;

	snprintf(name.path, sizeof(name.path), "standard/%.*s", SHA256_HEX,
	    sha256);
	return name;
}
