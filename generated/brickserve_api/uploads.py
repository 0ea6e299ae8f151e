"""What is sent as a file: bytes, an open binary file, or either with a name and a content type."""

from __future__ import annotations

from .typed import Any

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import BinaryIO, TypeAlias


class File:
    """Content that is sent under a name and a content type of its own."""

    __slots__ = ("content", "content_type", "name")

    def __init__(self, content: bytes | BinaryIO, name: str | None = None, content_type: str | None = None) -> None:
        self.content = content
        self.name = name
        """The file name; None takes that of an open file, else the name of the argument."""
        self.content_type = content_type
        """None stands for what the API's description says, else for `application/octet-stream`."""

    def __repr__(self) -> str:
        return f"File(name={self.name!r}, content_type={self.content_type!r})"


if TYPE_CHECKING:
    Upload: TypeAlias = bytes | BinaryIO | File
else:
    Upload = object


def is_upload(value: Any) -> bool:
    """Tell whether a value is sent as a file."""
    return isinstance(value, File) or _is_bytes(value) or hasattr(value, "read")


def upload(name: str, value: Any) -> File:
    """Return a file with its content read, so that the request can be repeated."""
    given: File = value if isinstance(value, File) else File(value)
    content: Any = given.content
    found: str | None = None
    if hasattr(content, "read"):
        found = _base_name(getattr(content, "name", None))
        content = content.read()
    if not _is_bytes(content):
        kind = type(content).__name__
        raise TypeError(f"{name} must be bytes or a file that was opened in binary mode, not {kind}")
    return File(bytes(content), given.name or found, given.content_type)


def _base_name(path: Any) -> str | None:
    return path.replace("\\", "/").rpartition("/")[2] if isinstance(path, str) else None


def _is_bytes(value: Any) -> bool:
    return isinstance(value, (bytes, bytearray, memoryview))
