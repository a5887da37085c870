"""Somebody who is asked to give: what is said besides the point, about themselves and in passing."""

from __future__ import annotations

BANK: dict[str, tuple[str, ...]] = {
    "aside": (
        "?hits: I do these [after work|on the side|in the evenings] for [grocery|gas|extra] money.",
        "?hits: These tasks [add up slowly|don't pay much] but [I like the chatting ones|it's something].",
        "?older: I'm {age}, [so I've been asked for money a few times|I remember the old telethons].",
        "?younger: I'm only {age}, [so this is new to me|still figuring out my own bills].",
        "?job: I work as {job}, [so I meet all kinds|it keeps me busy|long hours].",
        "?retired: I'm retired[, so I watch what I spend| now and on a set income].",
        "?student: I'm [still in school|a student], [so ramen most nights|with loans piling up].",
        "?jobless: I'm [between jobs|at home right now], so [this is my side income|I count pennies a bit].",
        "?kidcount: I've got {kidcount} [of my own|at home], [so it hits different|they cost a fortune lol].",
        (
            "?spouse: My {spouse} and I [talk about giving every year|try to set a little "
            "aside|disagree on charities]."
        ),
        "?single: It's just me here[, so one income|, so I decide alone|].",
        (
            "?church: We [collect canned food|do a coat drive|fill shoe boxes] at [our|my] {church} "
            "every [fall|year]."
        ),
        "?secular: I'm not religious, [but you don't have to be|I just think people should help].",
        "I [grew up|live] in {place}, [lots of folks struggle there too|not exactly a rich area|small town].",
        "?pet: Sorry, my {pet} [jumped on the keyboard|wants out again|is making a racket].",
        "?lowpay: I don't make [much|a lot][, just so you know|, honestly|].",
        (
            "?welloff: We've been [lucky|doing okay] [the last few years|money wise], [I can't "
            "complain|thank goodness]."
        ),
        "I'd rather be [doing|at my] {hobby} [but this is nice too|right now lol|but here we are].",
    ),
    "recall": (
        "I saw [something|a show] about this [on the news|last week|a while back].",
        "My [mom|grandma|aunt] [always gave to things like this|had a soft spot for this kind of thing].",
        "There was a [jar|box] for [them|something like it] at [the grocery store|my bank|the diner] once.",
        (
            "[My|A] coworker [runs a 5k|does a bake sale|shaves his head] for [a cause|a charity] "
            "like this [every year|each spring]."
        ),
        "I [remember|still think about] a [documentary|story|photo] I saw of {kids} [like that|over there].",
        "We [had|did] a [fundraiser|coin drive] in [grade school|high school] for [this|that kind of thing].",
        "[They|Somebody] knocked on my door about this [last summer|in the spring].",
        "You hear so much bad news, [it all blurs together|I tune some of it out].",
    ),
    "why_ask": (
        "I like to know where [my|the] money [goes|ends up].",
        "[Just|I'm just] curious.",
        "I've [never really|not] looked into it.",
        "[A lot|Some] of these places [seem the same to me|blur together].",
        "That would [help me decide|make a difference to me|matter to me].",
        "I [always|usually] [ask|check] before [giving|I give] anything.",
    ),
    "day": (
        "It's [raining|freezing|so hot|windy] here in {place}.",
        "?hits: I've been [at it|doing tasks] since [six|this morning|early].",
        "[Long week|Busy week|Slow day] so far.",
        "[Looking forward to|Can't wait for] the weekend.",
        "Just [made some tea|finished lunch|fed the {pet}].",
    ),
    "lifted": (
        "[Where does the time go|These chats go by fast].",
        "I [had a feeling|figured] this would be about a charity.",
        "[You've|You] clearly [thought about this|done your homework].",
        "I [wasn't expecting|didn't expect] this when I [signed up|started] today.",
        "It's [nice|refreshing] to talk [about something that matters|to a real person] for once.",
        (
            "[Funny|Weird], my [sister|neighbor|friend] [brought this up|was talking about "
            "charities] the other day."
        ),
        "I [tear up|get emotional] [easily|with this stuff], [sorry|don't mind me].",
        "?gave: [Karma|What goes around], right?",
        "?pet: Even my {pet} [agrees|is listening now|seems interested] lol.",
        "?hobby: I spend more than that on {hobby}[, let's be real|, if I'm honest|].",
        "?gave: [My day|Today] just got [a bit|a little] better.",
        "We could all [do|use] a bit more [kindness|of that] [these days|right now].",
    ),
    "chat.short": (
        "Good, thanks!",
        "Doing fine, thank you.",
        "I'm [well|good|okay], thanks.",
        "Pretty good here.",
        "All good[ here|].",
        "Not bad, thanks.",
        "I'm doing alright.",
    ),
    "heard.short": (
        "No, I haven't.",
        "I have, yes.",
        "Not really.",
        "A little.",
        "Only by name.",
        "No, not before today.",
        "I think so.",
        "Yes, a bit.",
        "Just from TV.",
    ),
    "think": (
        "What else [should I know|can you tell me]?",
        "[Can you|Could you] [tell me more|convince me a little more|give me one good reason]?",
        "I [don't want to rush|like to sleep on things|tend to overthink this stuff].",
        "[Ask me again|Try me again] [in a minute|before we finish].",
        "I [go back and forth|change my mind a lot] on [this stuff|charities].",
    ),
}
