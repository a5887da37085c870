from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from tests.tiny_gguf import needs_engine, tiny_gguf
from vs_sim.llm.gateway import _loop
from vs_sim.llm.local.gguf_header import read_header
from vs_sim.llm.local.local_engine import EngineSettings, LocalEngine, engine_of, fingerprint, release

pytestmark = needs_engine
T = TypeVar("T")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> EngineSettings:
    path = tiny_gguf(tmp_path_factory.mktemp("engine") / "tiny.gguf")
    return EngineSettings(path, slots=2, threads=1, context=512, gpu_layers=0)


def held(settings: EngineSettings, use: Callable[[LocalEngine], Awaitable[T]], said: list[str] | None = None) -> T:
    """What comes of using an engine, on the loop on which engines live."""

    async def once() -> T:
        engine = await engine_of(settings, (said if said is not None else []).append)
        try:
            return await use(engine)
        finally:
            await release(engine)

    return asyncio.run_coroutine_threadsafe(once(), _loop()).result(timeout=60)


async def tokens(engine: LocalEngine) -> list[int]:
    status, body = await engine.post("/tokenize", {"content": "yes"})
    assert status == 200
    return list(json.loads(body)["tokens"])


def test_an_engine_is_loaded_once_for_all_who_ask_in_the_same_way(settings: EngineSettings) -> None:
    async def twice(engine: LocalEngine) -> bool:
        second = await engine_of(settings, said.append)
        await release(second)
        return second is engine

    said: list[str] = []
    assert held(settings, twice, said) and len(said) <= 1


def test_it_says_how_long_loading_took_and_with_what(settings: EngineSettings) -> None:
    said: list[str] = []
    other = EngineSettings(settings.path, slots=1, threads=1, context=256, gpu_layers=0)
    assert held(other, tokens, said)
    assert "loaded in" in said[0] and "1 slots of 256 tokens, 1 threads" in said[0]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux lists open ports there")
def test_it_opens_no_port(settings: EngineSettings) -> None:
    def listening() -> set[str]:
        tables = [Path(f"/proc/self/net/{name}") for name in ("tcp", "tcp6")]
        rows = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
        mine = set()
        for link in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                mine.add(str(link.readlink()))
        return {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in mine}

    async def look(engine: LocalEngine) -> set[str]:
        await tokens(engine)
        return listening()

    before = listening()
    assert held(settings, look) <= before


def test_only_this_user_and_only_with_the_key_can_ask_it(settings: EngineSettings) -> None:
    import aiohttp

    async def stranger(engine: LocalEngine) -> tuple[int, int]:
        assert engine.folder is not None
        connector = aiohttp.UnixConnector(path=str(engine.folder / "s.sock"))
        address, asked = "http://localhost/completion", {"prompt": "I"}
        async with aiohttp.ClientSession(connector=connector) as session, session.post(address, json=asked) as response:
            return response.status, stat.S_IMODE(engine.folder.stat().st_mode)

    assert held(settings, stranger) == (401, 0o700)


def test_files_that_differ_have_different_fingerprints(settings: EngineSettings, tmp_path: Path) -> None:
    header, content = read_header(settings.path), bytearray(settings.path.read_bytes())
    content[-1] ^= 1
    (other := tmp_path / "tiny.gguf").write_bytes(content)
    assert fingerprint(settings.path, header) != fingerprint(other, header)
    content[-1] ^= 1
    other.write_bytes(content)
    assert fingerprint(settings.path, header) == fingerprint(other, header)


def test_a_base_model_reads_the_messages_and_the_beginning_of_an_answer(settings: EngineSettings) -> None:
    said = [{"role": "system", "content": "You are old.\n"}, {"role": "assistant", "content": "80"}]

    async def prompt(engine: LocalEngine) -> str:
        _, body = await engine.post("/apply-template", {"messages": [*said, {"role": "user", "content": "And now?"}]})
        return str(json.loads(body)["prompt"])

    plain = EngineSettings(settings.path, slots=1, threads=1, context=256, gpu_layers=0, plain=True)
    assert held(plain, prompt) == "You are old.\n\nAnswer:\n80\n\nAnd now?\n\nAnswer:\n"
