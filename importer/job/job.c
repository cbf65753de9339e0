/* SPDX-License-Identifier: Apache-2.0 */
/* What every stage does with a job; see job.h. */
#include "importer/job/job.h"

void
job_init(struct job *j, unsigned number)
{
	*j = (struct job){ .number = number, .reg = -1 };
	buf_init(&j->notes, BUF_MAX_DEFAULT);
}

void
job_fini(struct job *j)
{
	if (j->rows != NULL)
		j->free_rows(j->rows);
	if (j->has_map)
		map_fini(&j->map);
	buf_fini(&j->notes);
}

struct finding
job_finding(const struct job *j)
{
	return (struct finding){ .job = j->number, .level = LEVEL_ERROR,
		.code = "", .file = str_of(j->source.name),
		.sheet = j->source.sheet == NULL ? STR("") :
		str_of(j->source.sheet),
		.reg = j->schema == NULL ? STR("") : str_of(j->schema->name),
		.header = STR(""), .field = STR(""), .value = STR("") };
}

void
job_refuse(struct job *j, struct finding_list *l, const struct message *m,
    const struct value *arg, size_t n)
{
	const struct finding f = job_finding(j);

	finding_add(l, &f, m, arg, n);
	j->outcome = JOB_REFUSED;
}

void
job_note(struct job *j, const struct message *m,
    const struct value *arg, size_t n)
{
	message_put(&j->notes, m, arg, n);
	buf_putc(&j->notes, '\n');
}
