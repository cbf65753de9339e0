/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small standard for unit tests, out of schemas that the test writes down as
 * tables: registers in the order of their names, a few clauses.
 */
#ifndef TEST_REGISTERS_H
#define TEST_REGISTERS_H

#include <stdlib.h>

#include <check.h>

#include "shared/base/mem.h"
#include "shared/model/standard.h"

#define ALIASES(...) .alias = (struct field_alias[]){ __VA_ARGS__ }, \
    .naliases = sizeof((struct field_alias[]){ __VA_ARGS__ }) / \
    sizeof(struct field_alias)
#define SPELLINGS(...) (const char *[]){ __VA_ARGS__ }, \
    sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(const char *)
#define WORDS(...) .word = (struct field_word[]){ __VA_ARGS__ }, \
    .nwords = sizeof((struct field_word[]){ __VA_ARGS__ }) / \
    sizeof(struct field_word)
#define FIELDS(table) .field = (table), \
    .nfields = sizeof(table) / sizeof((table)[0])

static inline void
registers_init(struct standard *std, struct schema *reg, size_t n)
{
	*std = (struct standard){ .name = "TEST 1", .reg = reg,
		.nregisters = n };
	for (size_t i = 0; i < n; i++)
		for (size_t f = 0; f < reg[i].nfields; f++) {
			struct field *fd = &reg[i].field[f];

			fd->ref_register = -1;
			for (size_t k = 0; fd->ref != NULL && k < n; k++)
				if (strcmp(reg[k].name, fd->ref) == 0)
					fd->ref_register = (int)k;
		}
	std->clause = ARENA_ARRAY(&std->arena, 3, struct clause);
	std->nclauses = 3;
	std->clause[0] = (struct clause){ .number = "4", .title = "Four",
	    .assessed = false };
	std->clause[1] = (struct clause){ .number = "4.1", .title = "Four one",
	    .assessed = true };
	std->clause[2] = (struct clause){ .number = "8.5", .title = "Eight five",
	    .assessed = true };
}

static inline void
registers_fini(struct standard *std)
{
	arena_fini(&std->arena);
}

#endif
