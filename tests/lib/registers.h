/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small standard for unit tests, made of schemas written in the test: its
 * registers stand in the order given, which must be that of their names.
 */
#ifndef TEST_REGISTERS_H
#define TEST_REGISTERS_H

#include <stdlib.h>

#include <check.h>

#include "shared/base/mem.h"
#include "shared/model/standard.h"

static inline void
registers_init(struct standard *std, const char *const *json, size_t n)
{
	struct err e = { 0 };

	*std = (struct standard){ .name = "TEST 1", .nregisters = n };
	std->reg = ARENA_ARRAY(&std->arena, n, struct schema);
	for (size_t i = 0; i < n; i++)
		if (schema_parse(&std->reg[i], str_of(json[i]), "test.json",
		    &std->arena, &e) == -1)
			ck_abort_msg("schema %zu: %s", i, e.msg);
	for (size_t i = 0; i < n; i++)
		for (size_t f = 0; f < std->reg[i].nfields; f++) {
			struct field *fd = &std->reg[i].field[f];

			fd->ref_register = -1;
			for (size_t k = 0; fd->ref != NULL && k < n; k++)
				if (strcmp(std->reg[k].name, fd->ref) == 0)
					fd->ref_register = (int)k;
		}
	std->clause = ARENA_ARRAY(&std->arena, 3, struct clause);
	std->nclauses = 3;
	std->clause[0] = (struct clause){ "4", "Four", false };
	std->clause[1] = (struct clause){ "4.1", "Four one", true };
	std->clause[2] = (struct clause){ "8.5", "Eight five", true };
}

static inline void
registers_fini(struct standard *std)
{
	arena_fini(&std->arena);
}

#endif
