"""The sentence that accompanies every result of the stand-in."""

from __future__ import annotations

STANDIN_NOTICE = "Pipeline validation: a stand-in answered, no language model. Nothing here is evidence about people."
