"""Imports point one way, and the core knows nothing of MkDocs."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

LAYERS = (
    {"earth"},
    {"model", "problems", "explanations", "reuse"},
    {"direction", "wording"},
    {"pandoc", "numbering", "sure"},  # what reading itself needs
    {"read"},
    set[str](),
    {"render"},
    {"export"},
    {"progress", "collector"},
    {"mkdocs_plugin", "cli"},
)
"""A module imports its own layer and those before it; the empty one is every module that is not named."""

ADAPTERS_ONLY = {"mkdocs", "properdocs", "material", "jinja2"}


def list_imports(path: Path) -> set[str]:
    """Return the full names of the modules that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {node.module or ""}
            if node.module == "variorum":
                found |= {f"variorum.{alias.name}" for alias in node.names}
    return found


def list_modules(root: Path) -> dict[str, Path]:
    """Return the package's modules by their name inside it: `read.data`; the package itself is not one."""
    package = root / "plugins" / "variorum"
    paths = {path.relative_to(package): path for path in package.rglob("*.py")}
    names = {
        ".".join(inner.with_suffix("").parts).removesuffix(".__init__"): path
        for inner, path in paths.items()
    }
    return {name: path for name, path in names.items() if name != "__init__"}


def find_layer(module: str) -> int:
    """Return the number of the layer that a module of the package belongs to."""
    top = module.partition(".")[0]
    return next((place for place, names in enumerate(LAYERS) if top in names), LAYERS.index(set()))


def map_imports(root: Path) -> dict[str, set[str]]:
    """Return, for each module of the package, the modules of the package that it imports."""
    modules = list_modules(root)
    return {
        name: {
            inner
            for imported in list_imports(path)
            if (inner := imported.removeprefix("variorum.")) in modules and inner != imported
        }
        for name, path in modules.items()
    }


def test_imports_point_one_way(root: Path) -> None:
    backwards = [
        f"{name} imports {imported}"
        for name, imports in map_imports(root).items()
        for imported in imports
        if find_layer(imported) > find_layer(name)
    ]
    assert backwards == []


def test_the_adapter_and_the_commands_do_not_know_each_other(root: Path) -> None:
    outer = LAYERS[-1]
    crossings = [
        f"{name} imports {imported}"
        for name, imports in map_imports(root).items()
        for imported in imports
        if {name.partition(".")[0], imported.partition(".")[0]} == outer
    ]
    assert crossings == []


def test_no_modules_import_each_other_in_a_circle(root: Path) -> None:
    TopologicalSorter(map_imports(root)).prepare()


def test_the_model_and_the_problems_import_nothing_of_ours_but_places_on_the_earth(
    root: Path,
) -> None:
    imports = map_imports(root)
    model = {name for name in imports if name.partition(".")[0] == "model"}
    beyond = set().union(*(imports[name] for name in model)) - model
    assert beyond == {"earth.sphere", "earth.view"}
    assert (imports["problems"], imports["explanations"]) == ({"explanations"}, set())


def test_only_the_adapter_imports_mkdocs(root: Path) -> None:
    offenders = [
        f"{name} imports {imported}"
        for name, path in list_modules(root).items()
        if not name.startswith("mkdocs_plugin")
        for imported in list_imports(path)
        if imported.partition(".")[0] in ADAPTERS_ONLY
    ]
    assert offenders == []
