"""Handouts that nobody wrote: each says something else, in several languages, from few words.

A sentence is an action, an object and a time, chosen at random but the same in each language, so a
translation says what its source says. The seed is the topic's own: the same topic, the same text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.textblocks import digests
from clearprint.validate import read_handout

SOURCE = "en"
Choice = tuple[int, int, int]


@dataclass(frozen=True)
class Words:
    """The words of a language, in the same order in each, and how they make a sentence."""

    actions: tuple[str, ...]
    objects: tuple[str, ...]
    times: tuple[str, ...]
    form: str
    joined: str

    def sentence(self, choice: Choice) -> str:
        """A sentence."""
        action, thing, time = choice
        words = self.form.format(
            action=self.actions[action % len(self.actions)],
            object=self.objects[thing % len(self.objects)],
            time=self.times[time % len(self.times)],
        )
        return words[0].upper() + words[1:]

    def name(self, thing: int) -> str:
        """An object as a title."""
        words = self.objects[thing % len(self.objects)]
        return words[0].upper() + words[1:]


def _words(
    actions: str,
    objects: str,
    times: str,
    form: str = "{action} {object} {time}.",
    joined: str = " ",
) -> Words:
    parted = (tuple(text.split(", ")) for text in (actions, objects, times))
    first, second, third = parted
    return Words(first, second, third, form, joined)


WORDS = {
    "en": _words(
        "tell your care team about, write down, ask a nurse about, keep a list of, watch for, "
        "learn more about, talk with your family about, plan for, ask your doctor about, note",
        "new pain, tiredness, a rise in temperature, your medicines, changes in your skin, "
        "poor sleep, what you eat and drink, swelling in your legs, your next visit, "
        "side effects, the results of your tests, headaches",
        "every morning, before each visit, after each treatment, when something changes, "
        "in the first weeks, at least once a week, as soon as you can, while you are at home, "
        "during the night, before you travel",
    ),
    "es": _words(
        "comente con su equipo, anote, consulte con la enfermera, describa, vigile, "
        "revise, comente con su familia, tenga en cuenta, consulte con su médico, apunte",
        "el dolor nuevo, el cansancio, la subida de temperatura, sus medicinas, "
        "los cambios en la piel, el mal sueño, lo que come y bebe, la hinchazón de las piernas, "
        "su próxima visita, los efectos secundarios, los resultados de sus pruebas, "
        "los dolores de cabeza",
        "cada mañana, antes de cada visita, después de cada tratamiento, cuando algo cambie, "
        "en las primeras semanas, al menos una vez por semana, en cuanto pueda, "
        "mientras esté en casa, durante la noche, antes de viajar",
    ),
    "ru": _words(
        "обсудите с врачом, записывайте, покажите медсестре, описывайте, отмечайте, "
        "проверяйте, обсудите с семьёй, учитывайте, уточните у врача, запоминайте",
        "новую боль, усталость, повышение температуры, свои лекарства, изменения кожи, "
        "плохой сон, еду и питьё, отёки ног, следующий визит, побочные эффекты, "
        "результаты анализов, головную боль",
        "каждое утро, перед каждым визитом, после каждого сеанса, когда что-то меняется, "
        "в первые недели, хотя бы раз в неделю, как можно скорее, пока вы дома, ночью, "
        "перед поездкой",
    ),
    "ar": _words(
        "أخبر فريقك عن, سجّل ملاحظاتك عن, اسأل الممرضة عن, اكتب قائمة عن, ابحث عن, "
        "اقرأ المزيد عن, تحدث مع أسرتك عن, فكّر في السؤال عن, اسأل طبيبك عن, دوّن شيئًا عن",
        "الألم الجديد, التعب, ارتفاع الحرارة, أدويتك, تغيرات الجلد, قلة النوم, طعامك وشرابك, "
        "تورم الساقين, زيارتك القادمة, الآثار الجانبية, نتائج الفحوص, الصداع",
        "كل صباح, قبل كل زيارة, بعد كل علاج, عندما يتغير شيء, في الأسابيع الأولى, "
        "مرة في الأسبوع على الأقل, في أقرب وقت ممكن, وأنت في البيت, أثناء الليل, قبل السفر",
    ),
    "hi": _words(
        "अपनी टीम को बताएँ, लिख लें, नर्स से पूछें, सूची बनाएँ, ध्यान रखें, और जानें, "
        "परिवार से बात करें, योजना बनाएँ, डॉक्टर से पूछें, याद रखें",
        "नए दर्द, थकान, बढ़े हुए तापमान, अपनी दवाओं, त्वचा में बदलाव, कम नींद, खाने और पीने, "
        "पैरों की सूजन, अगली मुलाकात, दुष्प्रभावों, जाँच के नतीजों, सिरदर्द",
        "हर सुबह, हर मुलाकात से पहले, हर इलाज के बाद, कुछ बदलने पर, पहले हफ़्तों में, "
        "हफ़्ते में कम से कम एक बार, जल्द से जल्द, घर पर रहते हुए, रात में, यात्रा से पहले",
        form="{time} {object} के बारे में {action}।",
    ),
    "zh-Hans": _words(
        "告诉医疗团队, 记下, 询问护士, 列出, 留意, 多了解, 和家人谈谈, 提前考虑, 询问医生, 注意",
        "新的疼痛, 疲劳, 体温升高, 您的药物, 皮肤的变化, 睡眠不好, 您的饮食, 腿部肿胀, "
        "下次就诊, 副作用, 检查结果, 头痛",
        "每天早上, 每次就诊前, 每次治疗后, 有变化时, 在最初几周, 每周至少一次, 尽快, 在家时, "
        "夜间, 旅行前",
        form="{time}{action}{object}。",
        joined="",
    ),
}


def write_library(folder: Path, topics: int) -> Project:
    """Write so many topics in every language there are words for; returns the project."""
    project = Project(folder)
    for number in range(topics):
        sources: dict[str, str] = {}
        for language in WORDS:
            file = folder / "handouts" / f"topic-{number:04}" / f"{language}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_written(article(number, language, sources)), "utf-8")
            if language == SOURCE:
                read = read_handout(Desk(project), file.parent.name, SOURCE)
                sources = digests(read.article)
    return project


def _written(text: dict[str, object]) -> str:
    """An article as YAML: a key a line, and `translation` in the lines that `translate` writes."""
    lines = []
    for key, value in text.items():
        if key == "translation" and isinstance(value, dict):
            lines += [f"{key}:", *(f"  {name}: {_json(part)}" for name, part in value.items())]
        else:
            lines.append(f"{key}: {_json(value)}")
    return "\n".join([*lines, ""])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def article(number: int, language: str, sources: dict[str, str]) -> dict[str, object]:
    """The text of a topic in a language, as its file says it."""
    chance, words = random.Random(number), WORDS[language]

    def say(count: int) -> str:
        return words.joined.join(words.sentence(_choice(chance)) for _ in range(count))

    def some(low: int, high: int) -> int:
        return chance.randint(low, high)

    title = f"{words.name(some(0, 99))} {number + 1}"
    body: dict[str, object] = {
        "title": title,
        "subtitle": say(1),
        "main_message": say(2),
        "sections": _sections(say, some),
        "faq": [{"question": say(1), "answer": say(some(2, 3)), "may_cut": n} for n in (1, 2, 3)],
        "references": [{"text": "MedlinePlus, U.S. National Library of Medicine."}],
        "version": "1.0",
        "published": "2026-11-24",
        "review": {"status": "unreviewed"},
    }
    made_from = {"of": SOURCE, "status": "machine", "source": sources}
    return body if language == SOURCE else {**body, "translation": made_from}


def _choice(chance: random.Random) -> Choice:
    return chance.randrange(997), chance.randrange(997), chance.randrange(997)


def _sections(say: Callable[[int], str], some: Callable[[int, int], int]) -> dict[str, object]:
    def bullets(count: int) -> str:
        return "\n".join(f"- {say(1)}" for _ in range(count))

    def section(text: str, **more: object) -> dict[str, object]:
        return {"text": text, "brief": say(2), **more}

    return {
        "overview": section(f"{say(some(3, 5))}\n\n{say(some(3, 5))}"),
        "symptoms": section(f"{say(2)}\n\n{bullets(some(3, 5))}"),
        "causes": section(f"{say(some(2, 4))}\n\n{bullets(3)}", may_cut=5),
        "diagnosis": section(bullets(some(3, 5)), may_cut=4),
        "treatment": section(f"{say(some(3, 4))}\n\n{bullets(some(2, 4))}\n\n{say(2)}"),
        "when_to_see_a_doctor": section(say(3), urgent=[say(1) for _ in range(some(3, 5))]),
    }
