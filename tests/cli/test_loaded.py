from __future__ import annotations

import ast
from pathlib import Path

from tests.places import PACKAGE
from vs_sim.cli import loaded


def used(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "loaded"}


def test_the_list_holds_what_the_commands_use_and_nothing_else() -> None:
    listed = {name for names in loaded.HOMES.values() for name in names}
    assert set().union(*map(used, (PACKAGE / "cli").glob("*.py"))) == listed
