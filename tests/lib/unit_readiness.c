/* SPDX-License-Identifier: Apache-2.0 */
/* Judging records of a test; see unit_readiness.h. */
#include "tests/lib/unit_readiness.h"

#include <check.h>

void
unit_judge(struct fixture *f, const char *standard, const char *more,
    const char *rules, const char *data)
{
	struct err e = { 0 };

	mk_standard(&f->s, standard);
	if (more != NULL)
		mk_rules(&f->s, "criteria/1.rules", more);
	mk_rules(&f->s, "criteria/2.rules", rules);
	ck_assert_msg(rules_load(&f->r, &f->s, &e) == 0, "%s", e.msg);
	mk_data(&f->d, &f->s, data);
	ck_assert_int_eq(readiness_evaluate(&f->out, f->r, &f->d, UNIT_TODAY,
	    &e), 0);
}

void
unit_judged(struct fixture *f)
{
	readiness_free(&f->out);
	rules_free(f->r);
	mk_free(&f->s, &f->d);
}
