from __future__ import annotations

from tests.report.printed import printed
from vs_sim.personas.population import load_population
from vs_sim.report.terminal.reference_table import population_table, reference_table
from vs_sim.study.data.published_figures import load_moments, moment_names
from vs_sim.study.data.reference import exact_reference, load_reference

PAID = load_reference("persuasion_for_good/paid")


def test_the_shares_of_a_reference_end_at_one_and_its_counts_are_its_size() -> None:
    lines = printed(reference_table(exact_reference({0.0: 0.25, 2.0: 0.75}))).splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("value"))
    assert [line.split() for line in lines[at + 1 : at + 3]] == [["0", ".250", ".250"], ["2", ".750", "1.000"]]


def test_a_reference_says_how_many_values_of_how_many_people_and_its_caveats() -> None:
    shown = printed(reference_table(PAID))
    assert f"{PAID.n} values of {PAID.people} people; mean {PAID.mean:.3f}" in shown
    assert PAID.caveats and all(caveat[:60] in shown for caveat in PAID.caveats)


def test_published_figures_say_where_an_error_is_not_printed() -> None:
    found = load_moments(moment_names()[0])
    shown = printed(reference_table(found))
    assert "standard error" in shown
    assert ("not printed" in shown) == any(row.error is None for row in found.rows.values())


def test_a_population_has_the_number_of_persons_and_a_row_per_trait() -> None:
    found = load_population("persuasion_for_good")
    shown = printed(population_table(found))
    assert f"{found.people} persons" in shown
    assert all(any(line.startswith(trait) for line in shown.splitlines()) for trait in found.traits)
