/* SPDX-License-Identifier: Apache-2.0 */
/* The importer's side of reading a stranger's file; see reader.h. */
#include "importer/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "importer/reader_child.h"
#include "importer/text_check.h"
#include "shared/base/fileio.h"
#include "shared/base/json.h"
#include "shared/base/mem.h"

#define ANSWER_BYTES ((size_t)16 << 20)
/* Wall clock: a child that computes is stopped by its CPU limit first. */
#define WAIT_MS 600000

/* ---- the child ---- */

static int
open_pipes(struct reader_pipes *p, int *answer, struct err *e)
{
	int fd[2];

	p->spill = p->answer = -1;
	p->rows = file_temp(e);
	if (p->rows == -1)
		return -1;
	p->spill = file_temp(e);
	if (p->spill == -1)
		return -1;
	if (pipe2(fd, O_CLOEXEC) == -1)
		return err_sys(e, "create", "a pipe");
	*answer = fd[0];
	p->answer = fd[1];
	return 0;
}

static void
close_fd(int *fd)
{
	if (*fd != -1)
		(void)close(*fd);
	*fd = -1;
}

/* All the child says, until it closes its end. */
static int
take_answer(int fd, struct buf *b, struct err *e)
{
	char piece[16384];

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int ready = poll(&p, 1, WAIT_MS);
		ssize_t n;

		if (ready == -1 && errno == EINTR)
			continue;
		if (ready == 0)
			return err_set(e, ERR_REFUSED, "reading it took longer "
			    "than %d minutes", WAIT_MS / 60000);
		n = read(fd, piece, sizeof(piece));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_sys(e, "read", "the answer of the reader");
		if (n == 0)
			return 0;
		buf_put(b, piece, (size_t)n);
		if (!buf_ok(b))
			return err_set(e, ERR_REFUSED, "it has more sheets and "
			    "merged cells than a workbook may have");
	}
}

/* What it means that the child ended so. */
static int
judge(int status, struct err *e)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU ||
	    WTERMSIG(status) == SIGKILL))
		return err_set(e, ERR_REFUSED, "reading it took too long and "
		    "was stopped; if the file is good, open it in a spreadsheet "
		    "program, remove what is no table, and save it again");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
		return err_set(e, ERR_REFUSED, "it holds more text than can "
		    "be imported at once; split it");
	if (WIFSIGNALED(status))
		return err_set(e, ERR_REFUSED, "it broke the program that "
		    "reads it (signal %d), which was confined; the file is "
		    "damaged or made to do harm: save it again in a "
		    "spreadsheet program, or export it as CSV",
		    WTERMSIG(status));
	return err_set(e, ERR_REFUSED, "reading it needs more than the %llu "
	    "MiB of memory that a reader may use; export the sheet as CSV",
	    (unsigned long long)READER_BYTES >> 20);
}

static int
run_child(const struct reader_ask *ask, struct reader_pipes *p,
    int *answer, struct buf *said, struct err *e)
{
	int parent = (int)getpid(), status = 0, got;
	pid_t pid = fork();

	if (pid == -1)
		return err_sys(e, "start", "the reader");
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		if ((int)getppid() != parent)
			_exit(2);
		close_fd(answer);
		reader_child(ask, p);
	}
	close_fd(&p->answer);
	got = take_answer(*answer, said, e);
	if (got == -1)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return err_sys(e, "wait for", "the reader");
	return got == -1 ? -1 : judge(status, e);
}

/* ---- the answer ---- */

static uint64_t
take_count(const struct json *j, const char *name)
{
	int64_t v = json_int(json_get(j, name), 0);

	return v < 0 ? 0 : (uint64_t)v;
}

static void
take_facts(const struct json *j, struct sheet_facts *f)
{
	const struct json *m = json_get(j, "merge");

	f->rows = (uint32_t)take_count(j, "rows");
	f->columns = (uint32_t)take_count(j, "columns");
	f->formulas = take_count(j, "formulas");
	f->unset = take_count(j, "unset");
	f->errors = take_count(j, "errors");
	f->hidden_rows = take_count(j, "hidden_rows");
	f->hidden_columns = (uint32_t)take_count(j, "hidden_columns");
	f->merges = take_count(j, "merges");
	for (size_t i = 0; i + 4 <= json_len(m) && f->nmerge < SHEET_MERGES;
	    i += 4)
		f->merge[f->nmerge++] = (struct sheet_merge){
			(uint32_t)json_int(json_at(m, i), 0),
			(uint32_t)json_int(json_at(m, i + 1), 0),
			(uint32_t)json_int(json_at(m, i + 2), 0),
			(uint32_t)json_int(json_at(m, i + 3), 0) };
}

