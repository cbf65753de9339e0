/* SPDX-License-Identifier: Apache-2.0 */
/* Command lines: values, subcommands, every refusal, help text. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "shared/base/version.h"
#include "shared/program/opts.h"
#include "tests/lib/unit.h"

struct values {
	const char *store;
	bool json;
	struct opt_list set;
	unsigned long retire;
};

static const struct opt opts[] = {
	{ "store", "DIR", "the store", OPT_TEXT, offsetof(struct values, store) },
	{ "json", NULL, "JSON", OPT_FLAG, offsetof(struct values, json) },
	{ "set", "FIELD=VALUE", "set a field", OPT_LIST,
	    offsetof(struct values, set) },
	{ "retire", "N", "confirm", OPT_COUNT, offsetof(struct values, retire) },
	{ 0 },
};

static int
nothing(void *values, struct err *e)
{
	(void)values;
	(void)e;
	return 0;
}

static const char *const uses_all[] = { "store", "json", "set", "retire",
	NULL };
static const char *const uses_store[] = { "store", NULL };

static const struct opt_command commands[] = {
	{ "status", "", "say how it is", uses_store, nothing },
	{ "undo", "BATCH", "undo a batch", uses_store, nothing },
	{ NULL, "FILE...", "import files", uses_all, nothing },
	{ 0 },
};
static const struct opt_program with_plain = { .name = "preaudit-x",
	.about = "Does x.", .opts = opts, .commands = commands,
	.examples = "  preaudit x a.csv\n" };
static const struct opt_command named[] = {
	{ "status", "", "say how it is", uses_store, nothing },
	{ "undo", "BATCH", "undo a batch", uses_store, nothing },
	{ 0 },
};
static const struct opt_program without_plain = { .name = "preaudit-x",
	.about = "Does x.", .opts = opts, .commands = named };

struct parsed {
	struct values v;
	const struct opt_command *command;
	struct opt_list args;
	struct buf out;
	struct err e;
	int status;
};

#define MAX_WORDS 12

/* Words parted by one blank; "_" stands for an empty word. */
static void
parse(struct parsed *p, const struct opt_program *program, const char *line)
{
	static char text[512];
	char *argv[MAX_WORDS + 2] = { NULL };
	struct opts_line l = { .argv = argv, .values = &p->v,
		.args = &p->args, .text = &p->out };

	*p = (struct parsed){ .status = -2 };
	buf_init(&p->out, 65536);
	snprintf(text, sizeof(text), "prog %s", line);
	for (char *w = strtok(text, " "); w != NULL; w = strtok(NULL, " ")) {
		ck_assert_int_lt(l.argc, MAX_WORDS);
		if (strcmp(w, "_") == 0)
			w[0] = '\0';
		argv[l.argc++] = w;
	}
	p->status = opts_parse(program, &l, &p->e);
	p->command = l.command;
}

static void
done(struct parsed *p)
{
	opts_free(&with_plain, &p->v, &p->args);
	ck_assert_ptr_null(p->v.set.item);
	ck_assert_ptr_null(p->args.item);
	buf_fini(&p->out);
}

/* command|store|json|set,set|retire|arg,arg */
static void
show(const struct parsed *p, struct buf *b)
{
	buf_printf(b, "%s|%s|%d|", p->command->name == NULL ? "-" : p->command->name,
	    p->v.store == NULL ? "-" : p->v.store, p->v.json);
	for (size_t i = 0; i < p->v.set.n; i++)
		buf_printf(b, "%s,", p->v.set.item[i]);
	buf_printf(b, "|%lu|", p->v.retire);
	for (size_t i = 0; i < p->args.n; i++)
		buf_printf(b, "%s,", p->args.item[i]);
}

static const struct {
	const char *line, *shown;
} good[] = {
	{ "", "-|-|0||0|" },
	{ "a.csv b.csv", "-|-|0||0|a.csv,b.csv," },
	{ "--store s a", "-|s|0||0|a," }, { "--store=s a", "-|s|0||0|a," },
	{ "--store= a", "-||0||0|a," }, { "--store _ a", "-||0||0|a," },
	{ "a --store s b --json", "-|s|1||0|a,b," },
	{ "--store --json", "-|--json|0||0|" },
	{ "--set a=b --set=c=d", "-|-|0|a=b,c=d,|0|" },
	{ "--json --json", "-|-|1||0|" }, { "--retire 12", "-|-|0||12|" },
	{ "status", "status|-|0||0|" }, { "status --store s", "status|s|0||0|" },
	{ "--store s status", "status|s|0||0|" }, { "--store status x", "-|status|0||0|x," },
	{ "undo 7", "undo|-|0||0|7," }, { "undo undo", "undo|-|0||0|undo," },
	{ "./status", "-|-|0||0|./status," }, { "a status", "-|-|0||0|a,status," },
	{ "-- status", "-|-|0||0|status," },
	{ "status -- --store", "status|-|0||0|--store," },
	{ "-- --json", "-|-|0||0|--json," }, { "-- -- x", "-|-|0||0|--,x," },
	{ "- _", "-|-|0||0|-,," },
};

