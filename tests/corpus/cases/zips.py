# SPDX-License-Identifier: Apache-2.0
"""Containers that are wrong: lies of the directory, cuts, bombs, foreign members."""
import bz2
import lzma
import struct
import zlib

from .build import Entry, book, head, pack, parts, put, sheet, zeros

SHEET = "xl/worksheets/sheet1.xml"


def entries(**lies):
    """The members of a good workbook; `lies` are of its sheet."""
    return [Entry(k, v, **(lies if k == SHEET else {})) for k, v in parts().items()]


def whole(**lies):
    return pack(entries(**lies))


def with_entry(*more):
    return pack(entries() + list(more))


def zip64():
    """Sizes and place of the sheet in the extra field, as large files have them."""
    data = parts()[SHEET].encode()
    local = struct.pack("<HHQQ", 1, 16, len(data), len(Entry("", data).packed()))
    members = entries(csize=0xffffffff, usize=0xffffffff, extra=local)
    return pack(members)


def zip64_end():
    plain = whole()
    at = plain.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HLL", plain[at + 10:at + 20])
    end64 = b"PK\6\6" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\6\7" + struct.pack("<LQL", 0, at, 1)
    return (plain[:at] + end64 + locator +
            b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0))


def descriptor(lie=0):
    """Sizes behind the data, as programs that stream write them."""
    data = parts()[SHEET].encode()
    packed = Entry("", data).packed()
    behind = b"PK\7\10" + struct.pack("<LLL", zlib.crc32(data) ^ lie, len(packed), len(data))
    return whole(flags=8, local_crc=0, local_csize=0, local_usize=0, behind=behind)


def overlapping():
    members = entries()
    first = members[0]
    members[-1].lies["offset"] = 0
    members[-1].lies["crc"] = zlib.crc32(first.data)
    return pack(members)


def bomb(mib, **lies):
    packed, crc = zeros(mib)
    return whole(packed=packed, crc=crc, usize=mib << 20, **lies)


def spread_bomb():
    """Many members, none of them too dense by itself, all of the same bytes."""
    packed, crc = zeros(1)
    return pack(entries() + [Entry("xl/media/%04d" % i, packed=packed, crc=crc, usize=1 << 20) for i in range(1000)])


