/* SPDX-License-Identifier: Apache-2.0 */
/* JSON and the schema reader on top of it; whatever comes, an answer. */
#include "shared/model/schema.h"
#include "shared/text/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena a = { 0 };
	struct schema schema;
	struct json *j;
	struct err e;

	j = json_parse(s, "fuzz", &e);
	json_free(j);
	(void)schema_parse(&schema, s, "fuzz", &a, &e);
	arena_fini(&a);
	return 0;
}
