/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The issuer: the one process of the service that may write the store and
 * holds the key. It never evaluates, parses or renders: a child per job does
 * and is thrown away. Jobs for the same (operation, profile, day, head) run
 * once, however many ask.
 */
#ifndef PREAUDIT_ISSUER_H
#define PREAUDIT_ISSUER_H

#include <signal.h>
#include <stddef.h>

struct issuer_opts {
	const char *store_dir, *run_dir, *key_path, *passphrase_file;
	unsigned wait_ms;
	const int *worker_fd; /* the issuer's ends of the channels */
	size_t nworkers;
	volatile sig_atomic_t *stop;
};

/* Runs until stopped; returns the exit status. */
int issuer_run(const struct issuer_opts *o);

#endif
