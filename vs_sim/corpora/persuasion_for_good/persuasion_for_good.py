"""PersuasionForGood (Wang et al. 2019): 1,017 chats in which one worker persuades another to give to a charity."""

from __future__ import annotations

from collections.abc import Mapping

from vs_sim.corpora.coded_task import CodedPublication, CodedTask
from vs_sim.corpora.corpus import CorpusDefinition, register_corpus
from vs_sim.corpora.persuasion_for_good.dialogue_figures import COMPULSORY, FIGURES
from vs_sim.corpora.persuasion_for_good.published_dialogues import read_dialogues
from vs_sim.corpora.persuasion_for_good.real_participants import PARTICIPANTS
from vs_sim.corpora.persuasion_for_good.reference_tables import REFERENCES
from vs_sim.corpora.persuasion_for_good.schemes import resistance
from vs_sim.corpora.persuasion_for_good.task_facts import DIALOGUES, NAME, PEOPLE, TITLE


def _in_group_c(facts: Mapping[str, object]) -> bool:
    return facts["period"] == "C" and not facts["flagged"]


_PUBLICATION = CodedPublication(
    files=(DIALOGUES, PEOPLE, "annotated_dialog_half.csv", "annotated_info_half.csv"),
    title="What persuadees do",
    population="Persuadees of {dialogues} dialogues with at least ten exchanges; group C: 28 August to 4 "
    "September 2018, dialogues flagged BAD_ by the authors left out.",
    rule="each dialogue is read up to its tenth exchange; figures are means over dialogues, with errors by "
    "resampling persons; acts as in Wang et al. (2019), resistance = refusing or reacting negatively",
    caveats=(
        "Compare only with text coded by the same coder, at equal numbers of exchanges.",
        "Resistance is .37 or .70 of dialogues by codebook: this one does not count questions as resistance.",
        "Half of the first resistances answer no request: the headline is resistance after the first request.",
        "Of 153 annotated dialogues, most fall before the task named $2.",
        "One task on one crowd-working platform in one summer: not people in general.",
    ),
    source_of="paid_all",
    coders={
        "rules": "rules for acts and amounts",
        "learned": "regressions learned from the annotated half",
        "annotators": "the annotators",
    },
    groups={"all": lambda facts: True, "C": _in_group_c},
    group="C",
    acts="acts",
    act_facts={
        "title": "What is done at each exchange, as annotators read it",
        "population": "{dialogues} annotated dialogues of all periods, the half of the annotations at hand.",
        "period": "A-C, annotated half",
        "rule": "share of the turns of an exchange (from 0) in which at least one sentence carries the act",
        "caveats": (
            "Nine in ten annotated dialogues fall before the task named $2: nothing is called equivalent to them.",
        ),
    },
    remarks=(
        "The main figure is resistance after the first request; exchanges count from 0.",
        "say_do is the difference between what is said in the dialogue and decided or paid in private after it.",
    ),
)

_CODED = CodedTask(
    main="resistance",
    by_turn=("acts", "stated_amount", "resistance"),
    optional=("acts",),
    by_dialogue=("trajectory", "mind_change", "say_do"),
    course="trajectory",
    changes="mind_change",
    difference=("say_do", "gap"),
    silent=frozenset({"other"}),
    kinds=(
        resistance.REQUEST,
        resistance.REFUSAL,
        resistance.RESISTANCE,
        resistance.RESERVE,
        resistance.COMMITMENT,
    ),
    figures=FIGURES,
    label_of={"resists_after_request": resistance.RESISTANCE},
    exchanges=COMPULSORY,
    publication=_PUBLICATION,
)

register_corpus(
    CorpusDefinition(
        name=NAME,
        title=TITLE,
        read=read_dialogues,
        coded=_CODED,
        references=REFERENCES,
        participants=PARTICIPANTS,
        context=("vs_paper/dialogues", "dictator/engel_2011"),
    )
)
