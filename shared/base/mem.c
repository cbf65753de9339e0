/* SPDX-License-Identifier: Apache-2.0 */
/* The heap, arrays that grow, arenas; see mem.h. */
#include "shared/base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/resource.h>

#define CHUNK_BYTES ((size_t)64 * 1024)
#define ALIGN ((size_t)16)

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, cap;
	_Alignas(16) char data[];
};

static _Noreturn void
out_of_memory(void)
{
	static const char msg[] = "preaudit: no memory left; the program ends\n";

	(void)!write(STDERR_FILENO, msg, sizeof(msg) - 1);
	_exit(1);
}

static size_t
product(size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		out_of_memory();
	return n * size;
}

void *
mem_alloc(size_t n)
{
	void *p = malloc(n == 0 ? 1 : n);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_calloc(size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size == 0 ? 1 : size);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_realloc(void *p, size_t n, size_t size)
{
	size_t bytes = product(n, size);

	p = realloc(p, bytes == 0 ? 1 : bytes);
	if (p == NULL)
		out_of_memory();
	return p;
}

char *
mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_alloc(n), s, n);
}

void *
mem_grow(void *a, size_t *cap, size_t used, size_t size)
{
	if (a != NULL && used < *cap)
		return a;
	while (*cap <= used)
		*cap = *cap == 0 ? 16 : product(*cap, 2);
	return mem_realloc(a, *cap, size);
}

int
mem_limit(size_t bytes)
{
#ifdef __SANITIZE_ADDRESS__
	(void)bytes;
	return 0;
#else
	struct rlimit as = { bytes, bytes };

	return setrlimit(RLIMIT_AS, &as);
#endif
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes = product(n, size);
	struct arena_chunk *c = a->head;
	void *p;

	if (bytes > SIZE_MAX - ALIGN - sizeof(*c))
		out_of_memory();
	bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
	if (c == NULL || c->cap - c->used < bytes) {
		size_t cap = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;

		c = mem_alloc(sizeof(*c) + cap);
		c->next = a->head;
		c->used = 0;
		c->cap = cap;
		a->head = c;
	}
	p = c->data + c->used;
	c->used += bytes;
	a->used += bytes;
	if (bytes > 0)
		memset(p, 0, bytes);
	return p;
}

char *
arena_memdup(struct arena *a, const char *p, size_t n)
{
	char *q = arena_alloc(a, n + 1, 1);

	if (n > 0)
		memcpy(q, p, n);
	return q;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	p = arena_alloc(a, (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_fini(struct arena *a)
{
	struct arena_chunk *c = a->head, *next;

	for (; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	a->head = NULL;
	a->used = 0;
}
