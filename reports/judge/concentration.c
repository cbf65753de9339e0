/* SPDX-License-Identifier: Apache-2.0 */
/* Many suggested minors in one clause; see concentration.h. */
#include "reports/judge/concentration.h"

#include <inttypes.h>
#include <math.h>

#include "reports/judge/readiness/messages.h"
#include "shared/base/value.h"
#include "shared/text/json.h"

#define MOST 1e9 /* more than any clause has */

/* At least so many; 0: never. */
static uint64_t
from_of(const struct rules *r)
{
	double from = rules_concentration(r);

	return from > 0 ? (uint64_t)ceil(from < MOST ? from : MOST) : 0;
}

static bool
is_one(const struct clause_result *c, uint64_t from)
{
	return from > 0 && c->minors >= from;
}

size_t
concentration_count(const struct readiness *q, const struct rules *r)
{
	uint64_t from = from_of(r);
	size_t n = 0;

	for (size_t i = 0; i < q->nassessed; i++)
		n += is_one(&q->clause[i], from);
	return n;
}

static void
put_clauses(const struct readiness *q, uint64_t from, struct buf *b)
{
	for (size_t i = 0; i < q->nassessed; i++)
		if (is_one(&q->clause[i], from))
			buf_printf(b, "%s%s (%" PRIu64 ")", b->n == 0 ? "" :
			    ", ", q->clause[i].clause->number,
			    q->clause[i].minors);
}

void
concentration_put(const struct readiness *q, const struct rules *r,
    struct buf *b)
{
	uint64_t from = from_of(r);
	size_t n = concentration_count(q, r);
	struct buf which;

	if (from == 0)
		return;
	buf_init(&which, BUF_MAX_DEFAULT);
	put_clauses(q, from, &which);
	if (n == 0)
		message_put(b, &judge_message[JUDGE_MSG_SCATTERED],
		    VALUES(from));
	else
		message_put(b, &judge_message[JUDGE_MSG_CONCENTRATED],
		    VALUES(from, n, buf_view(&which)));
	buf_fini(&which);
}

void
concentration_json(const struct readiness *q, const struct rules *r,
    struct json_writer *w)
{
	uint64_t from = from_of(r);

	json_add_open(w, "concentration", '{');
	json_add_values(w, VALUES("from", from));
	json_add_open(w, "clauses", '[');
	for (size_t i = 0; i < q->nassessed; i++)
		if (is_one(&q->clause[i], from)) {
			json_put_open(w, '{');
			json_add_values(w, VALUES(
			    "clause", q->clause[i].clause->number,
			    "minors", q->clause[i].minors));
			json_put_close(w, '}');
		}
	json_put_close(w, ']');
	json_put_close(w, '}');
}
