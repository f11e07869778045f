"""Closed lists from common knowledge of news English, and of verbs a handful more that the train split showed to be missing."""

from collections.abc import Iterable

SAYING = frozenset(
    (
        "accept accuse acknowledge add admit advise affirm agree allege allow announce answer argue ask assert assess assume "
        "assure attest attribute aver believe blame boast brand brief call caution challenge charge cite claim comment complain "
        "concede conclude condemn confess confide confirm contend contradict correct count counter criticise cry declare "
        "decline demand denounce deny describe detail determine disclose discover dismiss dispute doubt emphasise emphasize "
        "estimate exclaim expect explain fear find forecast foresee gather grant guess hear hint hold hope imply indicate "
        "inform insinuate insist instruct judge know label lament learn list maintain mean mention muse name note object "
        "observe offer opine order phrase plead pledge point praise predict proclaim promise propose protest publish put "
        "question quote read realise recall reckon recommend record recount refuse refute regard regret reiterate reject relate "
        "remark remember remind repeat reply report request respond retort retract reveal rule say see shout show speak specify "
        "speculate state stress submit suggest suppose surmise suspect swear teach tell testify think threaten trace underline "
        "understand urge verify voice vouch vow want warn watch whisper wish withdraw witness wonder write"
    ).split()
)
"""Lemmas of verbs of saying, thinking, knowing and perceiving."""

NOUNS = frozenset(
    (
        "account accusation admission admonition allegation announcement answer argument assertion assessment assumption "
        "assurance belief charge claim comment complaint conclusion contention declaration demand denial doubt estimate "
        "evidence expectation explanation fear finding forecast impression judgement judgment news opinion order plea pledge "
        "prediction promise proposal reading recollection remark reminder reply report request response ruling rumour statement "
        "story suggestion talk testimony theory threat verdict version view vow warning word wording"
    ).split()
)
"""Lemmas of nouns of saying."""

DOCUMENTS = frozenset(
    (
        "agenda archive article bill book bulletin camera card certificate chart clause clock communique contract data decree "
        "diary document dossier draft entry file film footage form gauge instruction invoice journal ledger letter list log "
        "logbook map memo memorandum message meter minutes note notice order page paper paragraph permit photograph picture "
        "plan post poster press printout protocol radar receipt record recorder recording register report roster rule schedule "
        "sheet sign statement statistics statute study survey table tape telegram text ticket timetable transcript treaty video "
        "will"
    ).split()
)
"""Lemmas of what holds a text or a measurement."""

ROLES = frozenset(
    (
        "activist adviser agent ambassador analyst association attache attorney authority board captain chair chairman "
        "chairwoman chancellor chief clerk coach colonel commander commission committee company consul coroner council counsel "
        "court defence deputy director doctor dr driver embassy engineer expert farmer federation firm fisherman foreman frau "
        "general government governor guard head herr inspector inspectorate institute judge lawyer leader league lieutenant "
        "madame major management manager mayor mechanic member minister ministry monsieur mr mrs ms nurse office officer "
        "official operator owner pilot police president priest professor prosecutor referee resident secretary sergeant sheriff "
        "sir skipper soldier source spokesman spokesperson spokeswoman staff steward superintendent surgeon teacher trainer "
        "treasurer union widow witness worker"
    ).split()
)
"""Titles and roles of who may speak, and kinds of bodies."""

PRONOUNS = frozenset("he she they it we i you who him her them us his their its our my which".split())
NEGATIONS = frozenset(
    "not no never neither nor none nothing cannot can't couldn't didn't won't wouldn't hasn't haven't n't without".split()
)
LINKS = frozenset("that whether if how why what when where who as to of about".split())

_IRREGULAR = {
    "said": "say", "says": "say", "told": "tell", "thought": "think", "knew": "know", "known": "know", "found": "find",
    "saw": "see", "seen": "see", "heard": "hear", "wrote": "write", "written": "write", "swore": "swear", "sworn": "swear",
    "held": "hold", "meant": "mean", "taught": "teach", "foresaw": "foresee", "withdrew": "withdraw", "withdrawn": "withdraw",
    "spoke": "speak", "spoken": "speak", "felt": "feel", "understood": "understand", "gave": "give", "given": "give",
}  # fmt: skip
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ying", "y"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)


def classes(word: str) -> list[str]:
    """Return the names of the lists that a word in lower case stands in, in whatever form."""
    lemmas = frozenset(_lemmas(word))
    return [name for name, words in _LISTS.items() if not words.isdisjoint(lemmas)]


def _lemmas(word: str) -> Iterable[str]:
    """Return what a word may be a form of: itself, and with each ending taken off or put right."""
    word = word.removesuffix("'s").removesuffix("’s")
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            yield stem + base
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


_LISTS = {
    "saying": SAYING,
    "noun": NOUNS,
    "document": DOCUMENTS,
    "role": ROLES,
    "pronoun": PRONOUNS,
    "negation": NEGATIONS,
    "link": LINKS,
}
