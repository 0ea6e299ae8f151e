"""The JSON libraries: the standard one defines what is read and written, orjson does the same faster.

Whatever orjson would read or write differently is left to the standard library.
"""

from __future__ import annotations

from json import JSONDecodeError, JSONDecoder, JSONEncoder
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from . import jsontext

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")


class Library(Protocol):
    """Parses and writes JSON."""

    def parse(self, data: bytes | bytearray | memoryview | str) -> Any:
        """Return the value of a JSON text; raise ValueError for any other text."""
        ...

    def read(self, data: bytes | bytearray | memoryview | str, decode: Callable[[Any], V]) -> V:
        """Return what `decode` makes of the value of a JSON text."""
        ...

    def write(self, value: Any, surrogates: bool) -> bytes:
        """Return compact JSON text; raise TypeError or ValueError for what JSON cannot express."""
        ...


class Standard:
    """The standard library's `json`, without NaN and Infinity."""

    def __init__(self) -> None:
        # json.loads and json.dumps make a new decoder and encoder for every call with options.
        self._decoder = JSONDecoder(parse_constant=_refuse_constant)
        self._encoder = _encoder(ensure_ascii=False)
        self._ascii_encoder = _encoder(ensure_ascii=True)

    def parse(self, data: bytes | bytearray | memoryview | str) -> Any:
        """Return the value of a JSON text."""
        text = data if isinstance(data, str) else str(data, "utf-8")
        try:
            value, end = self._decoder.raw_decode(text)
        except JSONDecodeError:
            value, end = None, -1
        # Blanks around the value are rare, and so are errors: both are left to the complete decoder.
        return value if end == len(text) else self._decoder.decode(text)

    def read(self, data: bytes | bytearray | memoryview | str, decode: Callable[[Any], V]) -> V:
        """Return what `decode` makes of the value of a JSON text."""
        return decode(self.parse(data))

    def write(self, value: Any, surrogates: bool) -> bytes:
        """Return compact JSON text."""
        try:
            return self._encoder.encode(value).encode()
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except UnicodeEncodeError:
            if not surrogates:
                raise
            return self._ascii_encoder.encode(value).encode()


_INTEGERS = bytes.maketrans(b"123456789 \t\r\n[:-", b"000000000" + b"," * 7)
_LONG_INTEGER = b"," + b"0" * 19


def _has_long_integer(data: bytes | bytearray | memoryview | str) -> bool:
    """Tell whether there may be an integer beyond 64 bits, which orjson turns into a float."""
    text = data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)
    # The cheapest way to be sure: make every digit a 0, and everything that an integer may follow a comma.
    return _LONG_INTEGER in text.translate(_INTEGERS) or text[:1] not in (b"{", b"[")


class Fast:
    """orjson, for all that it reads and writes exactly as the standard library does."""

    def __init__(self, orjson: Any) -> None:
        self._loads = orjson.loads
        self._dumps = orjson.dumps
        self._options = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
        self._standard = Standard()

    def parse(self, data: bytes | bytearray | memoryview | str) -> Any:
        """Return the value of a JSON text."""
        if not _has_long_integer(data):
            try:
                return self._loads(data)
            except ValueError:
                pass  # Half of a surrogate pair, or an error for which the standard library finds the words.
        return self._standard.parse(data)

    def read(self, data: bytes | bytearray | memoryview | str, decode: Callable[[Any], V]) -> V:
        """Return what `decode` makes of the value of a JSON text."""
        try:
            document = self._loads(data)
        except ValueError:
            return self._standard.read(data, decode)
        before = jsontext.last_free_form
        value = decode(document)
        # A field that the models know tells an integer from a number; elsewhere the text has to be asked.
        if jsontext.last_free_form is before or not _has_long_integer(data):
            return value
        return self._standard.read(data, decode)

    def write(self, value: Any, surrogates: bool) -> bytes:
        """Return compact JSON text."""
        try:
            text: bytes = self._dumps(value, option=self._options)
        except TypeError:
            return self._standard.write(value, surrogates)
        # orjson writes NaN as null: where there is no null there was no NaN. (From the end it is found faster.)
        return self._standard.write(value, surrogates) if text.rfind(b"null") >= 0 else text


def _encoder(*, ensure_ascii: bool) -> JSONEncoder:
    # A circle is found all the same, by its depth.
    return JSONEncoder(ensure_ascii=ensure_ascii, check_circular=False, allow_nan=False, separators=(",", ":"))


def choose(name: str | None = None) -> Library:
    """Return the library of this name, or the fastest one that is installed."""
    if name != "json":
        try:
            import orjson  # type: ignore[import-not-found, unused-ignore]  # an extra
        except ImportError:
            if name == "orjson":
                raise
        else:
            return Fast(orjson)
    return Standard()


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
