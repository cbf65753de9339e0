/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-verify, with its options. */
#ifndef PREAUDIT_VERIFY_CLI_H
#define PREAUDIT_VERIFY_CLI_H

#include "shared/program/opts.h"

/* What the command line says; paths as they were given, or NULL. */
struct verify_opts {
	const char *keys;        /* keys.txt, from the key card */
	const char *proof;       /* NULL: proof.txt beside each file */
	const char *checkpoint;  /* one kept earlier */
	const char *store;       /* where proofs and withdrawals are looked up */
	const char *disclosed;   /* a folder with a disclosure, or NULL */
	const char *seed;        /* that its draw must follow from, or NULL */
	struct opt_list args;    /* the files */
	const char *out;         /* folder for the evidence of a fork */
	bool current;            /* refuse what is superseded */
	bool no_memory;          /* neither ask nor keep what checks saw */
	bool json, quiet;
};

/* Runs on a struct verify_opts; the status is that of the worst file. */
extern const struct opt_program verify_program;

#endif
