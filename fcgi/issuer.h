/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The issuer: the one process of the service that may write the store and
 * holds the key. It never evaluates, parses or renders: a child per task
 * does and is thrown away. A task for the same operation, profile, day and head
 * runs once, however many ask.
 */
#ifndef PREAUDIT_ISSUER_H
#define PREAUDIT_ISSUER_H

#include <signal.h>
#include <stddef.h>

/* What the issuer is started with; all of it outlives it. */
struct issuer_opts {
	const char *store_dir;
	const char *run_dir;  /* its own folder for what can be made again */
	const char *key_path; /* the store's key, and its passphrase or NULL */
	const char *passphrase_file;
	unsigned wait_ms;     /* for another writer of the store */
	const int *worker_fd; /* the issuer's ends of the channels */
	size_t nworkers;
	volatile sig_atomic_t *stop; /* set when it is to end */
};

/* Answers what workers ask until it is to stop; returns 0, an exit status. */
int issuer_run(const struct issuer_opts *o);

#endif
