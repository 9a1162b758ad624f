"""Sentences end where a reader takes a breath, not at every full stop."""

from __future__ import annotations

import pytest

from clearprint.sentences import length, parts_words, sentences, told_length, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Call Dr. Smith at 8 a.m. Tuesday. Go.", ["Call Dr. Smith at 8 a.m. Tuesday.", "Go."]),
        ("Ask John F. Kennedy. Go.", ["Ask John F. Kennedy.", "Go."]),
        ("Eat vitamin D. Getting up helps.", ["Eat vitamin D.", "Getting up helps."]),
        ("Take 2.5 mg. “Stop!” he said.", ["Take 2.5 mg.", "“Stop!” he said."]),
        ("(H. pylori) is a germ", ["(H. pylori) is a germ"]),
        ("यह एक है। वह दो है।", ["यह एक है।", "वह दो है।"]),
        ("هل يؤلمك؟ اتصل بنا.", ["هل يؤلمك؟", "اتصل بنا."]),
        ("请休息。马上打电话！“好吗？”好。", ["请休息。", "马上打电话！", "“好吗？”", "好。"]),
        ("ሰላም ነው። ደህና ነው።", ["ሰላም ነው።", "ደህና ነው።"]),
        ("They are lipoproteins.They move.", ["They are lipoproteins.", "They move."]),
        ("Es HER2.La muestra.", ["Es HER2.", "La muestra."]),
        ("It hurts (a lot).Most heal.", ["It hurts (a lot).", "Most heal."]),
        ("These are:One case of it.", ["These are:", "One case of it."]),
        ("Ask St.John at U.S.Army or www.Example.org/a.Html.", None),
        ("… — !", []),
    ],
)
def test_a_sentence_ends_where_it_ends(text: str, said: list[str] | None) -> None:
    assert [sentence for _, sentence in sentences(text)] == ([text] if said is None else said)


def test_a_sentence_knows_where_it_starts() -> None:
    text = "One.  Two is here."
    assert [text[offset:] for offset, _ in sentences(text)] == [text, "Two is here."]


def test_words_are_counted_as_people_do() -> None:
    assert words("It's 8.30 a.m.: take-home l’eau, 5 mg!") == [
        *("It's", "8.30", "a.m", "take-home", "l’eau", "5", "mg")
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [("আপনার বাড়িতে থাকা উচিত", 4), ("உங்கள் நுரையீரல்", 2), ("می‌توانند نقش", 2), ("ระวัง", 1)],
)
def test_vowel_signs_and_joiners_part_no_word(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_languages_without_spaces_are_not_counted() -> None:
    assert (parts_words("zh-Hans"), parts_words("ja"), parts_words("ko")) == (False, False, True)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Call the  ward.", "en", "3 words"),
        ("Rest.", "en", "1 word"),
        ("请马上 打电话。", "zh-Hans", "7 characters"),
        ("好", "zh-Hans", "1 character"),
        ("바로 전화하십시오.", "ko", "2 words"),
    ],
)
def test_a_length_is_told_in_what_the_language_is_counted_in(
    text: str, language: str, said: str
) -> None:
    assert told_length(length(text, language), language) == said
