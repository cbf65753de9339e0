/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What workers ask of the issuer, over one SOCK_SEQPACKET pair per worker:
 * small fixed messages, no pointers. The issuer answers every ask.
 */
#ifndef PREAUDIT_CHANNEL_H
#define PREAUDIT_CHANNEL_H

#include "reports/judge/report.h"

/* A status for the dashboard, or a report issued. */
enum ask_op { ASK_STATUS = 1, ASK_ISSUE = 2 };

/* What a worker sends. */
struct ask {
	uint32_t op;      /* enum ask_op */
	uint32_t number;  /* repeated in the answer: late ones are dropped */
	int32_t as_of;    /* DATE_NONE: today in the store's zone */
	char profile[64]; /* NUL-terminated; of ASK_ISSUE */
};

/* What the issuer answers; texts are NUL-terminated. */
struct answer_msg {
	uint32_t number;
	uint32_t code;    /* enum err_code; ERR_NONE: done */
	uint32_t existed; /* ASK_ISSUE: the report had been issued before */
	char id[LEAF_REPORT_ID]; /* ASK_ISSUE: the report's id */
	char file[64];    /* ASK_STATUS: name of status/1 in the run folder */
	char msg[600];    /* the error's message */
};

/*
 * Worker: sends `a` with its next number over the channel `fd` and waits for
 * the answer to it. -1: the issuer's error; ERR_LOCKED when it does not answer
 * in timeout_ms, and goes on; ERR_SYS when it has ended.
 */
int channel_ask(int fd, struct ask *a, unsigned timeout_ms,
    struct answer_msg *out, struct err *e);

/*
 * The name in the run folder of the status for a log of `size` records and a
 * day: "status-<size>-<as_of>.json".
 */
void channel_status_name(char out[64], uint64_t size, int32_t as_of);

#endif
