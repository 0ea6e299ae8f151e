"""The guard around datamodel-code-generator: a class that is not the expected one stops the generator."""

from __future__ import annotations

import pytest

from generator.ir import Api, Enum, Field, Member, Model, Type
from generator.models import ModelsError, arranged, declarations

PET = Model("Pet", "A pet.", (Field("name", "name", Type("string"), True, "What it is called."),))
KIND = Enum("Kind", "", (Member("CAT", "cat"),))
API = Api("Pets", "1", "", "spec.yaml", (PET,), (KIND,), (), (), (), ("Pet", "Kind"))

GOOD = """
class Kind(OpenEnum):
    CAT = 'cat'
class Pet(Model):
    name: str
"""


def test_the_pinned_version_writes_what_our_templates_say() -> None:
    assert declarations(API) == (
        'class Pet(Model):\n    """A pet."""\n\n    name: str\n    """What it is called."""\n\n\n'
        "class Kind(OpenEnum):\n    CAT = 'cat'"
    )


def test_classes_stand_in_the_order_of_the_specification() -> None:
    assert arranged(API, GOOD).index("class Pet") < arranged(API, GOOD).index("class Kind")


@pytest.mark.parametrize(
    ("found", "changed", "message"),
    [
        ("class Kind(OpenEnum)", "class Kind1(OpenEnum)", "classes that differ: ['Kind', 'Kind1']"),
        (
            "class Pet(Model):",
            "class Extra(Model):\n    x: int\nclass Pet(Model):",
            "classes that differ: ['Extra']",
        ),
        ("class Kind(OpenEnum)", "class Kind(StrEnum)", "Kind does not come from our template"),
        ("class Pet(Model)", "@dataclass\nclass Pet(Model)", "Pet does not come from our template"),
        ("name: str", "name: str | None", "Pet differs from the specification"),
        ("name: str", "name_: str", "Pet differs from the specification"),
        ("CAT = 'cat'", "cat = 'cat'", "Kind differs from the specification"),
        ("class Pet(Model)", "PetAlias = int\nclass Pet(Model)", "an unexpected statement: PetAlias = int"),
        ("class Pet(Model)", "class Pet(Model): pass\nclass Pet(Model)", "two classes Pet"),
    ],
)
def test_a_surprise_stops_the_generator(found: str, changed: str, message: str) -> None:
    with pytest.raises(ModelsError) as raised:
        arranged(API, GOOD.replace(found, changed))

    assert message in str(raised.value)
