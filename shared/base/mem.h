/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory: the heap, arrays that grow, arenas. Heap functions never return NULL:
 * when there is none left they say so on standard error and end the process
 * with status 1. What that leaves behind is what any end at that moment would:
 * a store is put forward as a whole or not at all (docs/store-format.md 5), and
 * work on hostile input runs in processes of its own.
 */
#ifndef PREAUDIT_MEM_H
#define PREAUDIT_MEM_H

#include <stddef.h>

void *mem_alloc(size_t n) __attribute__((malloc, returns_nonnull));
/* n * size bytes, zeroed; the product is checked. */
void *mem_calloc(size_t n, size_t size) __attribute__((returns_nonnull));
void *mem_realloc(void *p, size_t n, size_t size)
    __attribute__((returns_nonnull));
char *mem_strdup(const char *s) __attribute__((returns_nonnull));

/*
 * Grows an array so that index `used` fits: doubles *cap (from 16 up).
 * `a` is the array pointer, size the element's. Returns the new pointer.
 */
void *mem_grow(void *a, size_t *cap, size_t used, size_t size)
    __attribute__((returns_nonnull));

/*
 * Caps this process' address space (RLIMIT_AS). Under AddressSanitizer, whose
 * shadow is larger than any cap, it does nothing. 0, or -1 with errno.
 */
int mem_limit(size_t bytes);

/* A region freed at once. Allocations are zeroed and aligned to 16 bytes. */
struct arena {
	struct arena_chunk *head;
	size_t used; /* bytes handed out in total */
};

void *arena_alloc(struct arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull));
/* Copy of n bytes with a NUL behind them. */
char *arena_memdup(struct arena *a, const char *p, size_t n)
    __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));
void arena_fini(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
