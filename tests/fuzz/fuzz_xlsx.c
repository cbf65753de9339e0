/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks: the container and all its parts, from a file as it is uploaded. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "reports/read_back.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	char path[40];
	struct buf b;
	struct err e;

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	buf_init(&b, (size_t)1 << 26);
	(void)xlsx_content(path, &b, &e);
	buf_fini(&b);
	close(fd);
	return 0;
}
