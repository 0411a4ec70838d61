"""The second lock: what doors and queries read of pupils and requests goes through `visible_to(actor)`.

A read that does not is named here with the reason why it shows nothing that is not the actor's. The database's own lock
(test_row_level_security.py) stands behind all of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from schools.models import Student
from swv_portal.local.place import ROOT

APPS = ("allocation", "licenses", "schools")
OF_DOSSIERS = {"allocation", "licenses", "retention", "audit"}
ADDING = {"create", "bulk_create"}
OF_VISIBLE_REQUESTS = "only of requests that were read through visible_to"
OF_OWN_SWV = "only rows of the actor's own SWV"
EXCEPTIONS = {
    ("allocation/access_queries.py", "_page"): "of dossiers read through visible_to, in the chain of the own SWV",
    ("allocation/designation_queries.py", "renewed_already"): "a condition of a query that went through visible_to",
    ("allocation/designation_queries.py", "_frameworks"): "published frameworks of SWVs of decisions one may see",
    ("allocation/framework_queries.py", "framework_in_force"): "published: which rules hold is for everyone they bind",
    ("allocation/queries.py", "document_for"): OF_VISIBLE_REQUESTS,
    ("allocation/web/edition_views.py", "_holds"): OF_OWN_SWV,
    ("allocation/web/views.py", "letter"): "of one request that was read through visible_to",
    ("allocation/retention/web/beside_dossier.py", "rights_context"): "of one request that was read through visible_to",
    ("allocation/retention/web/pupil_views.py", "_context"): OF_VISIBLE_REQUESTS,
    ("allocation/retention/web/views.py", "overview"): "of runs that were read through visible_to",
    ("allocation/retention/web/views.py", "terms"): OF_OWN_SWV,
}


def readers() -> Iterator[Path]:
    """The doors and the query modules."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "web" in path.parts or path.stem.endswith("queries"):
                yield path


def of_pupils() -> set[str]:
    """The models about pupils, requests and the choices of an SWV; the others are registers and accounts."""
    pupils = {Student, *(one.related_model for one in Student._meta.related_objects)}
    return {model.__name__ for model in apps.get_models() if model._meta.app_label in OF_DOSSIERS or model in pupils}


def bare_reads(tree: ast.AST, within: str = "") -> Iterator[tuple[str, str]]:
    """Each `Model.objects.…` that is neither visible_to nor adding, with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else within
        match node:
            case ast.Attribute(attr=step, value=ast.Attribute(attr="objects", value=ast.Name(id=model))) if (
                step != "visible_to" and step not in ADDING and model in of_pupils()
            ):
                yield name, f"{model}.objects.{step}"
            case ast.Call(func=ast.Name(id="get_object_or_404" | "get_list_or_404"), args=[ast.Name(id=model), *_]) if (
                model in of_pupils()
            ):
                yield name, f"get_object_or_404({model})"
        yield from bare_reads(node, name)


def found() -> dict[tuple[str, str], set[str]]:
    reads: dict[tuple[str, str], set[str]] = {}
    for path in readers():
        for function, read in bare_reads(ast.parse(path.read_text())):
            reads.setdefault((str(path.relative_to(ROOT)), function), set()).add(read)
    return reads


def test_every_read_goes_through_visible_to_or_is_named_with_its_reason() -> None:
    assert {place: reads for place, reads in found().items() if place not in EXCEPTIONS} == {}


def test_no_exception_outlives_its_read() -> None:
    there = {place for place in EXCEPTIONS if (ROOT / place[0]).exists()}
    assert there - found().keys() == set()


def test_this_test_sees_what_it_should() -> None:
    code = (
        "def look():\n    Request.objects.filter(pk=1)\n    Swv.objects.all()\n    Student.objects.visible_to(actor)\n"
    )
    assert list(bare_reads(ast.parse(code))) == [("look", "Request.objects.filter")]
    assert list(bare_reads(ast.parse("def look():\n    get_object_or_404(Request, pk=1)"))) == [
        ("look", "get_object_or_404(Request)")
    ]
