/* SPDX-License-Identifier: Apache-2.0 */
/*
 * withdraw STORE KEY RECORD REASON: withdraws the report of a record, as an
 * organisation does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/store/store.h"
#include "shared/text/date.h"

int
main(int argc, char **argv)
{
	char when[TIME_TEXT];
	struct leaf l = { .type = LEAF_VOID };
	struct store_txn t;
	struct err e = { 0 };
	int status = -1;

	if (argc != 5)
		return 2;
	time_format(when, (int64_t)time(NULL));
	l.u.voided = (struct leaf_void){
		.index = strtoull(argv[3], NULL, 10), .reason = argv[4],
		.when = when };
	if (store_begin(&t, &(struct store_writer){ .dir = argv[1],
	    .key_path = argv[2], .wait_ms = 1000 }, NULL, &e) == 0) {
		if (store_txn_leaf(&t, &l, &e) == 0)
			status = store_commit(&t, &e);
		store_end(&t);
	}
	if (status == -1)
		err_print("withdraw", &e);
	return status == -1;
}
