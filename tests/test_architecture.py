"""The rules of the house, read from the source: who imports what, what no page may use, what is pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pages.shared.sitemap import SITE_PAGES

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "territory": {"territory"},
    "charts": {"charts", "territory"},
    "pages": {"pages", "charts", "territory"},
    "app": {"pages", "charts", "territory"},
    "deploy": {"deploy", "pages", "charts", "territory"},
}
"""app → pages → charts → territory, one way; deploy serves the whole."""
OURS = {*MAY_IMPORT, "bench", "tests"}
DRAWING = {"plotly", "pydeck", "pptx", "xlsxwriter", "typst", "matplotlib", "altair", "bokeh", "folium", "seaborn"}
SOLD_AS = {"pptx": "python_pptx", "PIL": "pillow"}
"""Modules whose distribution has another name."""
STREAMLIT_DRAWING = {
    "altair_chart",
    "area_chart",
    "bar_chart",
    "bokeh_chart",
    "graphviz_chart",
    "line_chart",
    "map",
    "pyplot",
    "scatter_chart",
    "vega_lite_chart",
}
MUTATORS = {
    "add",
    "append",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "setdefault",
    "sort",
    "update",
}


def sources(*layers: str) -> list[Path]:
    found = []
    for layer in layers:
        file = ROOT / f"{layer}.py"
        found += [file] if file.is_file() else sorted((ROOT / layer).rglob("*.py"))
    assert found, layers
    return found


@cache
def tree(path: Path) -> ast.Module:
    """A file parsed, once for all the rules."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def packages(module: ast.Module) -> set[str]:
    """Top names of what a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            found.add((node.module or "").partition(".")[0])
    return found


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def page_scripts() -> list[Path]:
    """``pages/<section>/<page>.py``."""
    return [path for path in sources("pages") if path.parent.name not in ("shared", "parts")]


def parts() -> list[Path]:
    """``pages/<section>/parts/<page>_<part>.py``: what one page uses stands beside it."""
    return [path for path in sources("pages") if path.parent.name == "parts"]


def shared_modules() -> list[Path]:
    """``pages/shared/*.py``: what several pages use."""
    return [path for path in sources("pages") if path.parent.name == "shared"]


def broken(paths: Iterable[Path], rule: Callable[[Path], Any]) -> dict[str, Any]:
    """What ``rule`` finds in each file, by the file's name; empty where every file keeps it."""
    found = {name(path): rule(path) for path in paths}
    assert found, "no file to read"
    return {file: faults for file, faults in found.items() if faults}


def test_imports_run_one_way() -> None:
    def upwards(path: Path) -> set[str]:
        return packages(tree(path)) & OURS - MAY_IMPORT[layer_of(path)]

    assert broken(sources(*MAY_IMPORT), upwards) == {}


def test_streamlit_stops_at_the_pages() -> None:
    assert broken(sources("territory", "charts"), lambda path: packages(tree(path)) & {"streamlit"}) == {}


def test_drawing_libraries_are_unknown_outside_figures_and_pages() -> None:
    assert broken(sources("territory", "app", "deploy"), lambda path: packages(tree(path)) & DRAWING) == {}


def test_control_a_file_that_breaks_a_rule_is_named() -> None:
    seen = broken(sources("app", "deploy"), lambda path: packages(tree(path)) & {"starlette"})
    assert seen["deploy/guard.py"] == {"starlette"} and "app.py" not in seen
    with pytest.raises(AssertionError):
        broken([], tree)


def drawing_calls(module: ast.Module) -> list[str]:
    """Uses of a drawing library, or of Streamlit's own charts, elsewhere than in a type."""
    bound: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                if (origin or alias.name).partition(".")[0] in DRAWING:
                    bound.add(alias.asname or alias.name.partition(".")[0])
    types = {id(part) for annotation in annotations(module) for part in ast.walk(annotation)}
    used = [
        f"line {node.lineno}: {node.id}"
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id in bound and id(node) not in types
    ]
    return used + [
        f"line {node.lineno}: st.{node.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr in STREAMLIT_DRAWING
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    ]


def annotations(module: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            yield node.returns
        elif (isinstance(node, ast.arg) and node.annotation) or isinstance(node, ast.AnnAssign):
            assert node.annotation
            yield node.annotation


def test_pages_name_drawing_libraries_in_types_only() -> None:
    assert broken(sources("pages", "app"), lambda path: drawing_calls(tree(path))) == {}


def test_control_a_drawing_outside_the_figures_is_seen() -> None:
    allowed = "import plotly.graph_objects as go\ndef show(figure: go.Figure) -> None: ...\n"
    assert drawing_calls(ast.parse(allowed)) == []
    assert drawing_calls(ast.parse(allowed + "show(go.Figure())")) == ["line 3: go"]
    assert drawing_calls(ast.parse("st.bar_chart(x)")) == ["line 1: st.bar_chart"]


def shared_state(module: ast.Module) -> list[str]:
    """Names of a module that its functions change, and containers it opens empty: state that all visitors share."""
    names: set[str] = set()
    found: list[str] = []
    for statement in module.body:
        targets = (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        empty = (isinstance(value, ast.Dict) and not value.keys) or (isinstance(value, ast.List) and not value.elts)
        called = value.func if isinstance(value, ast.Call) else None
        container = isinstance(called, ast.Name) and called.id in {"dict", "list", "set", "defaultdict", "deque"}
        if empty or container:
            found.append(f"line {statement.lineno}: empty container")
    for node in ast.walk(module):
        changed: ast.expr | None = None
        if isinstance(node, ast.Global):
            found.append(f"line {node.lineno}: global")
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            changed = node.value
        elif isinstance(node, ast.AugAssign):
            changed = node.target
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            changed = node.func.value
        if isinstance(changed, ast.Name) and changed.id in names:
            found.append(f"line {node.lineno}: {changed.id} is changed")
    return found


def test_a_page_keeps_nothing() -> None:
    """Its script is run anew at each run: what a decorator of its own keeps would be kept again each time."""
    scripts = [path for path in sources("pages") if path.parent.name not in {"parts", "shared"}]

    def decorated(path: Path) -> list[str]:
        return [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef) and node.decorator_list]

    assert broken(scripts, decorated) == {}


def test_no_state_is_shared_by_the_visitors() -> None:
    paths = [*sources("charts", "territory"), *shared_modules(), *parts()]
    assert broken(paths, lambda path: shared_state(tree(path))) == {}


def test_control_shared_state_is_seen() -> None:
    assert shared_state(ast.parse("ICON = {'a': 1}\ndef f(): return ICON['a']")) == []
    assert shared_state(ast.parse("SEEN = {}")) == ["line 1: empty container"]
    assert shared_state(ast.parse("N = [0]\ndef f(): N.append(1)")) == ["line 2: N is changed"]
    assert shared_state(ast.parse("N = {1: 0}\ndef f(): N[1] = 2")) == ["line 2: N is changed"]
    assert shared_state(ast.parse("N = 0\ndef f():\n    global N\n    N += 1")) == [
        "line 3: global",
        "line 4: N is changed",
    ]


def called(node: ast.expr) -> str:
    """The last name of what is called: « render », « format »."""
    function = node.func if isinstance(node, ast.Call) else None
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def escaped(node: ast.expr | None, known: frozenset[str] = frozenset()) -> bool:
    """Whether an expression is HTML in which every word that is not ours has been escaped.

    A text of the code; a template filled (``render``); ``Markup`` of a text of the code, whose ``format`` and ``join``
    escape; an f-string of such parts and of ``escape(…)``; a ``known`` name, that holds or answers one of these.
    """
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "<script" not in node.value
    if isinstance(node, ast.Name):
        return node.id in known
    if isinstance(node, ast.JoinedStr):
        return all(escaped(p.value if isinstance(p, ast.FormattedValue) else p, known) for p in node.values)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in {"format", "join"} and called(node.func.value) == "Markup" and escaped(node.func.value)
    return called(node) in {"render", "escape"} | known or (
        called(node) == "Markup" and len(node.args) == 1 and is_text(node.args[0])
    )


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def held_markup(function: ast.AST) -> frozenset[str]:
    """Names of a function that hold markup: its arguments of that type, and what it makes once from escaped parts."""
    found = {
        argument.arg
        for argument in ast.walk(function)
        if isinstance(argument, ast.arg)
        and isinstance(argument.annotation, ast.Name)
        and argument.annotation.id == "Markup"
    }
    made: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            made.setdefault(node.targets[0].id, []).append(node.value)
    return frozenset(found | {name for name, given in made.items() if all(map(escaped, given))})


def answering_markup(functions: Iterable[ast.FunctionDef]) -> frozenset[str]:
    """Names of functions whose answer is markup: mypy holds them to it, and ``trusted_words`` to how it is made."""
    return frozenset(
        function.name
        for function in functions
        if isinstance(function.returns, ast.Name) and function.returns.id == "Markup"
    )


def raw_html(module: ast.Module) -> list[str]:
    """``st.html`` of anything else than what is escaped."""
    found = []
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) == "html" and isinstance(node.func, ast.Attribute):
            within = [function for function in functions if any(part is node for part in ast.walk(function))]
            known = answering_markup(functions) | (held_markup(within[-1]) if within else frozenset())
            if len(node.args) != 1 or not escaped(node.args[0], known):
                found.append(f"line {node.lineno}: html")
    return found


def unsafe_uses(module: ast.Module) -> list[str]:
    """Raw HTML, and the two widgets whose text has not enough contrast in the dark theme (.streamlit/config.toml)."""
    found = raw_html(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"iframe", "components", "multiselect"}:
            found.append(f"line {node.lineno}: {node.attr}")
        if isinstance(node, ast.keyword):
            if node.arg == "unsafe_allow_html":
                found.append(f"line {node.value.lineno}: {node.arg}")
            if node.arg == "type" and isinstance(node.value, ast.Constant) and node.value.value == "primary":
                found.append(f"line {node.value.lineno}: primary")
    return found


OWN_COMPONENT = "pages/shared/own_component.py"
"""The one door to a custom component: its script is a file of this site."""


def test_pages_use_neither_raw_html_nor_widgets_without_contrast() -> None:
    def faults(path: Path) -> list[str]:
        uses = unsafe_uses(tree(path))
        return [use for use in uses if name(path) != OWN_COMPONENT or not use.endswith(": components")]

    assert broken(sources("pages", "app"), faults) == {}


def test_a_component_has_a_script_of_this_site_and_fixed_html() -> None:
    mounted = [
        (path, node)
        for path in sources("pages")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) == "own_component"
    ]
    assert len(mounted) == 2, "a place for our drawings, and the list kept in the browser"
    for path, node in mounted:
        script, *html = node.args
        assert is_text(script) and (ROOT / f"static/component/{script.value}.js").is_file()  # type: ignore[attr-defined]
        assert all(isinstance(given, ast.Name) and given.id.isupper() for given in html), path


def test_a_drawing_is_given_markup() -> None:
    """Typed so, which mypy holds: every text of it is escaped."""
    (show,) = (node for node in tree(ROOT / "pages/shared/drawing.py").body if getattr(node, "name", "") == "show")
    assert isinstance(show, ast.FunctionDef) and "svg" in held_markup(show)


def test_one_style_of_ours_the_sheet() -> None:
    """The look is the theme file's and `static/house.css`; no page has a style of its own."""
    texts = [
        node.value
        for path in sources("pages", "app")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<style" in node.value
    ]
    assert not texts
    templates = [path for layer in ("pages", "charts/figures") for path in (ROOT / layer).rglob("*.html")]
    assert templates
    assert not [path for path in templates if re.search(r"<style|<script|<link", path.read_text(encoding="utf-8"))]


def templates_of_the_screen() -> list[Path]:
    """What ``charts.canvas.markup.render`` fills."""
    folders = [ROOT / layer for layer in ("pages", "charts/figures")]
    return sorted(path for folder in folders for kind in ("*.html", "*.svg") for path in folder.rglob(kind))


UNSAFE_TEMPLATE = re.compile(r"\|\s*safe\b|autoescape|\son\w+=|javascript:|=\{\{")


def test_no_template_takes_a_word_as_markup_or_puts_one_in_a_bare_attribute() -> None:
    """Autoescape protects texts and quoted attributes: not an attribute without quotes, nor a handler."""
    faults = broken(templates_of_the_screen(), lambda path: UNSAFE_TEMPLATE.findall(path.read_text(encoding="utf-8")))
    assert faults == {}
    assert len(UNSAFE_TEMPLATE.findall("<a href={{ x }} onclick='y'>{{ z | safe }}</a>")) == 3


TRUSTED = {"render", "bare", "projected", "font_style"}
"""Makers of markup: the template filled, an image's SVG (which escapes its texts), a style of our fonts."""


def trusted_words(module: ast.Module) -> list[str]:
    """``Markup(…)`` of what is neither a text of the code nor made by one who escapes."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and called(node) == "Markup"
        and not (len(node.args) == 1 and (is_text(node.args[0]) or called(node.args[0]) in TRUSTED))
    ]


def test_no_word_is_declared_markup() -> None:
    assert broken(sources("charts", "pages", "app"), lambda path: trusted_words(tree(path))) == {}


def test_control_an_unsafe_use_is_seen() -> None:
    good = [
        'st.html("<p>ours</p>")',
        'st.html(render(FILE, label=label), width="content")',
        "st.html(f'<p>{escape(label)}</p>')",
        "st.html(Markup('<p>{}</p>').format(label))",
        "def f(shown: Markup): st.html(f'<p>{shown}</p>')",
        "def f(x) -> Markup: return render(FILE, x=x)\ndef g(x): st.html(f(x))",
        "def f(words):\n    all = Markup('').join(words)\n    st.html(Markup('<p>{}</p>').format(all))",
    ]
    assert [raw_html(ast.parse(code)) for code in good] == [[]] * len(good)
    bad = [
        "st.html(label)",
        "st.html(f'<p>{label}</p>')",
        "st.html(Markup(label))",
        "st.html('<p>{}</p>'.format(label))",
        "st.html('<p>' + label)",
        "st.html('<script>x</script>')",
        "def f(shown: str): st.html(shown)",
        "def f(x): y = render(x)\ndef g(y): st.html(y)",
        "def f(x) -> str: return x\ndef g(x): st.html(f(x))",
    ]
    assert [len(raw_html(ast.parse(code))) for code in bad] == [1] * len(bad)
    assert trusted_words(ast.parse("Markup('<b>'); Markup(render(x)); Markup(label); Markup(f'<b>{x}</b>')")) == [
        "line 1",
        "line 1",
    ]
    rest = (
        'st.markdown("x", unsafe_allow_html=True)\nst.button("x", type="primary")\nst.multiselect("x")\nst.components'
    )
    assert sorted(unsafe_uses(ast.parse(rest))) == [
        "line 1: unsafe_allow_html",
        "line 2: primary",
        "line 3: multiselect",
        "line 4: components",
    ]


def hidden_names(init: Path) -> list[str]:
    """What a package offers, and one of its modules hides once it is imported: both are attributes of the package."""
    module, package = tree(init), ".".join(init.parent.relative_to(ROOT).parts)
    offered = {n.name for n in module.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module != package:  # a module of its own is what it says
            own = (node.module or "").rpartition(".")[2]
            offered |= {alias.asname or alias.name for alias in node.names} - {own}
    return sorted(offered & {path.stem for path in init.parent.glob("*.py")})


def test_no_module_hides_what_its_package_offers() -> None:
    packages_of = [path for layer in MAY_IMPORT for path in (ROOT / layer).rglob("__init__.py")]
    assert ROOT / "territory/wording/__init__.py" in packages_of
    assert broken(packages_of, hidden_names) == {}


def test_a_page_is_a_paragraph() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in page_scripts()}
    assert {page: lines for page, lines in lengths.items() if lines >= 80} == {}


def of_pages(module: ast.Module) -> set[Path]:
    """The files of ``pages`` that a module imports."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pages"):
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    files = {ROOT / f"{name.replace('.', '/')}.py" for name in names}
    return {path for path in files if path.is_file()}


@cache
def reached(path: Path) -> frozenset[Path]:
    """Every module of ``pages`` that a file needs, through those that it imports."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        more = of_pages(tree(waiting.pop())) - found
        found |= more
        waiting += more
    return frozenset(found)


def users(path: Path) -> list[Path]:
    return [page for page in page_scripts() if path in reached(page)]


def test_a_part_is_named_after_its_page_and_used_by_it_alone() -> None:
    used_by_shared: frozenset[Path] = frozenset().union(*map(reached, shared_modules()))

    def faults(path: Path) -> list[str]:
        pages = [page for page in page_scripts() if page.parent == path.parent.parent]
        owners = [page for page in pages if path.stem.startswith(f"{page.stem}_")]
        alone = len(owners) == 1 and users(path) == owners and path not in used_by_shared
        return [] if alone else [f"owners {[*map(name, owners)]}", f"users {[*map(name, users(path))]}"]

    assert broken(parts(), faults) == {}


def test_what_is_shared_is_used_by_several_pages() -> None:
    """The frame counts as all of them."""
    frame = reached(ROOT / "app.py")
    alone = {name(path): [*map(name, users(path))] for path in shared_modules() if path not in frame}
    assert {path: pages for path, pages in alone.items() if len(pages) < 2} == {}


def test_control_what_a_module_imports_of_the_pages_is_seen() -> None:
    seen = of_pages(ast.parse("from pages.shared import reads, plain\nfrom pages.shared.folded import line"))
    assert {path.stem for path in seen} == {"reads", "plain", "folded"}
    assert ROOT / "pages/shared/plain.py" in reached(ROOT / "pages/comprendre/territoire.py")


def test_every_page_script_is_in_the_menu_and_one_level_down() -> None:
    """Flat ``pages/*.py`` lose their frame for the first visitor of a deep link (docs/decisions.md, « Pages »)."""
    assert {name(path) for path in page_scripts()} == {page.script for page in SITE_PAGES}
    assert not list((ROOT / "pages").glob("*.py"))


HOST = re.compile(r"(?i)\b(?:https?|wss?):|['\"(]//\w")


def test_no_address_of_another_host_in_the_code() -> None:
    paths = sources("charts", "pages", "app", "territory")
    assert broken(paths, lambda path: HOST.findall(path.read_text(encoding="utf-8"))) == {}
    assert HOST.search("src='//example.org'") and HOST.search("https://example.org")


def test_no_address_of_another_host_in_the_settings() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert "http" not in repr(settings)
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["runner"]["postScriptGC"] is False


def requirements(file: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def test_every_requirement_is_pinned() -> None:
    lines = requirements("requirements.txt") + requirements("tests/requirements.txt")
    pinned = re.compile(r"-r \.\./requirements\.txt|[A-Za-z0-9._-]+(\[[\w,]+\])?==\d[\w.]*")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def locked(file: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package of a lock, comments left out."""
    text = re.sub(r"(?m)^\s*#.*$", "", (ROOT / file).read_text(encoding="utf-8"))
    entries = re.findall(r"(?m)^([\w.-]+)==(\S+).*\n((?:\s+--hash=sha256:[0-9a-f]{64}.*\n|\s*\n)*)", text)
    assert len(entries) == len(re.findall(r"(?m)^\w", text)), "each line is a package or a hash of it"
    return {name.lower(): (version, hashes.count("sha256:")) for name, version, hashes in entries}


@pytest.mark.parametrize("listed", ["requirements.txt", "tests/requirements.txt"])
def test_the_lock_is_that_of_the_list_with_hashes_and_names_no_host(listed: str) -> None:
    """`make lock` was not forgotten; nothing says from where: pip and uv know their index."""
    lock = listed.replace(".txt", ".lock")
    packages_of = locked(lock)
    wanted = dict(line.split("==") for line in requirements(listed) if "==" in line)
    assert {name: packages_of.get(name.lower(), ("", 0))[0] for name in wanted} == wanted
    assert min(count for _, count in packages_of.values()) > 0
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_tests_run_on_what_runs() -> None:
    run, both = locked("requirements.lock"), locked("tests/requirements.lock")
    assert {name: both.get(name, ("", 0))[0] for name in run} == {name: version for name, (version, _) in run.items()}
    assert not {"playwright", "pytest", "ruff", "mypy"} & set(run)


def test_the_readme_gives_the_reason_of_every_requirement() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    named = {word.lower() for row in table.splitlines() if row.startswith("|") for word in re.findall(r"[\w-]+", row)}
    lines = requirements("requirements.txt") + requirements("tests/requirements.txt")
    assert {line.split("==")[0].lower() for line in lines if "==" in line} <= named


def test_every_import_of_the_product_is_a_declared_requirement() -> None:
    """What runs is pinned by us, not found by chance: imports that are neither ours nor Python's."""
    declared = {re.split(r"[\[=]", line)[0].lower().replace("-", "_") for line in requirements("requirements.txt")}
    imported = set().union(*(packages(tree(path)) for path in sources(*MAY_IMPORT)))
    imported = {SOLD_AS.get(module, module) for module in imported}
    # fontTools builds the fonts once (deploy/build_fonts.py), protobuf comes with Streamlit, whose messages it reads.
    assert imported - OURS - set(sys.stdlib_module_names) - {"fontTools", "google"} <= declared
