#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""resign_stamp.py RESPONSE CERT KEY OUT: the same time stamp, signed anew.

openssl ts does not sign with a certificate that is not for time stamps; this
does, with `openssl cms`, as an authority would that does not look.
"""
import subprocess
import sys

response, cert, key, out = sys.argv[1:]


def openssl(*args, data=None):
    return subprocess.run(["openssl", *args], input=data, stdout=subprocess.PIPE, check=True).stdout


def read(der, at=0):
    """(tag, start of the content, its end) of the element at `at`."""
    n, start = der[at + 1], at + 2
    if n & 0x80:
        start += n & 0x7f
        n = int.from_bytes(der[at + 2:start], "big")
    return der[at], start, start + n


def wrap(tag, *parts):
    body = b"".join(parts)
    n = len(body)
    size = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag]) + size + body


with open(response, "rb") as f:
    der = f.read()
status = read(der, read(der)[1])
# TSTInfo: what `openssl cms` gives out as the content.
token = der[status[2]:]
info = openssl("cms", "-verify", "-noverify", "-nosigs", "-inform", "DER", "-binary", data=token)
signed = openssl("cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-nosmimecap", "-cades",
                 "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-signer", cert, "-inkey", key, data=info)
with open(out, "wb") as f:
    f.write(wrap(0x30, der[read(der)[1]:status[2]], signed))