static int
not_understood(struct err *e)
{
	return err_set(e, ERR_REFUSED, "what its reader answered is not to be "
	    "trusted; the file is damaged or made to do harm");
}

static int
take_sheet(const struct json *j, const struct reading *r,
    struct reader_sheet *s, struct err *e)
{
	uint64_t from = take_count(j, "from"), n = take_count(j, "bytes");
	int64_t state = json_int(json_get(j, "state"), -1);
	size_t bad;

	if (from > r->map.n || n > r->map.n - from || state < 0 ||
	    state > SHEET_VERY_HIDDEN || !json_is_string(json_get(j, "name")))
		return not_understood(e);
	s->name = mem_strdup(json_cstr(json_get(j, "name")));
	s->state = (enum sheet_state)state;
	s->text = n == 0 ? STR("") : (struct str){ r->map.p + from, n };
	take_facts(j, &s->facts);
	/* It may say what it likes, but only text comes in. */
	if (text_check(&r->map, s->text, &bad) != TEXT_GOOD)
		return not_understood(e);
	return 0;
}

static const char *
known_kind(const char *said)
{
	static const char *const kinds[] = { "xlsx", "xlsm", "ods", "fods",
		"text" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(said, kinds[i]) == 0)
			return kinds[i];
	return NULL;
}

static int
take_sheets(struct reading *r, const struct json *j, struct err *e)
{
	const struct json *sheets = json_get(j, "sheets");
	size_t n = json_len(sheets);

	r->kind = known_kind(json_cstr(json_get(j, "kind")));
	if (r->kind == NULL || !json_is_array(sheets))
		return not_understood(e);
	r->sheet = mem_calloc(n, sizeof(*r->sheet));
	for (size_t i = 0; i < n; i++) {
		r->n++;
		if (take_sheet(json_at(sheets, i), r, &r->sheet[i], e) == -1)
			return -1;
	}
	return 0;
}

static int
map_rows(struct reading *r, int fd, struct err *e)
{
	off_t n = lseek(fd, 0, SEEK_END);
	void *p;

	if (n == -1)
		return err_sys(e, "read", "the temporary file of rows");
	if (n == 0)
		return 0;
	p = mmap(NULL, (size_t)n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return err_sys(e, "read", "the temporary file of rows");
	r->map = (struct map){ p, (size_t)n };
	return 0;
}

static int
take_reading(struct reading *r, struct str said, int rows, struct err *e)
{
	struct err bad = { 0 };
	struct json *j = json_parse(said, "reader", &bad);
	struct str why;
	int status;

	if (j == NULL)
		return not_understood(e);
	why = json_str(json_get(j, "refused"));
	if (why.n > 0) {
		status = err_set(e, ERR_REFUSED, "%.*s", STR_ARG(why));
	} else if (json_str(json_get(j, "failed")).n > 0) {
		why = json_str(json_get(j, "failed"));
		status = err_set(e, ERR_SYS, "%.*s", STR_ARG(why));
	} else {
		status = map_rows(r, rows, e);
		if (status == 0)
			status = take_sheets(r, j, e);
	}
	json_free(j);
	return status;
}

int
reader_run(struct reading *r, const struct reader_ask *ask, struct err *e)
{
	struct reader_pipes p = { -1, -1, -1 };
	int answer = -1, status;
	struct buf said;

	*r = (struct reading){ .map = { "", 0 } };
	buf_init(&said, ANSWER_BYTES);
	status = open_pipes(&p, &answer, e);
	if (status == 0)
		status = run_child(ask, &p, &answer, &said, e);
	if (status == 0)
		status = take_reading(r, buf_view(&said), p.rows, e);
	close_fd(&p.rows);
	close_fd(&p.spill);
	close_fd(&p.answer);
	close_fd(&answer);
	buf_fini(&said);
	if (status == -1)
		reading_free(r);
	return status;
}

void
reading_free(struct reading *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->sheet[i].name);
	free(r->sheet);
	map_close(&r->map);
	*r = (struct reading){ .map = { "", 0 } };
}
