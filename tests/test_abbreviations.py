"""Abbreviations that have been misread: caught wherever they stand, and told once each."""

from __future__ import annotations

import pytest
from copies import advised, codes, told


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("Inject 10 U.", "en", "units"),
        ("Give 10 U. Then wait.", "en", "units"),
        ("Give 10\u00a0U or 10u now.", "en", "units"),
        ("Injete 10 U.", "pt", "unidades"),
        ("Введите 10 U.", "ru", "units"),
        ("10U를 맞으십시오.", "ko", "units"),
        ("Take 1000 I.U. daily.", "en", "international units"),
        ("Prenez 400 UI.", "fr", "unités internationales"),
        ("Tome 400 UI.", "es", "unidades internacionales"),
        ("Nehmen Sie 400 I.E. täglich.", "de", "Internationale Einheiten"),
        ("Take it @ bedtime.", "en", "at"),
        ("Take 5 µg.", "en", "mcg or micrograms"),
        ("Take 5 \u03bcg.", "en", "mcg or micrograms"),
        ("服用5㎍。", "zh-Hans", "微克"),
        ("Примите 5 µg.", "ru", "мкг"),
    ],
)
def test_an_abbreviation_is_caught_as_it_is_written(text: str, language: str, meant: str) -> None:
    remedies = {finding.remedy for finding in told(text, "do-not-use", language)}
    assert remedies == {f"Write it out: {meant}."}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tome una cada 7 u 8 horas.", "es"),
        ("Có 2 u não. Đây là câu 3. U này lành.", "vi"),
        ("In the 5 U.S. states, the 3 U. S. sites and 3 U-turns.", "en"),
        ("Write to @clinic or us@example.org.", "en"),
        ("Die 3 IE-Klassen warten.", "fr"),
    ],
)
def test_what_looks_like_one_passes(text: str, language: str) -> None:
    assert "do-not-use" not in codes(advised(text, language))


def test_the_same_one_is_told_once_with_all_its_lines() -> None:
    (found,) = told("Take 400 IU.\n\n- Take 400 IU.\n- Take 500 IU.\n", "do-not-use")
    assert found.place.line == 5
    assert "(also on lines 7, 8)" in found.problem
    assert len(told("Take 400 IU.\n\nInject 5 U.", "do-not-use")) == 2
