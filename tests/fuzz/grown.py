"""Hostile contents that would be too large to keep: deep, wide and long."""

from __future__ import annotations

DEEP_YAML = {
    "lists": b"[" * 100_000,
    "mappings": b"{a: " * 50_000,
    "blocks": b"- " * 30_000 + b"x",
    "closed": b"unit: " + b"[" * 60 + b"]" * 60,
    "wide": b"unit: [" + b"1," * 300_000 + b"]",
    "long key": b"unit: '09'\n" + b"x" * 100_000 + b": 1\n",
    "many anchors": b"".join(b"k%d: &a%d [1]\n" % (n, n) for n in range(20_000)) + b"unit: *nothing\n",
}
DEEP_JSON = {
    "lists": b"[" * 200_000,
    "mappings": b'{"a":' * 100_000,
    "closed": b"[" * 100_000 + b"]" * 100_000,
    "long key": b'{"' + b"x" * 100_000 + b'": 1}',
    "wide": b"[" + b"1," * 300_000 + b"1]",
}
