/* SPDX-License-Identifier: Apache-2.0 */
/* Command lines from a table; see opts.h. The usage text is in opts_usage.c. */
#include "shared/program/opts.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/base/version.h"
#include "shared/program/messages.h"
#include "shared/program/opts_internal.h"

struct parse {
	const struct opt_program *p;
	void *values;
	const struct opt_command *command;
	struct opt_list *args;
	bool plain; /* the first operand stands behind "--": no command */
	bool *seen; /* per option */
	struct err *e;
};

static const char *
option_name(const void *ctx, size_t i)
{
	const struct opt_program *p = ctx;

	return p->opts[i].name;
}

/* Names of the subcommands in order, skipping the one without a name. */
static const char *
command_name(const void *ctx, size_t i)
{
	const struct opt_program *p = ctx;

	for (const struct opt_command *c = p->commands; c->help != NULL; c++)
		if (c->name != NULL && i-- == 0)
			return c->name;
	return NULL;
}

static const struct opt *
find_option(const struct opt_program *p, struct str name)
{
	for (const struct opt *o = p->opts; o->name != NULL; o++)
		if (str_is(name, o->name))
			return o;
	return NULL;
}

static int
unknown_option(const struct parse *s, struct str name)
{
	const char *near = str_suggest(name, option_name, s->p);

	return program_refuse(s->e, near == NULL ? PROGRAM_MSG_NO_OPTION :
	    PROGRAM_MSG_NO_OPTION_NEAR, VALUES(name, near == NULL ?
	    s->p->name : near));
}

static void
add_item(struct opt_list *list, const char *word)
{
	list->item = mem_realloc(list->item, list->n + 1,
	    sizeof(*list->item));
	list->item[list->n++] = word;
}

static int
store_value(struct parse *s, const struct opt *o, const char *value)
{
	void *at = (char *)s->values + o->offset;
	uint64_t n;

	switch (o->kind) {
	case OPT_FLAG:
		*(bool *)at = true;
		return 0;
	case OPT_LIST:
		add_item(at, value);
		return 0;
	case OPT_COUNT:
		if (!num_parse_u64(str_of(value), UINT32_MAX, &n))
			return program_refuse(s->e, PROGRAM_MSG_NO_NUMBER,
			    VALUES(o->name, value));
		*(unsigned long *)at = (unsigned long)n;
		return 0;
	case OPT_TEXT:
		*(const char **)at = value;
		return 0;
	}
	return 0;
}

/* One option; *i moves over a value that stands in the next word. */
static int
read_option(struct parse *s, int argc, char **argv, int *i)
{
	struct str word = str_of(argv[*i] + 2);
	size_t eq = str_find(word, '=', 0);
	const char *value = eq < word.n ? argv[*i] + 2 + eq + 1 : NULL;
	const struct opt *o = find_option(s->p, (struct str){ word.p, eq });

	if (o == NULL)
		return unknown_option(s, (struct str){ word.p, eq });
	if (o->kind == OPT_FLAG && value != NULL)
		return program_refuse(s->e, PROGRAM_MSG_TAKES_NO_VALUE,
		    VALUES(o->name));
	if (o->kind != OPT_FLAG && value == NULL) {
		if (*i + 1 == argc)
			return program_refuse(s->e, PROGRAM_MSG_NEEDS_VALUE,
			    VALUES(o->name, o->arg));
		value = argv[++*i];
	}
	if (s->seen[o - s->p->opts] && o->kind != OPT_LIST &&
	    o->kind != OPT_FLAG)
		return program_refuse(s->e, PROGRAM_MSG_TWICE,
		    VALUES(o->name));
	s->seen[o - s->p->opts] = true;
	return store_value(s, o, value);
}

