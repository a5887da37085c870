from vs_sim.core.answer_text.read_value import ReadValue


def test_a_value_that_was_read_as_written_took_no_repair() -> None:
    assert ReadValue(0.5) == ReadValue(0.5, ()) != ReadValue(0.5, ("value_in_text",))
