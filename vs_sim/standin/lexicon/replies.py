"""Somebody who asks others to give: answers, reassurance and thanks."""

from __future__ import annotations

BANK: dict[str, tuple[str, ...]] = {
    "answer": (
        "They [help|support] {kids} with [the basics|whatever is most urgent] and [stay|follow up] after.",
        (
            "?child: They [focus on|deal with] [health|hunger|schooling] [mostly|first], and "
            "[emergencies|disasters] too."
        ),
        "?child: It's about making sure kids [get food and school|have a fair start|grow up safe].",
        ("?child: They get [food|medicine|books|blankets] to kids [who have nothing|after disasters|in war zones]."),
        ("?aid: [They do|It's] a mix of [quick aid|emergency help] and [longer projects|teaching people skills]."),
        "From what I read they [work with families|go where it's worst first|partner with local groups].",
        ("?child: Everything from [vaccines|clean water|school meals] to [getting kids out of child labor|shelter]."),
        ("I'm not [an expert|from there myself], but they [help {kids} directly|do everything from food to housing]."),
        (
            "?child: They [teach|train] [moms and dads|teachers|nurses] [too|as well], so "
            "[kids|children] are [looked after|in good hands]."
        ),
        (
            "?aid: They [send|bring] [supplies|teams] in when [things fall apart|something bad "
            "happens] and [help people rebuild|build up schools after]."
        ),
        (
            "[A bit of everything|Lots of things]. [Food|Clean water], [medicine|schooling], [safe "
            "places|shelter] to [stay|sleep]."
        ),
        "?animal: They [feed|treat|take in] strays until [somebody takes them home|a family comes along].",
        (
            "?animal: It pays for [food|vet bills|blankets], [shots|litter] and [a warm "
            "place|somebody to look after them]."
        ),
    ),
    "answer.where": (
        (
            "?child: [All over|Everywhere really], [Africa, Asia, the Middle East|from Syria to "
            "Yemen], and here [too|as well]."
        ),
        (
            "?aid: They work [overseas mostly|in many countries], but [there are|they have] programs "
            "[here too|in the US as well]."
        ),
        (
            "?aid: [Wherever|It's wherever] the need is [biggest|greatest], [poor countries "
            "mainly|war zones, disaster areas]."
        ),
        "?aid: Both, [here at home|in this country] and [abroad|overseas].",
        (
            "?aid: Mostly [poor countries|places hit by war or disaster], [also some towns here|with "
            "some work in the US]."
        ),
        "?animal: Right [here|around here], it's [all local|a local place].",
        "?animal: [Close by|Just down the road], you can [visit|stop in] [any time|if you like].",
    ),
    "answer.share": (
        (
            "[Most of it|The bulk of it|The biggest part] goes to [programs|the actual work], a "
            "small part [is overhead|runs the place]."
        ),
        (
            "I [read|saw] it was [something like|around] 85 [percent|cents of every dollar] "
            "[going|that goes] to the programs."
        ),
        "Fair question. Their [reports|numbers] are public, and overhead is [pretty low|lower than most].",
        (
            "They [spend|keep] [very little|a small slice] for [admin|running costs], the rest goes "
            "to [help|the {kids}]."
        ),
    ),
    "answer.trust": (
        ("They're [rated well|highly rated] by the charity [watchdogs|rating sites], you can [check|look it up]."),
        (
            "[I get that|Good to ask]. They [get audited|are audited] [every year|by outsiders] and "
            "[post|show] everything."
        ),
        (
            "[Yes, very|Yes], they've been around [for ages|a long time] and [their record is "
            "good|never had big trouble]."
        ),
        ("I [looked|checked] before [I gave|giving] [too|myself], and they [came out clean|scored really well]."),
    ),
    "answer.who": (
        (
            "?aid: They're [an independent nonprofit|not tied to any church or government], [as far "
            "as I know|I believe]."
        ),
        (
            "?aid: They [started|began] [a long time ago|decades ago] and [have people in lots of "
            "countries|are pretty big now]."
        ),
        "It's [run by a board|a large nonprofit], [not a small outfit|with staff all over].",
        "[Pretty big|They're big], thousands of [staff and volunteers|people work for them].",
    ),
    "explain": (
        "You just [say|enter] the amount [at the end|after we finish] and it [comes|is taken] out of {pay}.",
        ("?hits: It's [easy|simple], [the researchers|the people running this] take it [out|off] and send it to them."),
        "No [card|sign up|link] needed, it's [taken|deducted] from {pay} [automatically|when we're done].",
        (
            "Any amount [is fine|works], [there's no minimum|even a few cents], and you [enter|type] "
            "it [at the end|later]."
        ),
        ("After the chat [there's|you get] a [box|page] where you [put|enter] [your amount|what you want to give]."),
    ),
    "own_gift": (
        "Yes, I'm giving {mine}[ myself|].",
        "I am, I [decided on|plan to give] {mine} of mine.",
        "Yes, [I already put in|I'm putting in] {mine} [and may add more|from my own pay].",
        "Of course, I wouldn't ask [you|] if I wasn't [giving|donating] too. {mine} from me.",
        "I [gave|give] [a bit every month|when I can], and today I'm [adding|giving] {mine}.",
        "I will if you will. [Deal|How's that]?",
    ),
    "own_gift.much": (
        "I'm giving {mine}[ myself|].",
        "{mine} [from me|of mine].",
        "[I settled on|I'm going with] {mine}[, it's what I can do|].",
        "I [put in|gave] {mine} [earlier|already|today].",
        "Me? {mine}[, and I felt good about it|].",
    ),
    "introduce": (
        "I'm [chatting|talking] with people about {called} [today|right now].",
        "I'm here [for|because of] {called}, a charity [that helps|for] {kids}.",
        "[Today|This] is about {called}[, a charity|].",
        "I [wanted|would like] to tell you about {called}[, they help {kids}|].",
        "There's this charity, {called}.",
    ),
    "reassure": (
        "I [totally|completely|] [understand|get that].",
        "That's [fair|a fair point|understandable].",
        "I [hear you|felt the same way at first|don't blame you].",
        "No [rush|worries], [take your time|think about it|it's up to you].",
        "I know it's [a lot to ask|sudden|not an easy choice].",
        "[Whatever|Anything] you decide is [fine|okay] [by me|with me].",
        "I [appreciate|like] that you're [honest|upfront] about it.",
        "[Nobody|No one] is [pushing|forcing] you, [promise|really].",
    ),
    "reassure.strain": (
        ("I [get it|know the feeling], money is tight [for me too|for everyone]. Even {small} [helps though|is fine]."),
        (
            "[I understand|No problem], [bills come first|you have to eat too]. {small} would be "
            "[plenty|more than enough]."
        ),
        ("Totally fair, I'm [not rich either|counting pennies too]. [Maybe|Even] {small}, if you can[ manage|]?"),
        ("I [hear you|hear that] about the bills. [Some of these {kids}|They] have [even less|nothing at all] though."),
    ),
    "reassure.doubt": (
        ("I [was|used to be] [wary|skeptical] too, but their [books are open|numbers are public][, which helped me|]."),
        (
            "[You're right to ask|Can't blame you]. This one [is rated well|gets audited] and [very "
            "little goes to salaries|I checked]."
        ),
        (
            "Some charities are [bad|shady], [sure|true], but [these folks|this one] [have|has] a "
            "[long|good] track record."
        ),
        (
            "I [hear you|get that]. [Look them up|Check the ratings] [sometime|if you like], they "
            "[do really well|hold up]."
        ),
    ),
    "reassure.counter": (
        (
            "[Helping locally is great|That's great that you help at home], [this could be on "
            "top|there's room for both] I think."
        ),
        (
            "?aid: They [have programs|do work] [here too|in the US too], so it's [not only "
            "overseas|close to home as well]."
        ),
        ("True, [one gift won't fix it|it's a small thing], but [lots of small gifts do|together it gets somewhere]."),
        ("?aid: I [respect|like] that. Still, [some places have no one else|over there {small} goes so much further]."),
    ),
    "reassure.hesitate": (
        "[Take your time|No rush]. [What would help you decide|Anything I can tell you]?",
        "[It can be tiny|A small bit is fine], [you can always change your mind|nobody will judge].",
        "What's [holding you back|making you unsure], if [I may ask|you don't mind me asking]?",
        "Think of it as [a coffee you skip|one tiny good deed]. [No pressure though|Up to you of course].",
    ),
    "accept": (
        "I understand[, no hard feelings|, it's your money|].",
        "That's [okay|alright|fine], [I appreciate you listening|thanks for hearing me out].",
        "[No problem|Fair enough], [I respect that|you know best|it's your call].",
        ("[Okay|Alright], if you [change your mind|feel different later] [you can still give|the box is at the end]."),
        "No worries[ at all|], [maybe another time|maybe tell a friend about them].",
    ),
    "thank": (
        "?gave: [That's|That is] [so kind|very kind|wonderful|awesome] of you[!|.]",
        "?gave: Thank you[ so much|]!",
        "?gave: Thank you, {kids} [will be better off|will be helped] because of [you|people like you].",
        "?gave: [You're|You are] a [kind|good|generous] person.",
        "?gave: [That will|That'll] [help a lot|go far|do some good], thank you.",
        "Thanks, I [really|] appreciate [it|your help|that].",
        "?gave: [Great|Wonderful|Awesome], [I'm so glad|that makes my day].",
        "?gave: [Every bit|Every cent] helps, [thanks a lot|so thank you|I mean it].",
        "?gave: On behalf of those {kids}, [thank you|thanks a million].",
        "?gave: [Nice|Perfect], you [did|are doing] a good thing today.",
        "?gave: I [wish|bet] they could thank you [in person|themselves].",
        "?gave: That's more than [most people do|I hoped for|I expected], thank you.",
        "?gave: [Bless you|You rock], [really|seriously].",
        "Thanks for [listening|being open to it|asking good questions].",
    ),
    "agreeing": (
        "[Exactly|Right|I agree|True|So true].",
        "[Glad|I'm glad] you [feel|see it] that way.",
        "I felt the same[ when I first read about it|].",
        "[Yes|Yeah], [it really is|isn't it|they really do].",
        "[You seem|You sound] like [a caring person|someone who cares].",
        "I [like|appreciate] how you [think|put that].",
        "[Not many|Few] people [get that|say that], [thanks|good on you].",
    ),
    "bye": (
        "Thanks for [chatting|talking] [with me|], have a [great|nice|good] [day|evening|one]!",
        "?hits: It was [nice|great|good] [talking|chatting] [to|with] you, take care!",
        "[Have|Enjoy] a good rest of your day[!|, and thanks again.]",
        "Take care and [thank you|thanks again]!",
        "Bye[ for now|], and thanks for [your time|listening|hearing me out].",
    ),
    "thank.short": (
        "?gave: That's [great|awesome|wonderful][!|.]",
        "?gave: Thank you[ so much|]!",
        "?gave: [So|Very] kind of you.",
        "?gave: [Great|Nice|Wonderful], thanks.",
        "?gave: I'm [so glad|happy] to hear that.",
        "?gave: You're [the best|too kind|a good soul].",
    ),
    "wish": (
        "Stay safe.",
        "[Hope|I hope] [the rest of your day|this week] goes well.",
        "[Good luck|Best of luck] with everything.",
        "God bless.",
        "?hits: [Happy turking|Good luck with your tasks].",
        "[I enjoyed this|This was fun].",
    ),
}