/* What the operands ask for, the command's name taken off; NULL: a mistake. */
static const struct opt_command *
choose_command(struct parse *s)
{
	const struct opt_command *plain = NULL;
	const char *near, *word;

	/* The first operand, where it is a command. */
	for (const struct opt_command *c = s->p->commands; c->help != NULL;
	    c++) {
		if (c->name == NULL) {
			plain = c;
		} else if (s->args->n > 0 && !s->plain &&
		    strcmp(c->name, s->args->item[0]) == 0) {
			s->args->n--;
			memmove(s->args->item, s->args->item + 1,
			    s->args->n * sizeof(*s->args->item));
			return c;
		}
	}
	/* Else the program has one without a name, or there is a mistake. */
	if (plain != NULL)
		return plain;
	word = s->args->n == 0 ? NULL : s->args->item[0];
	near = word == NULL ? NULL :
	    str_suggest(str_of(word), command_name, s->p);
	if (word == NULL)
		(void)program_refuse(s->e, PROGRAM_MSG_NO_COMMAND,
		    VALUES(s->p->name));
	else if (near == NULL)
		(void)program_refuse(s->e, PROGRAM_MSG_UNKNOWN,
		    VALUES(false, word, s->p->name));
	else
		(void)program_refuse(s->e, PROGRAM_MSG_UNKNOWN_NEAR,
		    VALUES(word, "", near));
	return NULL;
}

static int
check_uses(const struct parse *s)
{
	for (size_t i = 0; s->p->opts[i].name != NULL; i++)
		if (s->seen[i] && !opts_uses(s->command, s->p->opts[i].name))
			return program_refuse(s->e, PROGRAM_MSG_NOT_TAKEN,
			    VALUES(s->p->name, opts_blank(s->command->name),
			    s->command->name, s->p->opts[i].name));
	return 0;
}

static int
parse_words(struct parse *s, int argc, char **argv, bool *help, bool *version)
{
	bool only_args = false;

	for (int i = 1; i < argc; i++) {
		const char *w = argv[i];

		if (only_args || w[0] != '-' || w[1] == '\0') {
			add_item(s->args, w);
		} else if (strcmp(w, "--") == 0) {
			only_args = true;
			s->plain = s->args->n == 0;
		} else if (strcmp(w, "--help") == 0 || strcmp(w, "-h") == 0) {
			*help = true;
		} else if (strcmp(w, "--version") == 0) {
			*version = true;
		} else if (w[1] != '-') {
			return program_refuse(s->e, PROGRAM_MSG_SHORT_OPTION,
			    VALUES(w, s->p->name));
		} else if (read_option(s, argc, argv, &i) == -1) {
			return -1;
		}
	}
	return 0;
}

/* The usage text of the command that is named, else of the program. */
static void
put_help(const struct parse *s, struct buf *text)
{
	struct err ignored;
	struct parse quiet = *s;
	const struct opt_command *c;

	quiet.e = &ignored;
	c = choose_command(&quiet);
	opts_usage(s->p, c == NULL || c->name == NULL ? NULL : c, text);
}

int
opts_parse(const struct opt_program *p, struct opts_line *l, struct err *e)
{
	struct parse s = { .p = p, .values = l->values, .args = l->args,
		.e = e };
	bool help = false, version = false;
	size_t n = 0;
	int status;

	while (p->opts[n].name != NULL)
		n++;
	s.seen = mem_calloc(n + 1, sizeof(*s.seen));
	status = parse_words(&s, l->argc, l->argv, &help, &version);
	if (status == 0 && version) {
		program_put(l->text, PROGRAM_MSG_VERSION,
		    VALUES(p->name, PREAUDIT_PROGRAM));
		status = 1;
	} else if (status == 0 && help) {
		put_help(&s, l->text);
		status = 1;
	} else if (status == 0) {
		s.command = choose_command(&s);
		status = s.command == NULL ? -1 : check_uses(&s);
	}
	l->command = s.command;
	free(s.seen);
	return status;
}

void
opts_free(const struct opt_program *p, void *values, struct opt_list *args)
{
	for (const struct opt *o = p->opts; o->name != NULL; o++)
		if (o->kind == OPT_LIST) {
			struct opt_list *list = (void *)((char *)values +
			    o->offset);

			free(list->item);
			*list = (struct opt_list){ 0 };
		}
	free(args->item);
	*args = (struct opt_list){ 0 };
}
