"""A slow decoder of event streams, written from the WHATWG texts and from nothing else.

It takes a whole stream and walks over it step by step in the order and the words of "UTF-8 decoder"
(Encoding Standard) and "Parsing / Interpreting an event stream" (HTML Standard). It shares no code and
no structure with `brickserve.sse`: it decodes the characters first and never sees a chunk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

REPLACEMENT = "\ufffd"
LONGEST_RETRY = 9223372036854775807
"""Where `brickserve.sse` stops counting; the standard sets no limit."""


class Dispatched(NamedTuple):
    """An event as a page would see it."""

    event: str
    data: str
    id: str
    retry: int | None


@dataclass
class Reference:
    """What a stream leaves behind: its events, and what a reconnecting client would use."""

    events: list[Dispatched] = field(default_factory=list[Dispatched])
    ordinals: list[int] = field(default_factory=list[int])
    """For each event, how many blank lines came before the one that dispatched it."""
    blank_lines: int = 0
    last_event_id_string: str = ""
    reconnection_time: int | None = None
    data_buffer: str = ""
    event_type_buffer: str = ""
    last_event_id_buffer: str = ""

    def process_line(self, line: str) -> None:
        """Do what the standard demands for one line."""
        if line == "":
            self.dispatch()
            return
        if line[0] == ":":
            return
        name = ""
        position = 0
        while position < len(line) and line[position] != ":":
            name += line[position]
            position += 1
        value = line[position + 1 :]
        if len(value) > 0 and value[0] == "\u0020":
            value = value[1:]
        self.process_field(name, value)

    def process_field(self, name: str, value: str) -> None:
        """Do what the standard demands for a field of this name, which is case-sensitive."""
        if name == "event":
            self.event_type_buffer = value
        elif name == "data":
            self.data_buffer += value
            self.data_buffer += "\u000a"
        elif name == "id":
            for character in value:
                if character == "\u0000":
                    return
            self.last_event_id_buffer = value
        elif name == "retry":
            number = decimal(value)
            if number is not None:
                self.reconnection_time = number

    def dispatch(self) -> None:
        """Do what the standard demands for a blank line."""
        ordinal = self.blank_lines
        self.blank_lines += 1
        self.last_event_id_string = self.last_event_id_buffer
        if self.data_buffer == "":
            self.event_type_buffer = ""
            return
        data = self.data_buffer
        if data[-1] == "\u000a":
            data = data[:-1]
        kind = "message" if self.event_type_buffer == "" else self.event_type_buffer
        self.events.append(Dispatched(kind, data, self.last_event_id_string, self.reconnection_time))
        self.ordinals.append(ordinal)
        self.data_buffer = ""
        self.event_type_buffer = ""


def decode(stream: bytes) -> Reference:
    """Interpret a whole stream."""
    text = utf8(stream)
    if text[:1] == "\ufeff":
        text = text[1:]
    reference = Reference()
    line = ""
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "\u000d":
            if position < len(text) and text[position] == "\u000a":
                position += 1
            reference.process_line(line)
            line = ""
        elif character == "\u000a":
            reference.process_line(line)
            line = ""
        else:
            line += character
    # What is left in `line` and in the buffers is the incomplete event, which is not dispatched.
    return reference


def utf8(stream: bytes) -> str:
    """Decode with the Encoding Standard's UTF-8 decoder in replacement mode."""
    output = ""
    code_point = needed = seen = 0
    lower, upper = 0x80, 0xBF
    position = 0
    while position < len(stream):
        byte = stream[position]
        position += 1
        if needed == 0:
            if byte <= 0x7F:
                output += chr(byte)
            elif 0xC2 <= byte <= 0xDF:
                needed, code_point = 1, byte & 0x1F
            elif 0xE0 <= byte <= 0xEF:
                lower = 0xA0 if byte == 0xE0 else lower
                upper = 0x9F if byte == 0xED else upper
                needed, code_point = 2, byte & 0xF
            elif 0xF0 <= byte <= 0xF4:
                lower = 0x90 if byte == 0xF0 else lower
                upper = 0x8F if byte == 0xF4 else upper
                needed, code_point = 3, byte & 0x7
            else:
                output += REPLACEMENT
            continue
        if not lower <= byte <= upper:
            code_point = needed = seen = 0
            lower, upper = 0x80, 0xBF
            position -= 1  # "restore byte to ioQueue"
            output += REPLACEMENT
            continue
        lower, upper = 0x80, 0xBF
        code_point = (code_point << 6) | (byte & 0x3F)
        seen += 1
        if seen == needed:
            output += chr(code_point)
            code_point = needed = seen = 0
    return output + (REPLACEMENT if needed else "")


def decimal(value: str) -> int | None:
    """Read ASCII digits and nothing else; an empty value is no number."""
    number: int | None = None
    for character in value:
        digit = ord(character) - ord("0")
        if not 0 <= digit <= 9:
            return None
        number = min((number or 0) * 10 + digit, LONGEST_RETRY)
    return number


def blank_lines_before_too_large(stream: bytes, limit: int) -> int | None:
    """Return how many blank lines come before an event of more than `limit` bytes, or None without one.

    The limit is brickserve's own: it counts the bytes of an event's lines and one for each line's end;
    comments do not count.
    """
    if b"\xef\xbb\xbf".startswith(stream):
        return None  # nothing, or what may still become a byte order mark
    if stream[:3] == b"\xef\xbb\xbf":
        stream = stream[3:]
    blank_lines = size = length = 0
    comment = False
    previous = 0
    for byte in stream:
        if byte == 0x0A and previous == 0x0D:
            previous = 0
            continue
        previous = byte
        if byte not in (0x0A, 0x0D):
            comment = byte == 0x3A if length == 0 else comment
            length += 1
            if not comment and size + length > limit:
                return blank_lines
        elif length == 0:
            blank_lines += 1
            size = 0
        else:
            size += 0 if comment else length + 1
            if size > limit:
                return blank_lines
            length = 0
    return None