def cases():
    good = whole()
    end = good.rindex(b"PK\5\6")
    yield "zip-good.xlsx", "the workbook that the others are made from", good
    yield "zip-empty.xlsx", "no byte at all", b""
    yield "zip-two-bytes.xlsx", "the first two bytes", good[:2]
    for n in 4, 29, 200:
        yield "zip-cut-%d.xlsx" % n, "the first %d bytes" % n, good[:n]
    for tenth in 3, 5, 9:
        yield "zip-cut-%d0-percent.xlsx" % tenth, "%d0 %% of the bytes" % tenth, good[:len(good) * tenth // 10]
    yield "zip-cut-before-end.xlsx", "all but the record at the end", good[:end]
    yield "zip-cut-in-end.xlsx", "the last byte is missing", good[:-1]
    yield "zip-cut-half-end.xlsx", "half of the record at the end", good[:end + 11]
    yield "zip-only-end.xlsx", "only the record at the end", good[end:]
    yield "zip-no-members.xlsx", "a good archive without members", pack([])
    yield "zip-prefix.xlsx", "100 bytes before the first one", b"x" * 100 + good
    yield "zip-prefix-counted.xlsx", "a prefix that the directory knows", \
        pack(entries(), prefix=b"#!/bin/sh\n" * 9, counted_prefix=True)
    yield "zip-prefix-zip.xlsx", "two archives in one file", good + good
    yield "zip-suffix.xlsx", "bytes behind the end", good + b"\0" * 64
    yield "zip-suffix-long.xlsx", "100 KB behind the end", good + b"junk " * 20000
    yield "zip-comment.xlsx", "a comment at the end", pack(entries(), comment=b"made by hand")
    yield "zip-comment-long.xlsx", "a comment that is shorter than it says", pack(entries(), comment=b"ab", comment_size=9)
    yield "zip-crc.xlsx", "a wrong checksum of the sheet", whole(crc=1)
    yield "zip-crc-styles.xlsx", "a wrong checksum of the styles", pack(
        [Entry(k, v, **({"crc": 7} if "styles" in k else {})) for k, v in parts().items()])
    yield "zip-crc-unused.xlsx", "a wrong checksum of a part that nobody reads", with_entry(Entry("docProps/app.xml", "<a/>",
        crc=3))
    yield "zip-size-less.xlsx", "the sheet unpacks to more than declared", whole(usize=10)
    yield "zip-size-more.xlsx", "the sheet unpacks to less than declared", whole(usize=100000)
    yield "zip-size-zero.xlsx", "the sheet has bytes and declares none", whole(usize=0)
    yield "zip-size-huge.xlsx", "a sheet of 2 GiB by its word", whole(usize=2 << 30)
    yield "zip-csize-less.xlsx", "fewer packed bytes than there are", whole(csize=50)
    yield "zip-csize-more.xlsx", "packed bytes reach into the next member", whole(csize=900)
    yield "zip-csize-beyond.xlsx", "packed bytes reach behind the file", whole(csize=1 << 28)
    yield "zip-local-differs.xlsx", "its own header names other sizes", whole(local_usize=5, local_csize=5, local_crc=5)
    yield "zip-local-name.xlsx", "its own header names another part", whole(local_name=b"xl/worksheets/sheet9.xml")
    yield "zip-encrypted.xlsx", "a member is encrypted", whole(flags=1)
    yield "zip-encrypted-unused.xlsx", "a member that nobody reads is encrypted", with_entry(Entry("docProps/app.xml", "<a/>",
        flags=1))
    yield "zip-strong.xlsx", "strong encryption", whole(flags=0x41)
    yield "zip-aes.xlsx", "encrypted as other packers do", whole(method_id=99, flags=1, extra=struct.pack("<HHH2sBH", 0x9901, 7,
        2, b"AE", 3, 8),
                                                                    packed=bytes(range(60)))
    yield "zip-method-99.xlsx", "an unknown packing", whole(method_id=99)
    yield "zip-bzip2.xlsx", "packed with bzip2", whole(method_id=12, packed=bz2.compress(parts()[SHEET].encode()))
    yield "zip-lzma.xlsx", "packed with lzma", whole(method_id=14, packed=b"\x10\x02\x05\x00" + lzma.compress(
        parts()[SHEET].encode(), lzma.FORMAT_ALONE)[:5] + lzma.compress(parts()[SHEET].encode(), lzma.FORMAT_ALONE)[13:])
    yield "zip-deflate64.xlsx", "packed with deflate64", whole(method_id=9)
    yield "zip-stored.xlsx", "nothing is packed", pack([Entry(k, v, 0) for k, v in parts().items()])
    yield "zip-broken-deflate.xlsx", "the packed bytes are none", whole(packed=b"\xff" * 300)
    yield "zip-half-deflate.xlsx", "half of the packed bytes", whole(packed=entries()[-1].packed()[:120])
    yield "zip-deflate-behind.xlsx", "bytes behind the packed ones", whole(packed=entries()[-1].packed() + b"behind")
    yield "zip-stored-lie.xlsx", "packed bytes that are called stored", whole(method_id=0)
    yield "zip64.xlsx", "sizes in 64 bits", zip64()
    yield "zip64-end.xlsx", "a directory in 64 bits", zip64_end()
    yield "zip-descriptor.xlsx", "sizes behind the data", descriptor()
    yield "zip-descriptor-lie.xlsx", "sizes behind the data, with another checksum", descriptor(1)
    yield "zip-overlap.xlsx", "two members over the same bytes", overlapping()
    yield "zip-offset-beyond.xlsx", "a member behind the end", whole(offset=1 << 30)
    yield "zip-offset-wrong.xlsx", "a member where there is none", whole(offset=17)
    yield "zip-count-less.xlsx", "the end counts fewer members", pack(entries(), count=2)
    yield "zip-count-more.xlsx", "the end counts more members", pack(entries(), count=60)
    yield "zip-directory-size.xlsx", "the end has a wrong size of the directory", pack(entries(), size=9)
    yield "zip-directory-start.xlsx", "the end has a wrong start of the directory", pack(entries(), start=3)
    yield "zip-disks.xlsx", "one of several volumes", pack(entries(), disk=3)
    yield "zip-4096-members.xlsx", "as many members as may be", with_entry(*[Entry("m/%d" % i, "", 0) for i in range(4090)])
    yield "zip-4097-members.xlsx", "one more", with_entry(*[Entry("m/%d" % i, "", 0) for i in range(4091)])
    yield "zip-60000-members.xlsx", "60,000 members", with_entry(*[Entry("m/%d" % i, "", 0) for i in range(60000)])
    yield "zip-traversal.xlsx", "a member's name climbs out", with_entry(Entry("../../../../tmp/evil", "x"))
    yield "zip-absolute.xlsx", "a member's name is a path", with_entry(Entry("/etc/passwd", "x"))
    yield "zip-device.xlsx", "names that are devices elsewhere", with_entry(Entry("C:\\con", "x"), Entry("aux", "y"))
    yield "zip-symlink.xlsx", "a member that is a link", with_entry(Entry("link", "/etc/passwd", 0, attributes=0o120777 << 16))
    yield "zip-double.xlsx", "two members of one name", with_entry(Entry(SHEET, sheet(head() + put(A="T-8"))))
    yield "zip-double-case.xlsx", "two names that differ in case", with_entry(Entry("XL/Worksheets/Sheet1.XML", sheet("")))
    yield "zip-double-slash.xlsx", "two names that differ in the slash", with_entry(Entry("xl\\worksheets\\sheet1.xml",
        sheet("")))
    yield "zip-double-leading.xlsx", "two names that differ in a leading slash", with_entry(Entry("/" + SHEET, sheet("")))
    yield "zip-backslashes.xlsx", "backslashes for slashes", pack([Entry(k.replace("/", "\\"), v) for k, v in parts().items()])
    yield "zip-lower.xlsx", "names in lower case", pack([Entry(k.lower(), v) for k, v in parts().items()])
    yield "zip-upper.xlsx", "names in upper case", pack([Entry(k.upper(), v) for k, v in parts().items()])
    yield "zip-leading-slash.xlsx", "a slash before every name", pack([Entry("/" + k, v) for k, v in parts().items()])
    yield "zip-name-empty.xlsx", "a member without a name", with_entry(Entry("", "x"))
    yield "zip-name-nul.xlsx", "a NUL byte in a name", with_entry(Entry(b"xl/a\0b.xml", "x"))
    yield "zip-name-latin1.xlsx", "a name in no UTF-8", with_entry(Entry(b"xl/m\xfcller.bin", "x"))
    yield "zip-name-long.xlsx", "a name of 60,000 bytes", with_entry(Entry("n" * 60000, "x"))
    yield "zip-name-control.xlsx", "an encrypted member with control characters in its name", \
        with_entry(Entry("a\x1b[2Jb\nc", "x", flags=1))
    yield "zip-folders.xlsx", "members for the folders", with_entry(Entry("xl/", "", 0), Entry("_rels/", "", 0))
    yield "zip-bomb-1-gib.xlsx", "1 GiB of zeros in 1 MB", bomb(1024)
    yield "zip-bomb-hidden.xlsx", "1 GiB of zeros that declares 10 bytes", whole(packed=zeros(1024)[0], usize=10)
    yield "zip-bomb-64-mib.xlsx", "64 MiB of zeros in 64 KB", bomb(64)
    yield "zip-bomb-unused.xlsx", "1 GiB of zeros in a part that nobody reads", \
        with_entry(Entry("xl/media/a.png", packed=zeros(1024)[0], crc=0, usize=1 << 30))
    yield "zip-bomb-spread.xlsx", "1,000 parts of 1 MiB each that nobody reads", spread_bomb()
    yield "zip-bomb-nested.xlsx", "archives in archives", pack([Entry("a.zip", pack([Entry("b.zip", bomb(64))]))])
    yield "zip-of-workbook.xlsx", "a workbook in an archive", pack([Entry("training.xlsx", good)])
    yield "zip-of-csv.zip", "a CSV file in an archive", pack([Entry("training.csv", "training_id,person\n1,2\n")])
    yield "zip-jar.xlsx", "an archive of a program", pack([Entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"),
                                                           Entry("A.class", b"\xca\xfe\xba\xbe")])
    yield "zip-good-as.csv", "a workbook that is named .csv", good
    yield "zip-good-as.ods", "a workbook that is named .ods", good
    yield "zip-good-as.txt", "a workbook that is named .txt", good
    yield "zip-7z.xlsx", "an archive of another kind", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(200))
    yield "zip-rar.xlsx", "another one", b"Rar!\x1a\7\1\0" + bytes(range(200))
    yield "zip-gzip.xlsx", "a gzip file", b"\x1f\x8b\x08\0\0\0\0\0\0\3" + bytes(50)
    yield "zip-noise.xlsx", "noise", bytes((i * 167 + i // 7 * 31) & 255 for i in range(4000))
