"""An HTML document as the standard library's parser sees it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def all(self, tag: str = "", css: str = "") -> list["Element"]:
        """The elements below it of this tag and class, in their order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                classes = child.attributes.get("class", "").split()
                if (not tag or child.tag == tag) and (not css or css in classes):
                    found.append(child)
                found += child.all(tag, css)
        return found

    def by_id(self, name: str) -> "Element":
        (found,) = [one for one in self.all() if one.id == name]
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in {"meta", "link", "input", "br", "hr", "img"}:
            self.at = element

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> in <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def parsed(text: str) -> Element:
    """The document; every element that is not empty must be closed, in its order."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.at is builder.root
    return builder.root
