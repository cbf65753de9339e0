/* SPDX-License-Identifier: Apache-2.0 */
/* Heads, coverage and violations in answers; see parts.h. */
#include "reports/compare/parts.h"

#include "reports/compare/messages.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"

void
parts_put_head(struct answer *a, const struct message *m, uint64_t size,
    const struct merkle_hash *root)
{
	char hex[SHA256_HEX + 1];

	hex_format(hex, root->b, SHA256_BYTES);
	answer_put(a, m, VALUES("size", size, "root", hex));
}

const char *
parts_result_name(enum crit_result r)
{
	static const char *const name[] = {
		[CRIT_MET] = "met",
		[CRIT_BY_DOCUMENT] = "by_document",
		[CRIT_NOT_MET] = "not_met",
		[CRIT_NOTHING_TO_ASSESS] = "nothing_to_assess",
		[CRIT_NOT_EVIDENCED] = "not_evidenced",
		[CRIT_NOT_ASSESSABLE] = "not_assessable",
	};

	_Static_assert(sizeof(name) / sizeof(name[0]) == CRIT__MAX,
	    "every result has its member");
	return name[r];
}

void
parts_put_coverage(struct answer *a, uint64_t evidenced, uint64_t clauses,
    const uint64_t by_result[CRIT__MAX])
{
	answer_open(a, "clauses", '{');
	answer_put(a, NULL, VALUES("n", evidenced, "of", clauses));
	answer_close(a, '}');
	answer_open(a, "criteria", '{');
	for (int k = 0; k < CRIT__MAX; k++)
		answer_put(a, NULL, VALUES(parts_result_name(
		    (enum crit_result)k), by_result[k]));
	answer_close(a, '}');
}

void
parts_say_violation(struct answer *a, const struct report *r,
    const struct violation *v)
{
	struct report_place at = report_place(r, v);

	if (at.kind[0] != '\0')
		answer_say(a, &compare_message[COMPARE_MSG_RECORD],
		    VALUES(at.kind, at.which));
	if (!a->json)
		buf_puts(a->out, v->message);
}

const char *
parts_colon(const char *text)
{
	return text[0] == '\0' ? "" : ": ";
}
