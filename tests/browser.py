"""A real browser for the tests, driven by its own driver over the WebDriver protocol.

It needs Chromium and its driver, and no library beside Python's own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tools import tool

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key that WebDriver gives elements by
TAB, ENTER, SHIFT = "\ue004", "\ue007", "\ue008"


@dataclass(frozen=True)
class Browser:
    """A window of a browser; `session` is the address of what it is asked."""

    session: str

    def ask(self, method: str, what: str, **words: Any) -> Any:
        """Send a command of the protocol and give its value."""
        return _ask(method, f"{self.session}/{what}", words)

    def open(self, file: Path) -> None:
        """Open a file, as a double click on it does."""
        self.ask("POST", "url", url=file.resolve().as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script gives in the page."""
        return self.ask("POST", "execute/sync", script=f"return {script}", args=list(arguments))

    def press(self, *keys: str) -> None:
        """Press keys, one after another; “TAB”s and letters alike."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": pressed}
        self.ask("POST", "actions", actions=[keyboard])

    def all(self, selector: str) -> list[str]:
        """The elements that a selector finds."""
        found = self.ask("POST", "elements", using="css selector", value=selector)
        return [element[ELEMENT] for element in found]

    @property
    def focused(self) -> str:
        """The element that the keyboard acts on."""
        return str(self.ask("GET", "element/active")[ELEMENT])

    def role(self, element: str) -> str:
        """What a screen reader says an element is."""
        return str(self.ask("GET", f"element/{element}/computedrole"))

    def name(self, element: str) -> str:
        """What a screen reader calls an element."""
        return str(self.ask("GET", f"element/{element}/computedlabel"))

    def is_shown(self, element: str) -> bool:
        """Whether an element can be seen."""
        return bool(self.ask("GET", f"element/{element}/displayed"))


@contextmanager
def browser(*, scripts: bool = True, width: int = 1200) -> Iterator[Browser]:
    """A window of Chromium; the test is skipped where there is none, but not in CI."""
    driver, chromium = tool("chromedriver"), tool("chromium")
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},900"]
    blocked = {} if scripts else {"profile.managed_default_content_settings.javascript": 2}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, _driver(driver) as port:
        options = {
            "binary": chromium,
            "args": [*words, f"--user-data-dir={home}"],
            "prefs": blocked,
        }
        capabilities = {
            "alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"},
            }
        }
        root = f"http://127.0.0.1:{port}/session"
        window = Browser(
            f"{root}/{_ask('POST', root, {'capabilities': capabilities})['sessionId']}"
        )
        try:
            yield window
        finally:
            _ask("DELETE", window.session, {})


@contextmanager
def _driver(program: str) -> Iterator[int]:
    """The driver, on a port that it chose."""
    environment = {**os.environ, "LC_ALL": "C"}
    words = [program, "--port=0"]
    with subprocess.Popen(words, stdout=-1, text=True, env=environment) as process:
        assert process.stdout
        try:
            lines = iter(process.stdout.readline, "")
            found = (re.search(r"started successfully on port (\d+)", line) for line in lines)
            yield int(next(match for match in found if match).group(1))
        finally:
            process.terminate()


def _ask(method: str, address: str, words: dict[str, Any]) -> Any:
    body = None if method == "GET" else json.dumps(words).encode()
    request = Request(address, body, {"Content-Type": "application/json"}, method=method)
    with urlopen(request, timeout=60) as reply:
        return json.load(reply)["value"]
