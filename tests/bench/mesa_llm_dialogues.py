"""Dialogues run by mesa-llm 0.2.0, in an environment of its own: prints the seconds they took.

Nothing of this project is imported. Arguments: a file of prompts, one list of
`[system, user]` pairs for each dialogue, and the server's address. One agent holds one dialogue, one call a step,
all agents step in parallel, which is the leanest way that mesa-llm has.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.update(OPENAI_API_KEY="none", OPENAI_API_BASE=sys.argv[2], LITELLM_LOCAL_MODEL_COST_MAP="True")

from mesa import Model  # the environment first
from mesa_llm.llm_agent import LLMAgent
from mesa_llm.parallel_stepping import enable_automatic_parallel_stepping
from mesa_llm.reasoning.cot import CoTReasoning

MODEL = "openai/bench"


class Talker(LLMAgent):  # type: ignore[misc]  # not installed where types are checked
    """Says the turns of one dialogue."""

    def __init__(self, model: Model, prompts: list[list[str]]) -> None:
        super().__init__(model, CoTReasoning, MODEL)
        self.prompts = prompts

    async def astep(self) -> None:
        system, user = self.prompts[self.model.steps - 1]
        self.llm.system_prompt = system
        response = await self.llm.agenerate(user)
        assert response.choices[0].message.content


class Talk(Model):  # type: ignore[misc]
    """All dialogues."""

    def __init__(self, dialogues: list[list[list[str]]]) -> None:
        super().__init__(seed=0)
        self.parallel_stepping = True
        for prompts in dialogues:
            Talker(self, prompts)

    def step(self) -> None:
        self.agents.shuffle_do("step")


def held(dialogues: list[list[list[str]]]) -> float:
    """Seconds for all dialogues."""
    talk = Talk(dialogues)
    started = time.perf_counter()
    for _ in range(len(dialogues[0])):
        talk.step()
    return time.perf_counter() - started


if __name__ == "__main__":
    enable_automatic_parallel_stepping(mode="asyncio")
    read = json.loads(Path(sys.argv[1]).read_text())
    held([prompts[:2] for prompts in read[:4]])
    print(held(read))  # noqa: T201  # the only thing that is read
