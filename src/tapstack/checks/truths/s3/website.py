"""S3-080: a website redirects everything, or has an index and perhaps rules."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(website: Property, _: View) -> Iterator[Fault]:
    """A fault for a redirect of everything beside something else, a missing index, and rules that say too much."""
    others = [name for name in ("IndexDocument", "ErrorDocument", "RoutingRules") if website.has(name)]
    if website.has("RedirectAllRequestsTo"):
        for name in others:
            yield Fault(website[name], f"The website redirects all requests and has {name}.")
    elif "IndexDocument" not in others:
        yield Fault(website, "The website has no IndexDocument.")
    elif "/" in website["IndexDocument"].text or not website["IndexDocument"].text:
        yield Fault(website["IndexDocument"], f"The index document is {website['IndexDocument'].shown!r}.")
    for redirect in website.each("RoutingRules[].RedirectRule"):
        if redirect.has("ReplaceKeyWith") and redirect.has("ReplaceKeyPrefixWith"):
            yield Fault(redirect, "The redirect has ReplaceKeyWith and ReplaceKeyPrefixWith.")


TRUTH = Truth(
    id="S3-080",
    title="A website either redirects all requests or has an IndexDocument; a redirect replaces the key or its prefix",
    why="S3 answers MalformedXML or InvalidArgument to the website configuration, and the bucket is not made.",
    fix="Remove what stands beside RedirectAllRequestsTo; else name an index without a slash.",
    source="resource schema AWS::S3::Bucket, WebsiteConfiguration.RedirectAllRequestsTo (no other property beside it)"
    " and RedirectRule; botocore s3, IndexDocument.Suffix (not empty, no slash)",
    about=("AWS::S3::Bucket",),
    at="WebsiteConfiguration",
    judge=judge,
)
