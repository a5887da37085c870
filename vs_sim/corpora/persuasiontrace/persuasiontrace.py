"""PersuasionTrace (Moore 2026, arXiv:2606.05330): 450 rounds in which a language model argues with a person.

The beliefs of the person were measured before, during and after the round; in the control arm the model talked about
something else. The text of the rounds is not part of the published numbers.
"""

from __future__ import annotations

from vs_sim.corpora.corpus import CorpusDefinition, register_corpus
from vs_sim.corpora.persuasiontrace.belief_changes import BELIEF_REFERENCES
from vs_sim.corpora.persuasiontrace.belief_rounds import PERSUASIONTRACE, read_rounds

register_corpus(
    CorpusDefinition(name=PERSUASIONTRACE, title="PersuasionTrace", read=read_rounds, references=BELIEF_REFERENCES)
)
