"""Somebody who asks others to give: opening, appeals and requests."""

from __future__ import annotations

BANK: dict[str, tuple[str, ...]] = {
    "hello": (
        "Hi, how are you [today|doing|doing today]?",
        "Hello[ there|]! How's your day [going|been|so far]?",
        "Hey, how are you?",
        "Hi! [Hope you're having a good day|How is everything with you]?",
        "Good [morning|afternoon|evening], how's it going?",
        "Hello, [nice to meet you|good to meet you]! How are you?",
        "Hi there, [how's everything|how are things] [today|with you]?",
        "Hey there. [Ready to chat|Got a few minutes]?",
        "Hi, [greetings|hello] from {place}. How are you?",
        "?hits: Hi, [how's the turking going|how are your tasks going] today?",
    ),
    "chat": (
        "I'm [good|doing well|fine] too, thanks[ for asking|].",
        "Doing [great|well|okay], thank you.",
        "[Glad|Good] to hear it.",
        "Same here, [just a regular day|can't complain|a bit tired].",
        "I'm [doing alright|pretty good], [it's nice out today|got my coffee so all is well].",
        "Good over here in {place}, thanks.",
        "?pet: Good, just me and my {pet} today.",
    ),
    "inquire": (
        "Have you [ever|] heard of [a charity called |an organization called |]{called}?",
        "Are you familiar with {called}?",
        "Do you know [much|anything] about {called}[ and what they do|]?",
        "[I wanted to|Let me] ask, have you come across {called} before?",
        "Have you ever [given|donated] to a charity [for {kids}|like that] before?",
        "Do you [usually|normally] give to [charity|charities]? [Any favorites|Which kind]?",
        "I'd like to talk [to you|] about {called}. Have you heard of them?",
        "[So today|Today] I'm here to talk about {called}, have you heard of it?",
        "?child: Do you have [any kids|children] [of your own|yourself]?",
        "Can I tell you [a bit|a little] about {called}? [Do you know what they do|Have you heard of them]?",
    ),
    "credit": (
        "{org} [helps|works to help] {kids} [all over the world|in more places than you'd think].",
        "They've been [doing this|at it] for [a long time|decades][ and they know what works|].",
        ("They [publish|post] [all|] their [numbers|spending] [online|every year], so you can [look it up|check]."),
        ("Most of [what comes in|every dollar] goes [straight|right] to the programs, [not to offices|I checked]."),
        "They get [good|high] marks from the [people|sites] that rate charities.",
        ("?child: They make sure [kids|children] get [a healthy start|medicine|school books] and [a safe place|food]."),
        ("?child: {org} [works|is] in [a hundred or so countries|dozens of countries], and [here at home|the US] too."),
        ("?child: After [a flood|an earthquake|a storm] they are [there within days|some of the first on the ground]."),
        (
            "?child: They [run|set up] [clinics|schools|safe spaces] [in war zones|near the "
            "fighting] for [kids|children]."
        ),
        ("They work [with locals|with people on the ground], so the help [lasts|doesn't stop when they leave]."),
        (
            "It's [a well known|an international|a nonprofit] group that [fights for|looks out "
            "for|stands up for] {kids}."
        ),
        ("[I looked into them|I did some reading] and they are [legit|the real deal|about as solid as it gets]."),
        "They don't just hand out [money|food], they [teach skills|train people|help whole towns recover].",
        "What I like is that they [stay for years|keep going back|do the boring long term work too].",
        "?aid: They've [won awards|been in the news] for [how they handle|their work after] disasters.",
        (
            "They [train|hire] people who [live there|know the area], so [nothing gets lost|it isn't "
            "outsiders guessing]."
        ),
        "They [keep track of|measure] what works and [drop|change] what doesn't.",
        (
            "?child: They [help|look after] kids from [birth|the day they are born] [until|up to "
            "when] they [finish school|are grown]."
        ),
        (
            "?child: They've [pushed for|helped change] laws [so kids are safer|against child labor] "
            "in [a lot of|some] countries."
        ),
        "?child: {org} [feeds|reaches] [millions of|so many] kids [each year|every single year].",
        (
            "?aid: You [may have|might have|probably have] seen [them|their people] on the news "
            "[after big storms|when war breaks out]."
        ),
        (
            "[Even|Lots of] big [companies|names] [trust|back] them, [which says something|they "
            "don't do that for just anyone]."
        ),
        "[Their|The] [staff|volunteers] [stay when others leave|go where few others will].",
        "[Unlike some|Not like other] groups, they [show|tell] you [exactly|] where it [all went|ends up].",
        ("?animal: They find homes for [dozens of|so many|a lot of] [cats and dogs|strays] every [month|year]."),
        ("?animal: Every animal gets [a vet check|shots and a bath] before it [goes home with someone|is adopted]."),
        "?animal: They [don't turn any away|take in the old and sick ones too].",
    ),
    "emotion": (
        ("?child: Imagine being [six|eight|ten] and [not knowing when you'll eat|sleeping in a tent all winter]."),
        "?child: [Some|So many] kids [never|don't even] [see a doctor|get a real meal|sit in a classroom].",
        "?child: [There are kids|Kids are] [growing up|living] [in the middle of a war|with no clean water].",
        "?child: A lot of [them|these kids] have [lost their parents|seen things no child should see].",
        ("?child: [Babies die|Little ones get sick] from things we [fix|treat] with [a cheap pill|one doctor visit]."),
        ("It [breaks my heart|keeps me up at night|makes me cry] [to think about|when I read about] those {kids}."),
        "[They|Those {kids}] didn't [ask for|choose] any of this.",
        (
            "I saw [the pictures|a video|a story] of [what they go through|how they live] and I "
            "[can't|couldn't] forget it."
        ),
        "[Just picture|Think of] the [smile|relief] when [help finally comes|somebody shows up to help].",
        "Nobody should have to [live like that|go through that alone|suffer like that].",
        "What if it was [your own family|someone you love] who needed [the help|a hand]?",
        "They [really|truly] have nobody else [to turn to|looking out for them].",
        (
            "?aid: It [hurts|is hard] to see {kids} [suffer|go without] while [we have so much|food "
            "gets thrown out here]."
        ),
        ("?child: A [mom|father] over there [walks|carries water] for hours so the kids [can drink|don't get sick]."),
        ("?child: I think of [a little girl|one boy] who [had to leave everything|wanted to go to school so badly]."),
        ("?child: [They|Kids like that] [just want|only want] to [play|be kids] and [feel safe|not be scared]."),
        "?kidcount: I look at my own [family|kids] and I [can't|couldn't] [imagine|bear] it.",
        "[It's|That's] the kind of [thing|story] that [stays with you|you don't shake off].",
        (
            "[Some nights|Sometimes] I [wonder|ask myself] what they are [going through|doing] while "
            "I'm [warm in bed|eating dinner]."
        ),
        "[Hope|A bit of hope] is [worth a lot|everything] when you have [nothing|lost it all].",
        "We [don't choose|can't pick] where we're born, [it's just luck|that's all it is].",
        "?animal: [Some|A lot] of them were [left by the road|tied up outside|abandoned in winter].",
        ("?animal: [You should see|I can't forget] the [eyes|look] of an old dog [nobody wants|waiting for someone]."),
    ),
    "logic": (
        ("?aid: [Even|Just] {small} [can|will] [do a lot|go a long way|buy something real] [over there|for them]."),
        "If everyone [on here|doing this] gave {small}, it would [add up fast|be thousands by tonight].",
        "It's [less than|about] the [price|cost] of a [coffee|soda|candy bar].",
        "You [won't|wouldn't] [miss|notice] {small}, but for them it's [a meal|a big deal|real help].",
        "[Small|Little] amounts [add up|matter] because [lots of people give|there are so many of us].",
        ("?aid: A dollar [stretches|goes] [a lot further|farther] in [the places they work|a poor country] than here."),
        ("?child: Kids who [eat|stay healthy] do better in school, and [then the whole town|later everyone] gains."),
        "Helping [early|now] is [cheaper|easier] than [fixing it later|waiting until it gets worse].",
        "It only takes [a second|a minute] [to do|] and it [can change|might change] [someone's day|a life].",
        "You [can|get to] [give|help] without [leaving your chair|any paperwork|signing up for anything].",
        "?point: Take {point} [for example|alone], {small} already [covers a bit of that|helps there].",
        (
            "?hits: You [made|earn] {pay} [in a few minutes|just by chatting], [so it's easy money "
            "to share|a bit of it won't hurt]."
        ),
        "[Someone|Somebody] has to [go first|start], [and it might as well be us|why not us].",
        "[Think about|Look at] what {small} [gets you|buys] here. [Nothing, really|Half a candy bar].",
        "If [it helps|even] one {kid}, [it's worth it|I'd call that a win].",
        "People who give [say they feel|end up] happier, [there are studies on it|no joke].",
        ("?child: A [healthy|schooled] [child|kid] can [support|lift] [a whole family|their parents] later on."),
        "It's [about|roughly] what you'd [find in the couch|lose in the couch|drop in a tip jar].",
        "They buy in bulk, so every [cent|dollar] [stretches|goes further].",
    ),
    "inform": (
        (
            "You [can|get to] [choose|pick] any amount [you like|you want], from nothing [up to all "
            "of it|to the full pay]."
        ),
        (
            "The [donation|money] [comes|is taken] [right|directly|] out of {pay}, [you don't have "
            "to do a thing|simple as that]."
        ),
        "?endowment: You can give anything from [0|zero] to {all}[, it's up to you|, no pressure|].",
        (
            "?hits: The [team|people] running this [collect it|gather everything] and send it [on to "
            "them|over in one go]."
        ),
        "There's no [minimum|set amount], [even pennies count|a few cents is fine|whatever feels right].",
        "The money [all goes|goes] [straight|directly] to {org}.",
        (
            "?hits: Nobody [sees|knows] what you give [except the researchers|but you], so [no "
            "pressure|just do what feels right]."
        ),
        ("You can read about them on their [site|website] [too|if you want], it's [all there|pretty detailed]."),
        "[It's|This is] totally [voluntary|up to you], [you keep whatever you don't give|no one is forced].",
        "[At the end|After this] you [get to|can] [enter|type in] a number, [even 0|any number].",
        "Whatever you [don't give|keep] is [still|all] yours, [of course|so there's no risk].",
        "?hits: [They|The researchers] [add it all up|pool it] [so|and] even tiny gifts [reach|get to] them.",
    ),
    "self": (
        "I'm [going to give|giving|donating] {mine} [of my own|out of mine|myself].",
        "I [gave|donated] to them [last year|before] and [felt good about it|would do it again].",
        ("?kidcount: I have {kidcount}, [so this one is personal|and I think of them every time I read about it]."),
        "?church: Our {church} [raised money for|sent boxes to] [them|a group like that] [last year|once].",
        "?lowpay: I don't make much [either|myself], but I [still give a bit|always find {mine}].",
        (
            "?older: I'm {age} and [one thing I've learned is|I can tell you] giving [feels better "
            "than getting|never hurt me]."
        ),
        "?job: I'm {job}, I [see|meet] [families|people] who need help [every week|all the time].",
        "?student: I'm a student and even I [can spare|find] {mine}.",
        (
            "I [grew up|was raised] with [not much|very little], and [somebody helped us|a charity "
            "got us through one winter]."
        ),
        "?spouse: My {spouse} and I [send them a little|give] [every month|each Christmas].",
        "I [was|used to be] skeptical [too|myself] until I [read up on them|saw what they do].",
        "I [skip|gave up] [one coffee|one soda|one takeout] a week and [send that|give that instead].",
        "It [makes|made] my [day|week] to [give a little|know it helps], [honestly|no lie].",
        (
            "A [friend|cousin] of mine [worked|volunteered] with [them|a group like this] and [told "
            "me stories|came back changed]."
        ),
    ),
    "foot": (
        "Even {small} [would help|helps|would be great].",
        "How about [just|] {small}? [That's it|Nothing more].",
        "Could you [spare|do] {small}? [It really adds up|Every bit helps].",
        "Would {small} [be okay|be possible|work] for you?",
        "Maybe {small}, [if that's okay|if you can spare it|just to start]?",
        "It doesn't have to be a lot, [a few cents|{small}|pocket change] [is plenty|is great|counts].",
        "What if you gave [only|just] {small}? [You'd still keep the rest|You would barely notice].",
    ),
    "propose": (
        ("Would you [like to|be willing to|consider] [donate|donating|give|giving] [some|part|a little] of {pay}?"),
        "Would you like to [donate|give] to {org} today?",
        "Do you think you [could|would] [donate|give] [a little|some|something][ today|]?",
        "Are you [willing|open] to [giving|donate] a [small part|bit] of {pay}?",
        "So, [would|could] you [help|chip in|give a little]?",
        "[Can|Could] I [count on you|ask you] to give [a small|some] part of [it|{pay}]?",
        "Will you [join me and|] [donate|give] [something|a bit] [to them|today|to {org}]?",
        "Would you [maybe|] want to share a [little|bit] of {pay} with [them|those {kids}], and donate?",
        "I'd [like|love] to ask if you would donate [a bit|a part] of {pay}. What do you [say|think]?",
        "What do you [say|think], would you [give|donate] [something|a little]?",
        "Would giving [a little|part of it] be something you'd [consider|be up for]?",
        "Is giving [a little|a bit of it] something you'd [consider|be up for]?",
        "Would a donation [from|out of] {pay} be [possible|okay with you]? Would you give a little?",
        "I [wonder|was wondering] if you'd [like to|want to] give [a bit|some] of {pay}?",
    ),
    "ask_amount": (
        "How much would you like to [give|donate]?",
        "How much do you think you could [give|donate|spare]?",
        "How much would you [give|be able to give]?",
        "What amount [feels right to|works for|would be comfortable for] you?",
        ("[Great, so how|So how|And how] much [are you thinking|can I put you down for|would you be donating]?"),
        "How much of {pay} would you [be okay|feel good] giving?",
        "What amount should I [put down|write|note] for you?",
        "How many cents or dollars would you [like|want] to give?",
    ),
    "more": (
        "Would you [think about|consider] giving [a bit|a little] more, [maybe|like] {bigger}?",
        "Could you [go up to|stretch to|do] {bigger}? [I'd match it|It would mean a lot].",
        "That's [kind|great]! Any chance you would give {bigger}?",
        "[Thank you|Nice]! Would {bigger} be [too much|possible]?",
    ),
    "chat.short": (
        "I'm good[ too|], thanks.",
        "Doing well, thank you.",
        "Good, thanks for asking.",
        "Pretty good here too.",
        "All good on my end.",
    ),
    "day": (
        "[It's|Looks like] a [sunny|gray|cold|warm] day here in {place}.",
        "[Hope|I hope] this week is treating you well.",
        "I'm [on my second coffee|taking it slow today].",
        "?hits: [Good to|Nice to] get a chat task for once.",
    ),
}
