"""What a person mentions about themselves: the prompted attributes in words, and invented details.

Invented details (a job, a pet, a place) are derived from the persona block, so that a person is consistent over all
turns. They have no influence on decisions.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Mapping
from functools import lru_cache

from vs_sim.standin.prompt_reading import persona_traits

_JOBS = {
    "Less": ("a cashier", "a line cook", "a delivery driver", "a home health aide", "a warehouse picker",
             "a hairdresser", "a mechanic", "a waitress", "a security guard", "a receptionist", "a roofer"),
    "Four": ("a bookkeeper", "a substitute teacher", "an office manager", "a nurse", "a graphic designer",
             "a claims adjuster", "a web developer", "a case worker", "a paralegal", "a bank teller"),
    "Post": ("a school counselor", "a lab manager", "a librarian", "a physical therapist", "an engineer",
             "an adjunct", "a social worker", "a data analyst", "a high school teacher"),
}  # fmt: skip
_PLACES = ("Ohio", "Texas", "Michigan", "Florida", "Georgia", "Oregon", "Kentucky", "Indiana", "Arizona", "Maine",
          "Tennessee", "upstate New York", "Missouri", "North Carolina", "Pennsylvania", "Wisconsin")  # fmt: skip
_PETS = ("cat", "dog", "puppy", "parrot", "old dog", "kitten")
_HOBBIES = ("gardening", "fishing", "video games", "baking", "hiking", "reading", "crochet", "guitar", "puzzles",
           "old movies", "running", "painting")  # fmt: skip
_STYLES = ("neat", "neat", "neat", "neat", "lower", "lower", "loose", "loose", "lively")


@lru_cache(maxsize=4096)
def biography_slots(persona: str) -> Mapping[str, str]:
    """Slots for a person's sentences; a slot that does not fit the person is absent.

    Keys: `style` always; among others `age`, `older`, `younger`, `job`, `student`, `retired`, `spouse`,
    `church`, `faith`, `secular`, `lowpay`, `welloff`, `kidcount`, `place`, `pet`, `hobby`.
    """
    rng = random.Random(zlib.crc32(persona.encode()))
    traits = persona_traits(persona)
    facts = {"style": rng.choice(_STYLES), "place": rng.choice(_PLACES), "hobby": rng.choice(_HOBBIES)}
    if rng.random() < 0.4:
        facts["pet"] = rng.choice(_PETS)
    if not traits:
        facts["childless"] = ""
    else:
        age = _number(traits.get("age", ""))
        facts |= _years(age) | _home(traits, age, rng) | _work(traits, age, rng) | _faith(traits)
    return facts


def _number(text: str) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return float(found[0]) if found else None


def _years(age: float | None) -> dict[str, str]:
    if age is None or age < 16:
        return {}
    facts = {"age": f"{age:.0f}"}
    if age >= 50:
        facts["older"] = ""
    elif age <= 27:
        facts["younger"] = ""
    return facts


def _home(traits: Mapping[str, str], age: float | None, rng: random.Random) -> dict[str, str]:
    facts: dict[str, str] = {}
    married = traits.get("marital", "").startswith("Married")
    if married:
        sex = traits.get("sex", "")
        facts["spouse"] = {"Female": "husband", "Male": "wife"}.get(sex, "partner")
    elif "marital" in traits:
        facts["single"] = ""
    if (age or 0) >= 28 and rng.random() < (0.65 if married else 0.25):
        facts["kidcount"] = rng.choice(("two kids", "three kids", "a little one", "a daughter", "a son", "two boys"))
    else:
        facts["childless"] = ""
    return facts


def _work(traits: Mapping[str, str], age: float | None, rng: random.Random) -> dict[str, str]:
    facts: dict[str, str] = {}
    if traits.get("employment", "").startswith("Employed"):
        facts["job"] = rng.choice(_JOBS.get(traits.get("edu", "")[:4], _JOBS["Less"]))
    elif (age or 40) >= 62:
        facts["retired"] = ""
    elif (age or 40) <= 25:
        facts["student"] = ""
    elif "employment" in traits:
        facts["jobless"] = ""
    income = _number(traits.get("income", ""))
    if income is not None and income <= 4:
        facts["lowpay"] = ""
    elif income is not None and income >= 9:
        facts["welloff"] = ""
    return facts


def _faith(traits: Mapping[str, str]) -> dict[str, str]:
    religion = traits.get("religion", "")
    if religion.startswith("Catholic"):
        return {"church": "parish", "faith": "Catholic"}
    if religion.startswith("Protestant"):
        return {"church": "church", "faith": "Christian"}
    return {"secular": ""} if religion.startswith("Atheist") else {}
