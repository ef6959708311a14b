"""What a Lambda runtime has without layers: modules of Python, and packages of Node.js."""

from __future__ import annotations

import sys

_WITH_PYTHON = frozenset(
    {
        "boto3",
        "botocore",
        "s3transfer",
        "jmespath",
        "dateutil",
        "urllib3",
        "six",
        "awslambdaric",
        "cfnresponse",
        "index",
        "bootstrap",
        "snapshot_restore_py",
        "simplejson",
        "runtime_client",
        "lambda_runtime_client",
    }
)
_REMOVED = {
    12: {"asynchat", "asyncore", "distutils", "imp", "smtpd"},
    13: {"aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr", "mailcap", "msilib", "nis", "nntplib",
         "ossaudiodev", "pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib", "lib2to3"},
}  # fmt: skip
_ADDED = {9: {"zoneinfo", "graphlib"}, 11: {"tomllib"}, 14: {"annotationlib", "compression"}}
_NODE = frozenset(
    [
        "assert",
        "async_hooks",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "inspector",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "repl",
        "stream",
        "string_decoder",
        "sys",
        "timers",
        "tls",
        "trace_events",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    ]
)


def has_module(name: str, minor: int) -> bool:
    """Whether Python 3.minor of Lambda has a module of this name, on top."""
    if any(name in gone for since, gone in _REMOVED.items() if minor >= since):
        return False
    if any(name in new for since, new in _ADDED.items() if minor < since):
        return False
    known = any(name in new for new in _ADDED.values()) or any(name in gone for gone in _REMOVED.values())
    return known or name in _WITH_PYTHON or name in sys.stdlib_module_names


def has_package(name: str, major: int) -> bool:
    """Whether Node.js of this version in Lambda has a package."""
    if name.startswith(("node:", "./", "../", "/")) or name.partition("/")[0] in _NODE or name == "cfn-response":
        return True
    if name.partition("/")[0] == "aws-sdk":
        return major < 18
    return name.startswith(("@aws-sdk/", "@smithy/", "@aws-crypto/", "tslib", "uuid")) and major >= 18
