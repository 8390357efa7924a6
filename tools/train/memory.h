/* memory.h - memory and the end of the program, for hrm-train. */
#ifndef TRAIN_MEMORY_H
#define TRAIN_MEMORY_H
#include <stddef.h>

/* A zeroed array on a 64-byte boundary; ends the program when memory is short. free() it. Large ones are asked for in
 * huge pages, where the system leaves it to the program to ask: fewer misses of the table of pages in products. */
void *allocate(size_t count, size_t size);
/* Prints "hrm-train: message" and exits with 1. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
