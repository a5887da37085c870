"""Rating scales: whole numbers from a lowest to a highest."""

from vs_sim.core.answers.scale import Scale


def test_a_scale_lists_its_points() -> None:
    assert Scale(scale=(-1, 2)).levels == ("-1", "0", "1", "2")


def test_a_long_scale_is_left_to_the_reader() -> None:
    assert "enum" not in Scale(scale=(0, 100)).text_schema(300)