START_TEST(test_good)
{
	struct parsed p;
	struct buf b;

	buf_init(&b, 1024);
	parse(&p, &with_plain, good[_i].line);
	ck_assert_msg(p.status == 0, "%s", p.e.msg);
	show(&p, &b);
	ck_assert_str_eq(buf_cstr(&b), good[_i].shown);
	ck_assert_uint_eq(p.out.n, 0);
	buf_fini(&b);
	done(&p);
}
END_TEST

static const struct {
	const struct opt_program *program;
	const char *line, *message;
} bad[] = {
	{ &with_plain, "--stroe s", "there is no option --stroe; did you mean "
	    "--store?" },
	{ &with_plain, "--stroe=s", "there is no option --stroe; did you mean "
	    "--store?" },
	{ &with_plain, "--xyzzy", "there is no option --xyzzy; see preaudit-x "
	    "--help" },
	{ &with_plain, "-s", "there is no option -s; options have long names, "
	    "see preaudit-x --help" },
	{ &with_plain, "a --store", "--store needs a value: DIR" },
	{ &with_plain, "--json=yes", "--json takes no value" },
	{ &with_plain, "--store a --store b", "--store is given twice" },
	{ &with_plain, "--retire 1 --retire 1", "--retire is given twice" },
	{ &with_plain, "--retire 1x", "--retire \"1x\" is not a whole number" },
	{ &with_plain, "--retire -1", "--retire \"-1\" is not a whole number" },
	{ &with_plain, "--retire 4294967296", "--retire \"4294967296\" is not "
	    "a whole number" },
	{ &with_plain, "status --json", "preaudit-x status does not take "
	    "--json; see preaudit-x --help" },
	{ &without_plain, "", "say what to do; see preaudit-x --help" },
	{ &without_plain, "statsu", "there is no command \"statsu\"; did you "
	    "mean \"status\"?" },
	{ &without_plain, "import", "there is no command \"import\"; see "
	    "preaudit-x --help" },
	{ &without_plain, "-- status", "there is no command \"status\"; did "
	    "you mean \"status\"?" },
};

START_TEST(test_bad)
{
	struct parsed p;

	parse(&p, bad[_i].program, bad[_i].line);
	ck_assert_int_eq(p.status, -1);
	ck_assert_int_eq(p.e.code, ERR_USAGE);
	ck_assert_str_eq(p.e.msg, bad[_i].message);
	done(&p);
}
END_TEST

static const struct {
	const char *line;
	const char *has[4], *lacks;
} help[] = {
	{ "--help", { "Does x.\n", "Examples\n  preaudit x a.csv\n",
	    "  preaudit-x undo [options] BATCH\n", "  --set FIELD=VALUE" },
	    "no such text" },
	{ "-h", { "Does x.\n", "Commands\n", "  status ", "Exit status" },
	    "no such text" },
	{ "status --help", { "say how it is\n", "  preaudit-x status [options]\n",
	    "  --store DIR ", "  --help " }, "--json" },
	{ "--help status", { "say how it is\n", "", "", "" }, "--json" },
	{ "--help nonsense", { "Does x.\n", "", "", "" }, "no such text" },
};

START_TEST(test_help)
{
	struct parsed p;

	parse(&p, &with_plain, help[_i].line);
	ck_assert_int_eq(p.status, 1);
	for (size_t i = 0; i < 4; i++)
		ck_assert_msg(strstr(buf_cstr(&p.out), help[_i].has[i]) != NULL,
		    "no \"%s\" in:\n%s", help[_i].has[i], buf_cstr(&p.out));
	ck_assert_ptr_null(strstr(buf_cstr(&p.out), help[_i].lacks));
	done(&p);
}
END_TEST

START_TEST(test_version)
{
	struct parsed p;

	parse(&p, &with_plain, "--version");
	ck_assert_int_eq(p.status, 1);
	ck_assert_str_eq(buf_cstr(&p.out), "preaudit-x (" PREAUDIT_PROGRAM
	    ")\n");
	done(&p);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("opts");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_good, good);
	LOOP(tc, test_bad, bad);
	LOOP(tc, test_help, help);
	tcase_add_test(tc, test_version);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
