/* SPDX-License-Identifier: Apache-2.0 */
/* The anchors: each time stamp verified again; see check_internal.h. */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <time.h>

#include "shared/store/anchor/anchor.h"
#include "shared/text/date.h"

/* It is what the record names, and nobody may write to it. */
static void
check_token(struct check *c, const struct anchor *a)
{
	char until[TIME_TEXT];

	switch (a->state) {
	case ANCHOR_UNKNOWN:
		check_note(c, "record %" PRIu64 " (anchor, %s): evidence of "
		    "this kind is not verified, and dates nothing", a->index,
		    a->leaf->kind);
		return;
	case ANCHOR_FAULT:
		err_ctx(a->fault, "anchor of record %" PRIu64, a->index);
		check_fault(c, a->fault);
		break;
	case ANCHOR_LAPSED:
		time_format(until, a->stamp.until_s);
		check_note(c, "record %" PRIu64 ": the certificates behind its "
		    "time stamp ended %s, and no later anchor covers it: it "
		    "dates nothing any more. Anchors are renewed by a newer "
		    "one, in time", a->index, until);
		break;
	case ANCHOR_COUNTS:
		break;
	}
	check_mode(c, store_name_token(a->index).path);
	check_mode(c, store_name_blob(a->leaf->ca_sha256).path);
	if (a->leaf->crl_sha256 != NULL)
		check_mode(c, store_name_blob(a->leaf->crl_sha256).path);
}

void
check_anchors(struct check *c)
{
	struct anchors a;

	anchors_read(&a, c->store, (int64_t)time(NULL));
	for (size_t i = 0; i < a.n; i++)
		check_token(c, &a.item[i]);
	anchors_free(&a);
}
