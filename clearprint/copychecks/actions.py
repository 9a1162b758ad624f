"""Whether a handout asks its reader to do anything: an imperative, or “you should”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy
from clearprint.sentences import sentences

_VERBS = {
    "en": (
        "add|apply|arrange|ask|avoid|"
        "be (?:sure|careful|ready|honest|active|kind|patient|aware)|become|begin|bend|breathe|"
        "bring|buy|carry|choose|consider|consult|cook|cover|cut|discuss|dispose|"
        "do (?:not|what|this|one|your|the)|don.t|dress|eat|fill|find|follow|get|give|go|hold|"
        "ignore|inject|insert|join|keep|know|learn|leave|let|lie|listen|look|lower|maintain|"
        "make|mix|move|pay|place|practice|prepare|protect|pull|put|quit|read|refill|relax|"
        "remember|remove|repeat|replace|rinse|roll|save|see|seek|send|set|shake|show|sit|speak|"
        "spend|stand|start|stay|store|swallow|swap|take|talk|tell|throw|trim|try|turn|"
        "understand|update|wait|wear|write"
    ),
    "es": (
        "aplique|apriete|apunte|asegúrese|averigüe|avise|ayude|beba|busque|cambie|camine|"
        "coloque|coma|compre|comparta|comuníquese|conserve|consulte|converse|cubra|cuente|"
        "cuide|deje|descanse|deseche|diga|duerma|elija|empiece|escriba|espere|evite|escuche|"
        "guarde|haga|hable|infórmese|informe|inhale|intente|ingrese|lave|lea|levante|limite|"
        "limpie|llame|lleve|mantenga|mantente|mastique|mida|mueva|muestre|"
        "no (?:beba|coma|conduzca|deje|dé|espere|fume|haga|levante|olvide|pare|ponga|se olvide|"
        "suspenda|tome|tenga|use|vaya)|"
        "obtenga|pida|planifique|ponga|practique|pregunte|prepare|proteja|pruebe|quite|reciba|"
        "recuerde|reduzca|regrese|respire|retire|revise|saque|sea|siéntese|siga|solicite|"
        "suspenda|tenga|termine|tome|trague|trate|trate de|use|utilice|vaya|vea|verifique|"
        "visite|vuelva|llama|toma|pide|pregunta|habla|evita|usa|descansa|bebe|come|haz|"
        r"[a-zñ]*[áéíóú][a-zñ]{1,4}[ea](?:se|lo|la|los|las|le|les|me|nos)"
    ),
}
"""Verbs that start a sentence where it asks for something, and there are nothing else."""

_NOUNS_TOO = (
    "allow|balance|brush|call|change|check|clean|contact|control|count|drink|drive|exercise|help|"
    "limit|list|manage|need|note|plan|press|push|raise|report|rest|schedule|share|shower|sleep|stop|"
    "stretch|support|touch|treat|use|visit|walk|wash|watch|work"
)
_OBJECT = (
    r"(?:\s(?:an?|the|your|this|these|that|any|all|each|every|both|some|no|one|two|it|them|us|him|her|"
    r"yourself|someone|people|others|with|for|at|if|as|when|while|before|after|until|only|plenty|"
    r"often|regularly|daily|more|less|enough|up|out|down|away|off|slowly|gently|\d+|water|fluids|"
    r"hands|sunscreen|soap|alcohol|salt|sugar|stress|foods?|condoms?|medicines?)\b|[.!,]|$)"
)
"""What follows English words that are verbs there, and nouns in “Use of drugs” and “Rest is”."""

_LEADS = {
    "en": r"(?:(?:please|then|also|always|never|first|next|instead|just|now|finally|and|so),? )*",
    "es": r"(?:(?:por favor|luego|también|siempre|nunca|primero|después|ahora|y|entonces),? )*",
}
_JOINS = r"(?i)^(?:but|and|or|so|for example|pero|y|o|por ejemplo),? "
_CLAUSES = {
    "en": "if|when|whenever|before|after|until|once|while|unless|to|for|at|in|during|each|every|as",
    "es": "si|cuando|antes|después|hasta|mientras|para|por|al|en|durante|cada",
}
"""How a clause starts that stands before an imperative, with a comma between."""

_ASKED = {
    "en": r"\byou(?:.ll)? (?:also )?(?:should|must|ought to|are advised|(?:will )?(?:need|have) to|"
    r"(?:may|might) (?:just |only |also )?(?:want|need|be able) to|can (?!have|get|feel|develop|be|"
    r"become|catch|notice|see|experience|lose|also (?:get|be|have)))\b|\bmake sure\b|"
    r"\bbest thing to do is\b|"
    r"\bit(?: is|.s) (?:also |very |still )*important (?:to|that you|for [^.]{3,50} to)\b|"
    r"\bbest way to [^.]{3,60} is to\b",
    "es": r"\busted (?:también )?(?:debe|puede|necesita|tiene que|deberá|debería)\b|\basegúrese\b|"
    r"\bes (?:muy )?importante que\b",
}
"""What asks for something wherever it stands."""

_THIRD = r"(?!causar|ser|haber|que|tener|provocar|ocurrir|aparecer|producir|estar|hacer)"
_MODAL = {"es": rf"(?:debe|puede {_THIRD}|necesita|tiene que|hay que|es necesario)\b", "en": "(?!)"}


def _look(copy: Copy) -> Iterator[Hit]:
    named = ("title", "heading", "label")
    texts = [p.text for p in copy.full if p.kind not in named and p.section != "subtitle"]
    if texts and not any(_asks(text, copy.spoken) for text in texts):
        yield Hit(copy.node.place, "Nothing in this handout asks the reader to do anything.")


def _asks(text: str, language: str) -> bool:
    """Whether a text has a sentence that asks for something."""
    if re.search(f"(?i){_ASKED[language]}", text):
        return True
    imperative = re.compile(f"(?i){_LEADS[language]}(?:{_imperatives(language)})")
    said = (sentence for _, sentence in sentences(text) if not sentence.endswith(("?", "？")))
    return any(imperative.match(start) for each in said for start in _starts(each, language))


def _imperatives(language: str) -> str:
    verbs = rf"(?:{_VERBS[language]})\b(?! (?:is|are|of|was|es|son)\b)|{_MODAL[language]}"
    return rf"{verbs}|(?:{_NOUNS_TOO})\b{_OBJECT}" if language == "en" else verbs


def _starts(sentence: str, language: str) -> Iterator[str]:
    """A sentence from each place on at which an imperative can start."""
    text = re.sub(_JOINS, "", sentence.lstrip('“"¡(-•* '))
    yield text
    for sign in re.finditer(r"[:;–—]\s+", text):
        yield text[sign.end() :]
    if re.match(rf"(?i)(?:{_CLAUSES[language]})\b", text):
        for sign in re.finditer(r",\s+", text):
            yield text[sign.end() :]


CHECKS = (
    Check(
        "no-action",
        "A handout that asks for nothing leaves people where they were.",
        "AHRQ PEMAT-P, item 20; CDC Clear Communication Index, item 5: a call to action.",
        "Say what to do, and when: “Call us if …”, “Take the tablets with food”.",
        "sections:\n  overview: {text: The use of drugs is common. Rest is good.}\n"
        "  when_to_see_a_doctor: {text: It hurts., urgent: [Pain]}",
        "sections:\n  overview: {text: It is small.}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}",
        _look,
        tuple(_VERBS),
    ),
)
