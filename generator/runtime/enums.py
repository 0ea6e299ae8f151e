"""Enumerations that stay open: a value the specification does not list yet is kept, not refused."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from enum import StrEnum

    class OpenEnum(StrEnum):
        """A string with named members; unlisted values are members too, with `is_known` False."""

        @property
        def is_known(self) -> bool:
            """Whether the specification lists this value."""
            ...

else:

    class _OpenEnumType(type):
        """Makes every public string of the class body a member, and the class a container of them."""

        def __new__(metatype, name, bases, namespace):
            cls = super().__new__(metatype, name, bases, namespace)
            cls._by_value = {}
            cls._by_name = {}
            for key, value in namespace.items():
                if type(value) is str and not key.startswith("_"):
                    member = cls._by_value.get(value)
                    if member is None:
                        member = _member(cls, value, key)
                        cls._by_value[value] = member
                    cls._by_name[key] = member
                    type.__setattr__(cls, key, member)
            return cls

        def __call__(cls, value):
            if isinstance(value, str):
                member = cls._by_value.get(value)
                return _member(cls, str.__str__(value), None) if member is None else member
            raise TypeError(f"{cls.__name__} takes a string, not {type(value).__name__}")

        def __setattr__(cls, key, value):
            if key in cls.__dict__.get("_by_name", ()):
                raise AttributeError(f"cannot reassign member {key!r} of {cls.__name__}")
            super().__setattr__(key, value)

        def __getitem__(cls, name):
            return cls._by_name[name]

        def __iter__(cls):
            return iter(cls._by_value.values())

        def __len__(cls):
            return len(cls._by_value)

        def __bool__(cls):
            return True

        def __contains__(cls, value):
            return isinstance(value, str) and value in cls._by_value

        @property
        def __members__(cls):
            from types import MappingProxyType

            return MappingProxyType(cls._by_name)

    def _member(cls, value, name):
        member = str.__new__(cls, value)
        member._name_ = name
        member._value_ = value
        return member

    class OpenEnum(str, metaclass=_OpenEnumType):
        """A string with named members; unlisted values are members too, with `is_known` False."""

        @property
        def value(self):
            """The string that goes on the wire."""
            return self._value_

        @property
        def name(self):
            """The member's name; for an unlisted value, the value itself."""
            return self._value_ if self._name_ is None else self._name_

        @property
        def is_known(self):
            """Whether the specification lists this value."""
            return self._name_ is not None

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return str.__str__(self)

        def __reduce__(self):
            return (type(self), (self.value,))
