from __future__ import annotations

import json

from tests.elicitation.conversing import LAW, hold, law_of


def test_a_list_is_uniform_whatever_the_law() -> None:
    found = hold("sequence", lambda _: json.dumps({"responses": list(LAW)}), k=4)
    assert law_of(found) == {0.0: 0.25, 0.5: 0.25, 1.0: 0.25, 2.0: 0.25}
