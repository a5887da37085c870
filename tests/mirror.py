"""Which tests mirror which module: `vs_sim/ROOM/STEM.py` is tested in `tests/ROOM/test_STEM.py`.

`python -m tests.mirror` takes what is mended, moved or gone out of the lists of exceptions below.
"""

from __future__ import annotations

from pathlib import Path

from tests.places import PACKAGE, ROOT, sources

TESTS = ROOT / "tests"

CROSS_CUTTING = {
    "analysis/notebooks": "the notebooks",
    "architecture": "the structure of the package and of the tests",
    "bench/study": "the bench itself",
    "chaos/rounds": "runs that are disturbed in every way",
    "cli/odd_files": "odd files of a user, up to the table",
    "cli/odd_replies": "odd replies of providers, up to the table",
    "elicitation/parsing/bounds": "limits of work and memory over the whole parser",
    "elicitation/parsing/cases": "replies as models write them, all kinds",
    "elicitation/parsing/readings": "the two readings of a distribution",
    "face": "what `import vs_sim` gives",
    "files/broken": "broken scenarios, every message",
    "files/chinese": "scenarios in Chinese",
    "files/hostile": "hostile files",
    "files/odd_tables": "generated tables with the oddities of real files",
    "files/slips": "slips of the pen, every message",
    "llm/faults": "runs on a failing server, and runs that are killed",
    "llm/http_backends": "what all backends behind HTTP have in common",
    "llm/real_server": "a real inference server",
    "old_runs": "run folders of earlier versions",
    "readme": "the code of the README",
    "report/browser": "pages in a real browser",
    "scenarios": "the shipped scenarios",
    "simulation/collapse": "direct answers collapse, distributions do not",
    "simulation/drain": "runs that are interrupted",
    "simulation/local_runs": "runs whose model is in the process",
    "study/contract": "the error rates in docs/statistics.md",
    "study/comparison/humans": "the published figures of human data that are imported as a run",
    "study/comparison/missing_dialogues": "failed dialogues, from the estimate to the page",
    "study/inference/coverage": "whether intervals hold the truth",
    "study/inference/rates": "how often verdicts are wrong",
    "sweep/killed": "sweeps whose processes are killed",
    "sweep/shipped": "the shipped plans",
    "wheel": "the built package",
    "world/prefix": "what a provider can cache of successive prompts",
}
"""Tests of no single module, with what they test instead."""

WITHOUT_TESTS = """
""".splitlines()
"""Modules whose mirrored test is still to be written, one a line; whoever writes one takes its line out."""

WITHOUT_MODULE = """
""".splitlines()
"""Tests that mirror no module yet, one a line; whoever moves one takes its line out."""


def listed(lines: list[str]) -> set[str]:
    """The names of a list, without its headings."""
    return {line for line in lines if line and not line.startswith("#")}


def modules() -> set[str]:
    """Every module of the package, as `ROOM/STEM`."""
    return {str(path.relative_to(PACKAGE).with_suffix("")) for path in sources() if path.stem != "__init__"}


def mirrored() -> set[str]:
    """What every test file mirrors or would, as `ROOM/STEM`."""
    files = (path.relative_to(TESTS) for path in TESTS.rglob("test_*.py"))
    return {str(file.parent / file.stem.removeprefix("test_")) for file in files}


def file(name: str) -> str:
    """The test file that mirrors `ROOM/STEM`."""
    room, _, stem = name.rpartition("/")
    return f"{room}/test_{stem}.py".removeprefix("/")


def mended() -> set[str]:
    """What the lists of exceptions need no longer hold."""
    without_tests, without_module = listed(WITHOUT_TESTS), listed(WITHOUT_MODULE)
    return (without_tests - (modules() - mirrored())) | (without_module - (mirrored() - modules()))


if __name__ == "__main__":
    this = Path(__file__)
    kept = [line for line in this.read_text(encoding="utf-8").splitlines() if line not in mended()]
    this.write_text("\n".join(kept) + "\n", encoding="utf-8")
