"""What makes an Office file open without repair: every part there, declared, related, and every id once."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def faults(package: bytes) -> list[str]:
    """What breaks the package, in words; empty when it is sound."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = archive.namelist()
        found = [f"{name}: twice in the archive" for name in set(names) if names.count(name) > 1]
        content = {name: archive.read(name) for name in names}
    found += [f"{name}: not declared" for name in names if name not in _declared(content, names)]
    trees = {name: etree.fromstring(xml) for name, xml in content.items() if name.endswith((".xml", ".rels"))}
    reached = {"[Content_Types].xml"}
    for name, tree in trees.items():
        if name.endswith(".rels"):
            reached |= {name, *_targets(name, tree)}
            found += [f"{name}: {target} is missing" for target in _targets(name, tree) if target not in content]
            ids = [relation.get("Id") for relation in tree.iter(RELATION)]
            found += [f"{name}: relation {i} twice" for i in set(ids) if ids.count(i) > 1]
        else:
            found += _used_relations(name, tree, trees)
            found += _shape_ids(name, tree)
    found += [f"{name}: nothing leads to it" for name in names if name not in reached]
    for name in names:
        if name.endswith(".xlsx"):
            found += [f"{name} > {fault}" for fault in faults(content[name])]
    return found


def _declared(content: dict[str, bytes], names: list[str]) -> set[str]:
    types = etree.fromstring(content["[Content_Types].xml"])
    parts = {part.get("PartName", "").lstrip("/") for part in types.iter(f"{TYPES}Override")}
    extensions = {default.get("Extension") for default in types.iter(f"{TYPES}Default")}
    return {"[Content_Types].xml", *(n for n in names if n in parts or n.rpartition(".")[2] in extensions)}


def _targets(name: str, tree: etree._Element) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in tree.iter(RELATION):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            yield posixpath.normpath(target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target))


def _used_relations(name: str, tree: etree._Element, trees: dict[str, etree._Element]) -> list[str]:
    rels = trees.get(posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels"))
    known = {relation.get("Id") for relation in rels.iter(RELATION)} if rels is not None else set()
    used = {value for node in tree.iter() for key, value in node.attrib.items() if key.startswith(OFFICE) and value}
    return [f"{name}: relation {value} is unknown" for value in used - known]


def _shape_ids(name: str, tree: etree._Element) -> list[str]:
    if "/slides/" not in name and "/slideLayouts/" not in name and "/slideMasters/" not in name:
        return []
    ids = [node.get("id") for node in tree.iter() if etree.QName(node).localname == "cNvPr"]
    return [f"{name}: shape id {i} twice" for i in set(ids) if ids.count(i) > 1]


def external(package: bytes) -> set[str]:
    """The addresses that a package points to outside itself."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                tree = etree.fromstring(archive.read(name))
                found |= {r.get("Target", "") for r in tree.iter(RELATION) if r.get("TargetMode") == "External"}
    return found


def clocks(package: bytes) -> set[tuple[int, ...]]:
    """The dates of an archive's entries, those of the workbooks inside included."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        dates = {tuple(entry.date_time) for entry in archive.infolist()}
        for entry in archive.infolist():
            if entry.filename.endswith(".xlsx"):
                dates |= clocks(archive.read(entry))
    return dates
