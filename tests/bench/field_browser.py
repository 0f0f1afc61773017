"""A tablet under measurement: Chromium with a profile on the disk, slowed down on wish, its way through the door."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from tests.bench.people import Worker
from tests.fixtures.browser import FLAGS, SIZES

SCRIPTS = Path(__file__).parent / "field_page"
#: Told to the page before its own scripts run: when something was painted, what the keys and the ciphers cost.
WATCH = (SCRIPTS / "watch.js").read_text()
#: As WATCH, and nothing is enciphered: what is kept is what was to be kept, with the room of a tag.
NO_CIPHER = (SCRIPTS / "no-cipher.js").read_text()
#: A village's line: 1 Mbit/s, and 300 ms there and back.
VILLAGE = {"offline": False, "latency": 300, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
LONGEST_MS = 900_000
_SIZE = ViewportSize(width=SIZES["tablet"]["width"], height=SIZES["tablet"]["height"])


@dataclass
class Tablet:
    """A browser with one page, its profile kept in `profile`."""

    context: BrowserContext
    page: Page
    origin: str
    #: One for all questions: a second one would count the thread's time from its own beginning.
    session: CDPSession

    def slow(self, times: float) -> None:
        """From now on the page's own thread is `times` slower. Workers and the ciphers' threads are not."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def on_a_village_line(self) -> None:
        self.session.send("Network.enable")
        self.session.send("Network.emulateNetworkConditions", VILLAGE)

    def go(self, address: str = "") -> None:
        """Opens the application anew at an address of its own."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.origin}/teren/{address}", wait_until="commit")

    def painted(self, name: str) -> float:
        """Milliseconds from the navigation until what `watch.js` calls `name` was painted."""
        self.page.wait_for_function("name => window.bench?.painted[name] !== undefined", arg=name)
        return float(self.page.evaluate("name => bench.painted[name]", name))

    def thread_seconds(self) -> float:
        """CPU seconds of the page's own thread since the browser was started."""
        return self.metrics()["ThreadTime"]

    def metrics(self) -> dict[str, float]:
        """What the browser counts of the page, by its own names."""
        return {each["name"]: each["value"] for each in self.session.send("Performance.getMetrics")["metrics"]}

    def renderer(self) -> psutil.Process:
        """The process in which the page runs: the one of the browser's that has used most CPU."""
        family = psutil.Process().children(recursive=True)
        pages = [process for process in family if "--type=renderer" in process.cmdline()]
        return max(pages, key=lambda process: process.cpu_times().user)


@contextmanager
def tablet(profile: Path, origin: str, script: str = WATCH) -> Iterator[Tablet]:
    """A new browser process on the profile; the profile stays."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=shutil.which("chromium") or "chromium", headless=True, args=FLAGS,
            viewport=_SIZE, locale="ro-RO", timezone_id="Europe/Bucharest", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(LONGEST_MS)
        context.add_init_script(script)
        session = context.new_cdp_session(context.pages[0])
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield Tablet(context, context.pages[0], origin, session)
        context.close()


def sign_in(tablet: Tablet, worker: Worker) -> None:
    """Gives the browser the session that the worker has at the office."""
    pairs = [pair.split("=", 1) for pair in worker.headers["Cookie"].split("; ")]
    tablet.context.add_cookies([{"name": name, "value": value, "url": tablet.origin} for name, value in pairs])


def enrol(tablet: Tablet) -> str:
    """Through the pages of the door until the commune is on the tablet; the passphrase."""
    page = tablet.page
    tablet.go("#/inscriere")
    page.get_by_role("button", name="Mai departe").click()
    words = " ".join(page.locator("ol.words li").all_inner_texts())
    page.get_by_role("button", name="Le-am scris").click()
    page.locator("#passphrase").fill(words)
    page.get_by_role("button", name="Mai departe").click()
    page.get_by_role("button", name="Începe lucrul").wait_for()
    return words


def fetched(tablet: Tablet) -> dict[str, float]:
    """Of the enrolment that has just ended: seconds from the first question for rows until they were on the disk."""
    figures: dict[str, float] = tablet.page.evaluate("bench.fetched()")
    return figures


def begin_work(tablet: Tablet) -> None:
    """Goes in after enrolling, and waits until the application is kept for starting without a network."""
    tablet.page.get_by_role("button", name="Începe lucrul").click()
    tablet.page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def enter(tablet: Tablet, passphrase: str, address: str, *, typed: bool = False) -> dict[str, float]:
    """Starts anew at the list of `address` and opens with the passphrase; when each part of that was done.

    `typed`: key by key, without a pause; else it is there at once, as soon as the door can be used.
    """
    tablet.go(address)
    door = tablet.painted("door")
    box = tablet.page.locator("#passphrase")
    if typed:
        box.press_sequentially(passphrase)
    else:
        box.fill(passphrase)
    tablet.page.keyboard.press("Enter")
    listed = tablet.painted("list")
    marks: dict[str, float] = tablet.page.evaluate("bench.marks")
    parts = {
        "door_ms": door,
        "key_ms": marks["key"] - marks["asked"],
        "first_stage_ms": marks["first_stage"] - marks["key"],
        "list_ms": listed - marks["first_stage"],
    }
    parts["thread_cpu_ms"] = tablet.thread_seconds() * 1000
    return {**parts, "from_submitting_ms": listed - marks["submitted"], "all_ms": listed, **ciphers(tablet)}


def ciphers(tablet: Tablet) -> dict[str, float]:
    """Milliseconds during which some cipher was waited for since this was last asked, and how many there were."""
    said: dict[str, float] = tablet.page.evaluate("bench.ciphers()")
    return said


def memory(tablet: Tablet) -> dict[str, Any]:
    """Megabytes of the page: JavaScript's heap after collecting garbage, and its process."""
    tablet.session.send("HeapProfiler.collectGarbage")
    process = tablet.renderer().memory_full_info()
    return {
        "heap_mb": tablet.metrics()["JSHeapUsedSize"] / 2**20,
        "process_rss_mb": process.rss / 2**20,
        "process_pss_mb": process.pss / 2**20,
    }
