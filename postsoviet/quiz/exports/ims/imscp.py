"""The manifest of an IMS content package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from postsoviet.quiz.exports.ims.elements import Node, document, node

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PLAIN = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True)
class Resource:
    """A resource of a package.

    Attributes
    ----------
    name : str
        Its identifier, a valid name in XML.
    kind : str
        Its type, in the words of the format.
    files : tuple of str
        Its paths.
    entry : bool
        Whether the first file is also its address.
    needs : tuple of str
        Names of resources that it shows.
    about : tuple of Element
        Metadata.
    """

    name: str
    kind: str
    files: tuple[str, ...]
    entry: bool = True
    needs: tuple[str, ...] = ()
    about: tuple[Node, ...] = field(default=())

    def written(self) -> Node:
        """Return it as an element."""
        return node(
            "resource",
            node("metadata", *self.about) if self.about else None,
            *(node("file", href=path) for path in self.files),
            *(node("dependency", identifierref=name) for name in self.needs),
            identifier=self.name, type=self.kind, href=self.files[0] if self.entry else None,
        )  # fmt: skip


def manifest(
    name: str, metadata: Iterable[Node], resources: Iterable[Resource], *,
    organizations: Node | None = None, namespace: str = PLAIN, prefixes: dict[str, str] | None = None,
    schemas: str = "",
) -> bytes:  # fmt: skip
    """Return a manifest as a file.

    Parameters
    ----------
    name : str
        Its identifier.
    metadata : iterable of Element
        Schema, version, and what describes the package.
    resources : iterable of Resource
        In the order in which they stand.
    organizations : Element, optional
        What a reader sees of the package; nothing by default.
    namespace : str
        Of the manifest itself.
    prefixes : dict of str to str
        Further namespaces.
    schemas : str
        Pairs of namespace and address of a schema.
    """
    spaces = {f"xmlns__{prefix}": address for prefix, address in (prefixes or {}).items()}
    return document(
        node(
            "manifest",
            node("metadata", *metadata),
            organizations if organizations is not None else node("organizations"),
            node("resources", *(resource.written() for resource in resources)),
            identifier=name, xmlns=namespace, **spaces, xmlns__xsi=INSTANCE, xsi__schemaLocation=schemas,
        )
    )  # fmt: skip


def schema(name: str, version: str) -> list[Node]:
    """Return what the package is written in."""
    return [node("schema", name), node("schemaversion", version)]


def described(title: str, *, keywords: Iterable[str] = (), description: str = "") -> Node:
    """Return a description in the metadata language of IMS, which says ``imsmd`` before every name."""

    def words(tag: str, words: str) -> Node:
        return node(f"imsmd:{tag}", node("imsmd:langstring", words, xml__lang="en"))

    general = node(
        "imsmd:general",
        words("title", title),
        node("imsmd:language", "en"),
        words("description", description) if description else None,
        *(words("keyword", word) for word in keywords),
    )
    return node("imsmd:lom", general)
