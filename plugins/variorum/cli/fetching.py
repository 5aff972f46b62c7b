"""What a server answers, which may be slow, wrong or gone: all of it within some seconds, or the reason why not."""

import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO

SECONDS = 15.0
"""For one answer, its last byte included."""
_CHUNK = 1 << 16


class MissingError(Exception):
    """There is nothing at an address."""


class UnreadableError(Exception):
    """Something is there, or may be, and cannot be read; says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    content: bytes
    address: str
    """Where it was found in the end."""
    charset: str
    """As the server says; empty where it does not."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a server to where it leads, if that is in the web."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            fp.close()
            raise UnreadableError(f"it leads out of the web, to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = urllib.request.build_opener(_Redirects)


def fetch(address: str, *, largest: int, accept: str = "*/*") -> Answer:
    """Return what is at a web address.

    It is fetched in a thread of its own: a server that sends a byte a second keeps every wait of the network's short.

    Args:
        address: Of the web.
        largest: Bytes; an answer with more is not read.
        accept: The kinds of answer that are wanted (RFC 9110, section 12.5.1).

    Raises:
        MissingError: Nothing is.
        UnreadableError: It cannot be had.
    """
    answers: list[Answer | Exception] = []

    def wait() -> None:
        try:
            answers.append(_fetch(address, largest, accept))
        except Exception as error:  # noqa: BLE001 — whoever waits for it raises it
            answers.append(error)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    thread.join(SECONDS)
    answer = answers[0] if answers else UnreadableError(f"not there after {SECONDS:g} seconds")
    if isinstance(answer, Exception):
        raise answer
    return answer


def _fetch(address: str, largest: int, accept: str) -> Answer:
    deadline = time.monotonic() + SECONDS
    parts: list[bytes] = []
    size = 0
    try:
        request = urllib.request.Request(
            address, headers={"User-Agent": "variorum", "Accept": accept}
        )
        with _OPENER.open(request, timeout=SECONDS) as answer:
            while part := answer.read1(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > largest:
                    raise UnreadableError(f"more than {largest:,} bytes")
                if time.monotonic() > deadline:
                    raise UnreadableError(f"not there after {SECONDS:g} seconds")
            wanted = answer.headers.get("Content-Length", "")
            charset = answer.headers.get_content_charset("")
            found = answer.geturl()
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (404, 410):
            raise MissingError from None
        raise UnreadableError(f"the server answers {error.code}") from None
    except TimeoutError:
        raise UnreadableError(f"not there after {SECONDS:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise UnreadableError(f"not there after {SECONDS:g} seconds") from None
        raise UnreadableError(f"cannot be reached ({reason})") from None
    if wanted.isdigit() and int(wanted) != size:
        raise UnreadableError("broken off in the middle")
    return Answer(b"".join(parts), found, charset)
