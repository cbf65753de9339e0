/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random rules over random registers, as text for mkdata.h. What comes out
 * depends on the seed alone; a rule may still be one that does not compile.
 */
#ifndef PREAUDIT_TESTS_RANDRULES_H
#define PREAUDIT_TESTS_RANDRULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAND_VARS 8

struct randrules {
	uint64_t s;
	char *out;
	size_t n, cap;
	int depth;
	struct {
		char name;
		int reg;
	} var[RAND_VARS]; /* those in sight, outer ones first */
	int nvars;
};

/* The registers people, items, other and nils, for mk_standard. */
extern const char randrules_standard[];
/* The rule that says what a nil return is; behind a criterion. */
extern const char randrules_nil[];

void randrules_init(struct randrules *g, uint64_t seed);
/* Less than n. */
unsigned randrules_roll(struct randrules *g, unsigned n);
/* Each of these writes one text into out, which has room for 20000 bytes. */
void randrules_data(struct randrules *g, char *out);
/* One criterion x, with one requirement over one register. */
void randrules_condition(struct randrules *g, char *out);
/* One criterion x, with all that a criterion may have. */
void randrules_criterion(struct randrules *g, char *out);

#endif
