"""Requests over HTTP, with patience: what fails for a while is sent again, later each time."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

from pipeline.errors import UsageError
from pipeline.search.feed.requests import Busy, Request

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
TRIES = 8
FIRST, LONGEST = 0.5, 60.0  # seconds to wait after the first failure, and at most
TIMEOUT = 120.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Sends requests to the engine at *url*, with *headers* of the user's, such as a key."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).netloc:
            raise UsageError("--to wants the URL of an engine, such as http://localhost:9200")

    def send(self, request: Request, understood: Callable[[bytes], list[str]]) -> list[str]:
        """Send *request* until the engine has taken it; return what *understood* makes of the answer.

        Raises:
            UsageError: if it is refused, or the engine does not answer after several tries.
        """
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                self.sleep(min(FIRST * 2 ** (attempt - 1), LONGEST))
            try:
                return understood(self._answer(request))
            except Busy:
                reason = "the engine is busy"
            except HTTPError as error:
                answer = error.read()
                if error.code in request.fine:
                    return []
                reason = f"{error.code} {error.reason}: {answer[:300].decode(errors='replace')}"
                if error.code not in AGAIN:
                    raise UsageError(f"{request.method} {request.path}: refused: {reason}") from error
            except (URLError, http.client.HTTPException, OSError) as error:
                reason = str(error)
        raise UsageError(
            f"{request.method} {request.path}: no answer after {TRIES} tries: {reason}; run it again later"
        )

    def _answer(self, request: Request) -> bytes:
        headers = {"Content-Type": request.kind, **self.headers}
        whole = HttpRequest(  # noqa: S310  # http and https alone, see above
            self.url.rstrip("/") + request.path, data=request.body, headers=headers, method=request.method
        )
        with urlopen(whole, timeout=TIMEOUT) as answer:  # noqa: S310
            return bytes(answer.read())
