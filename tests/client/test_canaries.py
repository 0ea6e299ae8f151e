"""No secret ever shows: canaries in every credential and prompt, every fault, and every place where text appears."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from brickserve import WorkspaceClient
from brickserve.calling.context import Context
from brickserve.config import Config
from brickserve.drivers.blocking import BlockingIO
from brickserve.errors import BrickserveError, ConfigError, StreamError
from brickserve.executors import BlockingExecutor
from brickserve_api import models
from tests.faults.catalogue import FAULTS
from tests.faults.faults import Fault, Moment
from tests.faults.messages import Answer, Request
from tests.faults.scripted import ScriptedIO
from tests.faults.server import FaultServer
from tests.faults.world import World

from . import canaries
from .canaries import CLIENT_SECRET, MARK, TOKEN, USER, Records, shown_of, shown_of_object

HOST = "https://workspace.example"
CALLS = canaries.calls()
SIGN_INS: dict[str, dict[str, str]] = {
    "token": {"token": TOKEN},
    "secret": {"client_id": "someone", "client_secret": CLIENT_SECRET},
}


@pytest.fixture
def records() -> Iterator[Records]:
    """Everything that is logged by anybody."""
    kept = Records()
    root, own = logging.getLogger(), logging.getLogger("brickserve")
    levels = root.level, own.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    own.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(levels[0])
    own.setLevel(levels[1])


class Signer(World):
    """A workspace whose access tokens are canaries too."""

    def _sign_in(self, request: Request) -> Answer:
        answer = super()._sign_in(request)
        document = json.loads(answer.body)
        if "access_token" in document:
            document["access_token"] = f"{MARK}-access-0{self.tokens}"
        return Answer(answer.status, json.dumps(document).encode(), answer.headers)


def trouble(
    call: Any, sign_in: str, *faults: Fault, lasting: Fault | None = None, world: World | None = None
) -> BrickserveError | None:
    """Carry a call out and return its error."""
    behind = world or Signer(populated=call.operation.id != "create")
    io = ScriptedIO(behind, *faults, lasting=lasting, sign_in_faults=[lasting] if lasting else ())
    return error_of(call, Context(Config(host=HOST, **SIGN_INS[sign_in]), io))


def error_of(call: Any, context: Context) -> BrickserveError | None:
    """Carry a call out and return its error, whose traceback names no test."""
    try:
        BlockingExecutor(context).execute(call)
    except BrickserveError as error:
        return error
    return None


def check(texts: Iterator[str]) -> None:
    """Fail if a canary is in sight."""
    for text in texts:
        assert MARK not in text


def test_every_secret_of_the_specification_has_a_canary() -> None:
    bodies = b"".join(call.body for call in CALLS if call.body).decode()

    missing = [f"{schema}.{field}" for schema, field in canaries.secret_fields() if f"{schema}.{field}" not in bodies]

    assert len(canaries.secret_fields()) >= 12
    assert missing == []


@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_no_fault_brings_a_canary_to_light(records: Records, sign_in: str) -> None:
    failed = 0
    for number, fault in enumerate(FAULTS):
        # Every fault meets a write and a query, once and for good.
        for call, lasting in ((CALLS[number % 2], fault), (CALLS[2 + number % 2], None)):
            error = trouble(call, sign_in, fault, lasting=lasting)
            if error is not None:
                failed += 1
                check(shown_of(error))
                check(shown_of(copy.copy(error)))

    assert failed > 150
    assert len(records.records) > 150
    check(records.texts())


class Parrot(Signer):
    """A workspace that refuses every call and repeats what it was sent, as gateways and proxies do."""

    def __init__(self, status: int, kind: str, secret: str) -> None:
        super().__init__()
        self._status, self._kind, self._secret = status, kind, secret

    def apply(self, request: Request) -> Answer:
        if request.path.startswith("/oidc/"):
            return self._sign_in(request)
        sent = request.header("authorization") or ""
        body = self._body(f"cannot use {sent} or {self._secret}", request.json())
        return Answer(self._status, body, (("X-Request-Id", sent.removeprefix("Bearer ")),))

    def _body(self, said: str, sent: Any) -> bytes:
        match self._kind:
            case "message":
                return json.dumps({"error_code": "BAD_REQUEST", "message": said}).encode()
            case "details":
                info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": said, "metadata": {said: said}}
                return json.dumps({"message": "x", "details": [info, {"any": [said]}]}).encode()
            case "fields":
                return json.dumps({"message": "x", "details": [sent]}).encode()
            case _:
                return f"<html>{said}</html>".encode()


@pytest.mark.parametrize("kind", ["message", "details", "fields", "html"])
@pytest.mark.parametrize("status", [307, 400, 401, 403, 409, 429, 500, 503])
@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_what_a_server_echoes_is_blanked(records: Records, sign_in: str, status: int, kind: str) -> None:
    secret = TOKEN if sign_in == "token" else CLIENT_SECRET

    error = trouble(CALLS[0], sign_in, world=Parrot(status, kind, secret))

    assert error is not None
    check(shown_of(error))
    check(records.texts())


@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_a_configuration_shows_no_canary(sign_in: str) -> None:
    config = Config(host=HOST, custom_headers={"X-Secret": f"{MARK}-header"}, **SIGN_INS[sign_in])
    client = WorkspaceClient(config=config)
    options = client.with_options(headers={"X-Other": f"{MARK}-other"})

    for thing in (
        config,
        client,
        options,
        config.credentials,
        client.executor.context,
        client.executor.context.options,
    ):
        check(iter((str(thing), repr(thing))))
    check(shown_of_object(config))
    check(shown_of_object(config.credentials))
    check(iter((json.dumps(config.as_dict(), default=str), config.debug_string(), config.user_agent)))
    client.close()


def test_models_show_no_canary() -> None:
    config = canaries.plain_config()
    inner = (config.served_entities or [])[0]

    for thing in (config, inner, inner.external_model, CALLS[0], [config], {"config": config}):
        check(iter((str(thing), repr(thing), f"{thing}")))


def test_what_a_model_holds_is_shown_by_its_own_attributes_alone() -> None:
    config = models.OpenAiConfig(openai_api_key_plaintext=f"{MARK}-key")
    model = models.ExternalModel(
        provider=models.ExternalModelProvider.OPENAI, name="m", task="llm/v1/chat", openai_config=config
    )

    # The credential stays a plain string for whoever reads it, and no container that holds it prints it.
    assert config.openai_api_key_plaintext == f"{MARK}-key"
    check(iter((repr(vars(model)), repr([model]), repr({"a": config}))))


def test_a_host_with_a_user_is_refused_and_not_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        Config(host=f"https://{USER}:{MARK}-password@workspace.example", token=TOKEN)

    check(shown_of(caught.value))


class AwakeIO(BlockingIO):
    """Real sockets, and sleeps that take no time."""

    async def sleep(self, seconds: float) -> None:
        """Go on at once."""


def over_sockets(server: FaultServer, sign_in: str) -> Context:
    """Return what calls to a fault server need."""
    config = Config(host=server.url, http_timeout_seconds=2, max_response_bytes=1 << 20, **SIGN_INS[sign_in])
    return Context(config, AwakeIO(config))


WIRE_FAULTS = [
    each
    for each in FAULTS
    if each.moment is not Moment.CONNECT and each.failure not in ("ReadTimeout", "ResponseTooLarge")
]


@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_no_fault_on_a_real_socket_brings_a_canary_to_light(records: Records, sign_in: str) -> None:
    failed = 0
    with FaultServer() as server:
        context = over_sockets(server, sign_in)
        for number, fault in enumerate(WIRE_FAULTS):
            call = CALLS[number % len(CALLS)]
            server.service = Signer(populated=call.operation.id != "create", host=server.url)
            server.script(*[fault] * 4)
            error = error_of(call, context)
            if error is not None:
                failed += 1
                check(shown_of(error))
        seen = repr([(request.headers, request.body) for request in server.requests])
        context.plain_io.close()

    # The canaries did go over the wire.
    assert MARK in seen
    assert failed > 100
    assert len(records.records) > 100
    check(records.texts())


class StreamParrot(Signer):
    """A workspace whose streams begin well and end in an error that repeats what it was sent."""

    def __init__(self, event: str, secret: str, host: str) -> None:
        super().__init__(host=host)
        self._event, self._secret = event, secret

    def apply(self, request: Request) -> Answer:
        if request.path.startswith("/oidc/"):
            return self._sign_in(request)
        said = f"cannot use {request.header('authorization')} or {self._secret}"
        error = {"message": said, "code": "BAD_REQUEST", "details": [request.json()]}
        document = {"error": error} if self._event == "message" else error
        body = f'data: {{"id": "1"}}\n\nevent: {self._event}\ndata: {json.dumps(document)}\n\n'
        return Answer(200, body.encode(), (("Content-Type", "text/event-stream"),))


@pytest.mark.parametrize("event", ["error", "message"])
@pytest.mark.parametrize("sign_in", SIGN_INS)
def test_an_error_inside_a_stream_that_repeats_a_secret_is_blanked(records: Records, sign_in: str, event: str) -> None:
    secret = TOKEN if sign_in == "token" else CLIENT_SECRET
    config = canaries.plain_config().as_dict()
    with FaultServer() as server:
        server.service = StreamParrot(event, secret, server.url)
        with WorkspaceClient(host=server.url, **SIGN_INS[sign_in]) as client:
            chunks = client.serving_endpoints.query("fraud", extra_params={"x": "y"}, extra_body=config, stream=True)
            with pytest.raises(StreamError) as caught:
                list(chunks)

    assert "cannot use" in str(caught.value)
    check(shown_of(caught.value))
    check(records.texts())
