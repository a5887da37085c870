from __future__ import annotations

from vs_sim.core.distribution import Repair
from vs_sim.elicitation.parsing.repair import Repairs


def test_repairs_are_named_once_in_the_order_met_and_counted() -> None:
    repairs = Repairs()
    repairs.add("number_form", "1,000")
    repairs.extend(["fence", "number_form"])
    assert repairs.named() == (Repair("number_form", "1,000, 2 times"), Repair("fence", ""))


def test_the_repairs_of_a_part_count_as_those_of_the_whole() -> None:
    whole, part = Repairs(), Repairs()
    whole.add("fence")
    part.extend(["fence", "fence", "literal"])
    whole.absorb(part)
    assert whole.named() == (Repair("fence", "3 times"), Repair("literal", ""))
    assert "literal" in whole and "duplicate" not in whole
