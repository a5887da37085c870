"""A network from a CSV file of ties: source, target, perhaps a weight, and what else is known of each tie."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from vs_sim.core.csv_reading import CsvReading
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.csv_sheet import MOST_FAULTS
from vs_sim.files.csv_table import Row, Table, load_table

SOURCE, TARGET, WEIGHT = "source", "target", "weight"


def read_edge_list(path: Path, reading: CsvReading | None = None, *, directed: bool = False) -> nx.Graph:
    """The graph of an edge list; nodes are texts as written, in the order in which they appear.

    Every other column than `source`, `target` and `weight` becomes an attribute of the tie.

    Args:
        path: A CSV file with a header, or JSONL.
        reading: What the file leaves open.
        directed: Whether ties go from source to target.

    Raises:
        ScenarioError: The file cannot be read, or has faults: a missing end, a weight that is not above 0, a tie of
            somebody to themselves, a tie that is written twice; each with its place.
    """
    table = load_table(path, reading)
    missing = [name for name in (SOURCE, TARGET) if name not in table.columns]
    if missing:
        message = f"an edge list has the columns {SOURCE} and {TARGET}; found {', '.join(table.columns)}"
        raise table.rows[0].place.error(message, hint=f"name the column {missing[0]}")
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    faults = [fault for row in table.rows if (fault := _add(graph, row, table)) is not None]
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return graph


def _add(graph: nx.Graph, row: Row, table: Table) -> Fault | None:
    """Add the tie of a row, or say what is wrong with it."""
    source, target = row.written.get(SOURCE), row.written.get(TARGET)
    if source is None or target is None:
        return row.place.fault("a tie has two ends; one is missing", hint="fill it in, or delete the row")
    if source == target:
        return row.place.fault(f"a tie of {source} to themselves", hint="delete the row")
    if graph.has_edge(source, target):
        return row.place.fault(f"the tie of {source} and {target} is written twice", hint="delete one of the rows")
    weight = row.cells.get(WEIGHT, 1.0)
    if isinstance(weight, str) or not weight > 0:
        return row.place.fault(f"a weight is a number above 0, found {weight!r}", hint="leave it empty for 1")
    rest = {name: value for name, value in row.cells.items() if name not in (SOURCE, TARGET, WEIGHT)}
    graph.add_edge(source, target, weight=float(weight), place=row.place, **{"attributes": rest})
    return None
