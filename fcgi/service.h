/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The service as a whole: a parent that starts one issuer and some workers,
 * and starts again what ends without being asked to.
 */
#ifndef PREAUDIT_SERVICE_H
#define PREAUDIT_SERVICE_H

#include "shared/program/opts.h"
#include "shared/store/place.h"

/* What the command line says; texts as they were given, or NULL. */
struct service_opts {
	struct place_opts place;
	const char *socket;    /* path; NULL: the one that systemd passes */
	const char *run;       /* folder for what can be made again */
	const char *access;    /* who may see what; see access.h */
	const char *workers;   /* how many, in digits */
	struct opt_list allow; /* users, besides our own, that may connect */
	struct opt_list args;  /* operands: none are taken */
};

/*
 * Serves until SIGTERM, with a struct service_opts. -1 before anything is
 * started: ERR_USAGE, ERR_CONFIG or what opening store, folder or socket says.
 */
opts_run_fn service_run;

#endif
