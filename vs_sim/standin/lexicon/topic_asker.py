"""Somebody who speaks for something other than giving; and what is said looking back."""

from __future__ import annotations

BANK: dict[str, tuple[str, ...]] = {
    "hello": (
        "Hi, how are you [today|doing]?",
        "Hello! [Got a minute to talk|How's your day going]?",
        "Hey, how's it going?",
    ),
    "inquire": (
        "Have you heard [much|anything] about {topic}?",
        "What do you know about {topic}[ so far|]?",
        "Do you have an opinion about {topic}?",
    ),
    "credit": (
        "People who [study|know] this [say|agree] it [works|is worth it].",
        "[Others|Plenty of places] have [tried|done] it and it [went well|paid off].",
        "I [read up|did some digging] on it and the [facts|numbers] hold up.",
        "It's been [tested|tried] for years, [not some fad|it's solid].",
    ),
    "emotion": (
        "[Think|Just think] how much [better|easier] things [could|would] be.",
        "I'd [hate|be sad] to [look back|miss the chance] and [regret it|wonder].",
        "It [matters|means a lot] to [real people|folks I know], [not just on paper|every day].",
    ),
    "logic": (
        "The [cost|effort] is small [next to|compared to] what [you|we] get[ back|].",
        "If [everyone waits|nobody moves], nothing [changes|gets better].",
        "It's [easier|cheaper] to [start now|do it now] than [fix it later|wait].",
    ),
    "self": (
        "I [did|tried] it myself and [I'm glad|don't regret it].",
        "?job: As {job} I [see|know] what [difference|change] it makes.",
        "I [wasn't sure either|had my doubts too], until I [looked into it|talked to people].",
    ),
    "propose": (
        "So [would|could] you [give it a try|go along with it|support it]?",
        "Would you be willing to [try|back it|consider it]?",
        "Can I [count on you|ask you to help]? [What do you say|What do you think]?",
    ),
    "foot": (
        "Even a small step would [help|be great].",
        "What if you [just|only] tried it [once|for a week]?",
    ),
    "answer": (
        ("Good question. [From what I know|As far as I can tell] it [works out fine|has been looked at closely]."),
        "It [starts small|goes step by step], [nobody is forced|you can stop any time].",
        "[Mostly|In short], it comes down to [money and time|what people want].",
        "There's [good|plenty of] [data|experience] on that, [I can dig it up|you'd be surprised].",
    ),
    "reassure": (
        "I [understand|get that].",
        "That's [fair|a fair point].",
        "No [rush|pressure], [think it over|take your time].",
        "I had the [same|very same] [worry|doubt] at first.",
    ),
    "accept": (
        "Fair enough[, I respect that|].",
        "[Okay|Alright], [it's your call|no hard feelings].",
    ),
    "agreeing": (
        "[Exactly|Right|True].",
        "I'm glad you [see it that way|think so].",
    ),
    "bye": (
        "Thanks for [talking|chatting], take care!",
        "It was [good|nice] talking to you, have a good day!",
    ),
    "for": (
        "?talked: I felt [pretty|mostly] good about it.",
        "?talked: It [seemed|felt] like the right thing[ to me|].",
        "I think it's a good idea[ overall|].",
        "I'm [mostly|pretty much] for it.",
        "It makes sense to me[, honestly|].",
    ),
    "mixed": (
        "I have mixed feelings[ about it|].",
        "Part of me says yes, [part of me isn't sure|part of me says no].",
        "It depends[, I could go either way| on the day|].",
    ),
    "opposed": (
        "?talked: I wasn't [really|that] comfortable with it.",
        "I don't [think|feel] it's for me.",
        "I'd rather not, [to be honest|I have my reasons].",
        "I'm [not a fan|against it][, sorry|].",
    ),
    "thank.short": (
        "[Great|Good] to hear.",
        "I'm glad.",
        "That's [great|good].",
    ),
}
