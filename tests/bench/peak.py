#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""peak.py CMD...: runs it and prints one line: its exit status, wall seconds, then peak KiB of the program itself and
of its children (the largest one), each as resident (VmHWM: mapped pages of files are in it) and as its own memory
(RssAnon and RssShmem, looked at every 10 ms).
"""
import os
import subprocess
import sys
import time


def status(pid):
    out = {}
    try:
        with open("/proc/%s/status" % pid, encoding="ascii", errors="replace") as f:
            for line in f:
                name, _, value = line.partition(":")
                if name in ("VmHWM", "RssAnon", "RssShmem"):
                    out[name] = int(value.split()[0])
    except OSError:
        pass
    return out.get("VmHWM", 0), out.get("RssAnon", 0) + out.get("RssShmem", 0)


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as f:
            return f.read().split()
    except OSError:
        return []


def main():
    peak = [0, 0, 0, 0]
    start = time.monotonic()
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as p:
        while p.poll() is None:
            for at, pids in ((0, [p.pid]), (2, children(p.pid))):
                for pid in pids:
                    resident, own = status(pid)
                    peak[at] = max(peak[at], resident)
                    peak[at + 1] = max(peak[at + 1], own)
            time.sleep(0.01)
    print(p.returncode, "%.2f" % (time.monotonic() - start), *peak)


if __name__ == "__main__":
    main()
