"""What a class's fields mean: the sentences that stand under them in its source, which cost nothing until they are asked for."""

import ast
import inspect
import re
import textwrap
from functools import cache
from itertools import pairwise

_EXAMPLE = re.compile(r"\s*\bExample: (.+)", re.DOTALL)  # "When it appeared. Example: 2011"


@cache
def explain_fields(owner: type) -> dict[str, str]:
    """Return the sentence under each field of a class, by the field's name; its white space is single spaces."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    return {
        name: " ".join(under.value.value.split())
        for field, under in pairwise(body)
        if (name := _name(field))
        and isinstance(under, ast.Expr)
        and isinstance(under.value, ast.Constant)
        and isinstance(under.value.value, str)
    }


def split_example(sentence: str) -> tuple[str, str]:
    """Part what a field means from the example at its end, which is YAML; empty where there is none."""
    found = _EXAMPLE.search(sentence)
    return (sentence[: found.start()], found[1]) if found else (sentence, "")


def _name(node: ast.stmt) -> str:
    """Return the name of a field, whether it is annotated or only given a value."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return targets[0].id if isinstance(targets[0], ast.Name) else ""
