"""First words and small habits: what comes before the point, by act, and how people misspell."""

from __future__ import annotations

BEFORE: dict[str, tuple[str, ...]] = {
    "ask": ("Hmm,", "Okay,", "Interesting.", "Oh,", "Ok,", "I see.", "Cool.", "Huh.", "Gotcha.", "So", "Well,"),
    "procedure": ("Ok,", "Alright,", "Hmm,", "One question,", "So", "Wait,", "I see."),
    "ask_back": ("Hmm.", "Just wondering,", "Curious,", "Okay,", "Before I answer,", "Well,"),
    "warm": ("Wow.", "Yeah,", "Oh wow.", "Aw,", "Hmm,", "Yes,", "Oh,", "Man,", "Right,", "Ok,", "True."),
    "hesitate": ("Hmm,", "Well,", "Honestly,", "Ugh,", "To be honest,", "I don't know.", "Hm.", "Okay,"),
    "strain": ("Honestly,", "I wish I could, but", "I'd like to, but", "To be honest,", "Well,", "The thing is,",
               "Ugh,", "Sorry,", "I hear you, but"),
    "doubt": ("Hmm,", "I don't know.", "Honestly,", "Well,", "Maybe, but", "No offense, but", "See,", "Eh,"),
    "counter": ("I get that, but", "Well,", "Sure, but", "Maybe, but", "Hmm,", "Honestly,", "True, but", "Eh,"),
    "refuse": ("Hmm.", "Honestly?", "I appreciate it, but", "It's a good cause, but", "I thought about it and",
               "Well,", "Nice try lol."),
    "offer": ("Okay,", "Sure,", "Alright.", "Hmm,", "Well,", "Ok,", "Let's see.", "Yeah,", "You know what?"),
    "agree": ("Okay,", "Well,", "Hmm,", "Alright,", "You know what,", "Yeah,", "After hearing that,"),
    "ack": ("Oh,", "Hm,", "Ah.", "Okay,"),
    "thank": ("Oh,", "Well,", "Aw,", "Great,", "Ok,"),
    "close": ("Alright,", "Ok,", "Well,", "Thanks again."),
    "history": ("Hmm,", "Well,", "Yes and no.", "Honestly,"),
    "credit": ("So", "Well,", "Yes,", "Basically,", "The thing is,", "Right,", "Also,", "Like I said,"),
    "emotion": ("Honestly,", "You know,", "I mean,", "The sad part is,", "Really,"),
    "logic": ("And", "Plus,", "Also,", "You know,", "I figure", "Think of it this way.", "The way I see it,"),
    "inform": ("And", "By the way,", "Also,", "Just so you know,", "Oh, and"),
    "self": ("Me,", "Personally,", "For what it's worth,", "Honestly,", "You know,"),
    "propose": ("So", "Well,", "With that in mind,", "Okay, so", "Here goes.", "Anyway,"),
    "ask_amount": ("Great.", "Okay.", "Awesome.", "So", "Nice.", "Wonderful."),
    "foot": ("Okay.", "Hey,", "Alright.", "Well,"),
    "answer": ("Sure.", "Yes,", "Well,", "Sure thing.", "Hmm,", "Glad you asked."),
    "explain": ("Sure.", "Yes,", "Good question.", "Right,"),
    "inquire": ("So", "Well,", "Great.", "Okay, so", "Anyway,"),
}  # fmt: skip
"""Openers by act; those ending in a comma run on into the sentence."""

LAUGHS = (" lol", " haha", " :)", " lol", " :(")

SLIPS = (
    ("definitely", "definately"), ("a lot", "alot"), ("because", "bc"), ("though", "tho"), ("you're", "your"),
    ("people", "ppl"), ("probably", "prob"), ("I'm", "Im"), ("don't", "dont"), ("can't", "cant"), ("it's", "its"),
    ("going to", "gonna"), ("want to", "wanna"), ("about", "abt"), ("thanks", "thx"),
    ("that's", "thats"),
)  # fmt: skip
"""How hurried people write; the first that fits is used."""
