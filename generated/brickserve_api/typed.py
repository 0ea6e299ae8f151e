"""The names of `typing` that declarations need, at no cost when the package is imported.

Type checkers see the real ones. At run time annotations stay strings, so stand-ins are enough.
"""

from __future__ import annotations

TYPE_CHECKING = False

# For classes and modules that have something of their own named `list` or `dict`.
List = list
Dict = dict

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import Generic as Generic
    from typing import ParamSpec as ParamSpec
    from typing import Protocol as Protocol
    from typing import TypeVar as TypeVar
    from typing import dataclass_transform as dataclass_transform

    from typing_extensions import deprecated as deprecated
else:
    Any = object
    BinaryIO = object

    class Generic:
        """Stands in for `typing.Generic`."""

        def __class_getitem__(cls, item):
            return cls

    Protocol = Generic

    def TypeVar(name, **options):  # noqa: N802
        """Stand in for `typing.TypeVar`."""
        return object

    ParamSpec = TypeVar

    def dataclass_transform(**options):
        """Stand in for `typing.dataclass_transform`."""
        return lambda cls: cls

    def deprecated(message):
        """Mark a function as deprecated (PEP 702); the method made of it warns."""

        def mark(function):
            function.__deprecated__ = message
            return function

        return mark
