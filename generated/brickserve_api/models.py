# Generated from spec/serving.yaml (2.0.0) by `make generate`. Do not edit.
"""Models and enums of Databricks Model Serving."""

from __future__ import annotations

from .codec import Model, field
from .enums import OpenEnum
from .typed import Any, BinaryIO


class QueryEndpointResponse(Model):
    """The answer to a query.

    Custom models fill `predictions`, feature endpoints `outputs`, chat and completions
    `choices`, embeddings `data`, agents `messages` or `output`.
    """

    choices: list[V1ResponseChoiceElement] | None = None
    """Chat and completions; the answers, `n` of them."""

    created: int | None = None
    """Chat and completions; when the answer was made, in seconds since 1970."""

    data: list[EmbeddingsV1ResponseEmbeddingElement] | None = None
    """Embeddings; one vector for each text of the request."""

    id: str | None = None
    """Chat and completions; the id of the answer."""

    model: str | None = None
    """The external or foundation model that answered."""

    object: QueryEndpointResponseObject | None = None
    """The kind of answer that an external model, a foundation model or an agent gives."""

    outputs: Any | None = None
    """The result of a feature-serving endpoint, usually one map for each row of the request."""

    predictions: Any | None = None
    """The result of a custom model, usually one element for each row of the request."""

    served_model_name: str | None = field(default=None, wire="served-model-name")
    """The served entity that answered, taken from the response header of this name."""

    usage: ExternalModelUsageElement | None = None
    """The tokens that an external or foundation model counted."""

    custom_outputs: dict[str, Any] | None = None
    """What an agent adds to its answer, as its author defined it."""

    databricks_output: Any | None = None
    """The agent's trace and its id, when the request asks for them."""

    finish_reason: str | None = None
    """Why an agent that answers in `messages` stopped."""

    messages: list[ChatMessage] | None = None
    """The messages of an agent with the ChatAgent interface, oldest first, calls of tools
    included.
    """

    output: list[Any] | None = None
    """The output items of an agent with the ResponsesAgent interface, such as messages and
    function calls.
    """

    system_fingerprint: str | None = None
    """The provider's mark of the configuration that the model ran with."""


class QueryEndpointResponseObject(OpenEnum):
    """The kind of an answer."""

    CHAT_COMPLETION = "chat.completion"
    LIST = "list"
    TEXT_COMPLETION = "text_completion"
    CHAT_COMPLETION_CHUNK = "chat.completion.chunk"
    RESPONSE = "response"


class V1ResponseChoiceElement(Model):
    """One of the answers of a chat or completions model."""

    finish_reason: str | None = None
    """Why generation stopped; the usual values are those of ChatFinishReason."""

    index: int | None = None
    """The answer's place among the `n` answers, from 0."""

    logprobs: int | ChoiceLogprobs | None = None
    """How likely each token was, when the request asks for it. Models answer with an object; the
    service's own reference still calls it a number.
    """

    message: ChatMessage | None = None
    """Chat; the answer."""

    text: str | None = None
    """Completions; the answer."""


class ChatMessage(Model):
    """A message of a conversation, in a request or in an answer."""

    content: Any | None = None
    """A text, or a list of parts of the shape of ChatMessageContentPart. Models that show their
    reasoning answer with a list; it is null in a message that only calls tools.
    """

    role: ChatMessageRole | None = None
    """Who speaks."""

    name: str | None = None
    """The name of the speaker or the tool, where several have the same role."""

    reasoning_content: str | None = None
    """The model's reasoning, from servers that send it beside the content and not as a part of
    it.
    """

    refusal: str | None = None
    """The model's words when it declines to answer."""

    tool_call_id: str | None = None
    """In a message of role `tool`, the id of the call that this is the result of."""

    tool_calls: list[ChatToolCall] | None = None
    """The tools that the model wants called; when there are several they may run in parallel."""


class ChatMessageRole(OpenEnum):
    """Who speaks in a message; `system` and `developer` instruct the model, `tool` reports the
    result of a tool call.
    """

    ASSISTANT = "assistant"
    SYSTEM = "system"
    USER = "user"
    DEVELOPER = "developer"
    TOOL = "tool"


class ChatMessageContentPart(Model):
    """One part of a message's content; `type` says which of the other fields is set."""

    type: ChatMessageContentPartType
    """The kind of part."""

    cache_control: dict[str, Any] | None = None
    """Asks Claude models to keep the prompt up to here in their cache; `{"type":"ephemeral"}`."""

    citations: list[Any] | None = None
    """The sources that a text rests on, in the form of the model's provider."""

    image_url: ChatImageUrl | None = None
    """The image of an `image_url` part."""

    input_audio: ChatInputAudio | None = None
    """The sound of an `input_audio` part."""

    refusal: str | None = None
    """The words of a `refusal` part."""

    summary: list[ChatReasoningSummary] | None = None
    """The reasoning of a `reasoning` part."""

    text: str | None = None
    """The text of a `text` part."""


class ChatMessageContentPartType(OpenEnum):
    """What a part of a message's content holds."""

    IMAGE_URL = "image_url"
    INPUT_AUDIO = "input_audio"
    REASONING = "reasoning"
    REFUSAL = "refusal"
    TEXT = "text"


class ChatImageUrl(Model):
    """An image in a message."""

    url: str
    """Where the image is, or the image itself as a `data:` URL."""

    detail: str | None = None
    """How closely to look, one of `auto`, `low` and `high`."""


class ChatInputAudio(Model):
    """Sound in a message."""

    data: str
    """The sound file, in base64."""

    format: str
    """The file's format, such as `wav` or `mp3`."""


class ChatReasoningSummary(Model):
    """A piece of a model's reasoning."""

    signature: str | None = None
    """The provider's seal on the reasoning; send it back unchanged to continue the conversation."""

    text: str | None = None
    """The reasoning."""

    type: str | None = None
    """Always `summary_text`."""


class ChatToolCall(Model):
    """A tool that a model wants called."""

    function: ChatToolCallFunction | None = None
    """The function and its arguments."""

    id: str | None = None
    """The call's id, which the message with the result repeats as its `tool_call_id`."""

    type: ChatToolCallType | None = None
    """The kind of tool."""


class ChatToolCallType(OpenEnum):
    """The kind of a tool."""

    FUNCTION = "function"


class ChatToolCallFunction(Model):
    """A function to call, or in a stream a piece of that."""

    arguments: str | None = None
    """The arguments, as the text of a JSON object. A model wrote it, so it may not be valid; in
    a stream it comes in pieces to be joined.
    """

    name: str | None = None
    """The function's name."""


class ChatFinishReason(OpenEnum):
    """Why generation stopped; `length` means that `max_tokens` or the model's own limit was
    reached, `stop` a natural end or a stop text.
    """

    CONTENT_FILTER = "content_filter"
    FUNCTION_CALL = "function_call"
    LENGTH = "length"
    STOP = "stop"
    TOOL_CALLS = "tool_calls"


class ChoiceLogprobs(Model):
    """How likely the tokens of an answer were.

    Chat fills `content` and `refusal`; completions fill the other four lists, which run in
    parallel.
    """

    content: list[ChatTokenLogprob] | None = None
    """The tokens of the answer."""

    refusal: list[ChatTokenLogprob] | None = None
    """The tokens of the refusal."""

    text_offset: list[int] | None = None
    """Where each token starts in the text."""

    token_logprobs: list[Any] | None = None
    """The logarithm of each token's probability, or null."""

    tokens: list[str] | None = None
    """The tokens."""

    top_logprobs: list[Any] | None = None
    """For each token, a map from the likeliest tokens to their logarithms, or null."""


class ChatTokenLogprob(Model):
    """How likely a token was."""

    bytes: list[int] | None = None
    """The token's UTF-8 bytes, as a character may be spread over several tokens."""

    logprob: float | None = None
    """The logarithm of the token's probability; -9999.0 stands for very unlikely."""

    token: str | None = None
    """The token."""

    top_logprobs: list[ChatTokenLogprob] | None = None
    """The likeliest tokens at this place."""


class ExternalModelUsageElement(Model):
    """The tokens that a query took."""

    completion_tokens: int | None = None
    """Tokens of the answer."""

    prompt_tokens: int | None = None
    """Tokens of the request, with whatever a prompt template added."""

    total_tokens: int | None = None
    """Tokens of request and answer together."""

    cache_creation_input_tokens: int | None = None
    """Tokens of the request that were written to the provider's prompt cache."""

    cache_read_input_tokens: int | None = None
    """Tokens of the request that came from the provider's prompt cache."""

    completion_tokens_details: UsageCompletionTokensDetails | None = None
    """What the tokens of the answer were spent on."""

    prompt_tokens_details: UsagePromptTokensDetails | None = None
    """What the tokens of the request consist of."""

    reasoning_tokens: int | None = None
    """Tokens that a reasoning model spent on thinking."""


class UsageCompletionTokensDetails(Model):
    """What the tokens of an answer were spent on."""

    accepted_prediction_tokens: int | None = None
    """Tokens of a predicted output that the answer kept."""

    audio_tokens: int | None = None
    """Tokens of generated sound."""

    reasoning_tokens: int | None = None
    """Tokens of reasoning."""

    rejected_prediction_tokens: int | None = None
    """Tokens of a predicted output that the answer did not keep."""


class UsagePromptTokensDetails(Model):
    """What the tokens of a request consist of."""

    audio_tokens: int | None = None
    """Tokens of sound."""

    cached_tokens: int | None = None
    """Tokens that came from the prompt cache."""


class EmbeddingsV1ResponseEmbeddingElement(Model):
    """The vector of one text."""

    embedding: list[float] | None = None
    """The vector."""

    index: int | None = None
    """The place of the text in the request, from 0."""

    object: EmbeddingsV1ResponseEmbeddingElementObject | None = None
    """Always `embedding`."""


class EmbeddingsV1ResponseEmbeddingElementObject(OpenEnum):
    """The kind of an element in an embeddings answer."""

    EMBEDDING = "embedding"


class DataframeSplitInput(Model):
    """A table in the form of pandas' `to_dict(orient="split")`."""

    columns: list[Any] | None = None
    """The names of the columns."""

    data: list[Any] | None = None
    """The rows, each a list with one value for each column."""

    index: list[int] | None = None
    """The labels of the rows."""


class QueryEndpointStreamChunk(Model):
    """One event of a streamed answer.

    Chat and completions fill `choices`; the last chunks may have none and only report
    `usage`. Agents fill `delta` or, with the ResponsesAgent interface, `type` and what
    belongs to that type.
    """

    choices: list[QueryEndpointStreamChoice] | None = None
    """What is new in each of the answers."""

    created: int | None = None
    """When the answer was begun, in seconds since 1970."""

    custom_outputs: dict[str, Any] | None = None
    """What an agent adds to its answer, as its author defined it."""

    databricks_output: Any | None = None
    """The agent's trace and its id, when the request asks for them."""

    delta: Any | None = None
    """What is new in an agent's answer; the next piece of a message as a map of the shape of
    ChatMessage, or a text for events of the type response.output_text.delta.
    """

    finish_reason: str | None = None
    """Why an agent that answers in `delta` stopped."""

    id: str | None = None
    """The id of the answer, the same in all its chunks."""

    item: Any | None = None
    """The finished output item of an event of the type response.output_item.done."""

    item_id: str | None = None
    """The output item that an agent's `delta` belongs to."""

    model: str | None = None
    """The external or foundation model that answers."""

    object: QueryEndpointResponseObject | None = None
    """The kind of chunk."""

    system_fingerprint: str | None = None
    """The provider's mark of the configuration that the model runs with."""

    type: str | None = None
    """The type of an agent's event, such as response.output_text.delta."""

    usage: ExternalModelUsageElement | None = None
    """The tokens counted so far."""


class QueryEndpointStreamChoice(Model):
    """What is new in one of the answers."""

    delta: QueryEndpointStreamDelta | None = None
    """Chat; the next piece of the message."""

    finish_reason: ChatFinishReason | None = None
    """Why generation stopped; set in the answer's last piece."""

    index: int | None = None
    """The answer's place among the `n` answers, from 0."""

    logprobs: ChoiceLogprobs | None = None
    """How likely the tokens of this piece were, when the request asks for it."""

    text: str | None = None
    """Completions; the next piece of the text."""


class QueryEndpointStreamDelta(Model):
    """The next piece of a message; texts are to be joined, and absent fields have nothing new."""

    content: Any | None = None
    """The next piece of text, or a list of parts of the shape of ChatMessageContentPart while a
    model shows its reasoning.
    """

    reasoning_content: str | None = None
    """The next piece of the reasoning, from servers that send it beside the content."""

    refusal: str | None = None
    """The next piece of a refusal."""

    role: ChatMessageRole | None = None
    """Who speaks; usually in the first piece only."""

    tool_calls: list[QueryEndpointStreamToolCall] | None = None
    """The next pieces of tool calls; several calls may grow side by side."""


class QueryEndpointStreamToolCall(Model):
    """The next piece of a tool call; the pieces with the same `index` make up one call."""

    function: ChatToolCallFunction | None = None
    """The function's name, at first, and the next piece of its arguments."""

    id: str | None = None
    """The call's id, in its first piece."""

    index: int | None = None
    """Which of the message's calls this is a piece of, from 0."""

    type: ChatToolCallType | None = None
    """The kind of tool, in the call's first piece."""


class Ai21LabsConfig(Model):
    """How an external model authenticates to AI21 Labs. One of the two keys is needed."""

    ai21labs_api_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the AI21 Labs API key. Set this or
    `ai21labs_api_key_plaintext`.
    """

    ai21labs_api_key_plaintext: str | None = field(default=None, secret=True)
    """The AI21 Labs API key itself, unencrypted. Set this or `ai21labs_api_key`."""


class AiGatewayConfig(Model):
    """The gateway features of an endpoint. External-model, provisioned-throughput and
    pay-per-token endpoints can use all of them; agent endpoints can use inference tables
    only.
    """

    fallback_config: FallbackConfig | None = None
    """Whether a failed request is tried again on the endpoint's other served entities."""

    guardrails: AiGatewayGuardrails | None = None
    """Filters that keep unwanted or unsafe data out of requests and responses."""

    inference_table_config: AiGatewayInferenceTableConfig | None = None
    """Where requests and responses are logged, for monitoring, audits and improving the model."""

    rate_limits: list[AiGatewayRateLimit] | None = None
    """Limits on how much traffic the endpoint accepts, each for one kind of caller."""

    usage_tracking_config: AiGatewayUsageTrackingConfig | None = None
    """Whether usage and its cost are recorded in system tables."""


class AiGatewayGuardrailParameters(Model):
    """The guardrails for one direction of traffic, either requests or responses."""

    invalid_keywords: list[str] | None = None
    """Words that must not occur in the text. They are found by plain string matching."""

    pii: AiGatewayGuardrailPiiBehavior | None = None
    """What to do with personally identifiable information (PII)."""

    safety: bool | None = None
    """Turns the safety filter on or off."""

    valid_topics: list[str] | None = None
    """The only topics a chat request may be about; a request about any other topic is flagged."""


class AiGatewayGuardrailPiiBehavior(Model):
    """The setting of the filter for personally identifiable information (PII)."""

    behavior: AiGatewayGuardrailPiiBehaviorBehavior | None = None
    """What the filter does when it finds PII."""


class AiGatewayGuardrailPiiBehaviorBehavior(OpenEnum):
    """What happens to detected PII: `BLOCK` refuses the request or response, `MASK` hides the
    PII in it, `NONE` turns the filter off.
    """

    BLOCK = "BLOCK"
    MASK = "MASK"
    NONE = "NONE"


class AiGatewayGuardrails(Model):
    """The guardrails of an endpoint, set separately for each direction of traffic."""

    input: AiGatewayGuardrailParameters | None = None
    """Guardrails applied to a request before a model sees it."""

    output: AiGatewayGuardrailParameters | None = None
    """Guardrails applied to a response before the caller sees it."""


class AiGatewayInferenceTableConfig(Model):
    """The Unity Catalog table in which AI Gateway logs payloads. To move or rename it, first
    disable the table, then set the new place.
    """

    catalog_name: str | None = None
    """Unity Catalog catalog that holds the table. Needed to enable it, and fixed for as long as
    it is enabled.
    """

    enabled: bool | None = None
    """Turns payload logging on or off."""

    schema_name: str | None = None
    """Unity Catalog schema that holds the table. Needed to enable it, and fixed for as long as
    it is enabled.
    """

    table_name_prefix: str | None = None
    """Beginning of the table's name. It is fixed for as long as the table is enabled."""


class AiGatewayRateLimit(Model):
    """How many calls or tokens one kind of caller may use in one renewal period."""

    renewal_period: AiGatewayRateLimitRenewalPeriod
    """How often the allowance starts afresh. Only `minute` exists."""

    calls: int | None = None
    """The number of calls allowed in each renewal period."""

    key: AiGatewayRateLimitKey | None = None
    """Whose use is counted together; the whole endpoint's (`endpoint`) unless set."""

    principal: str | None = None
    """The caller the limit is for, matching `key`: a user's email address, a group's name, or a
    service principal's application ID.
    """

    tokens: int | None = None
    """The number of tokens allowed in each renewal period."""


class AiGatewayRateLimitKey(OpenEnum):
    """Whose use an AI Gateway rate limit counts: all callers of the endpoint together, or a
    user, a group of users or a service principal.
    """

    ENDPOINT = "endpoint"
    SERVICE_PRINCIPAL = "service_principal"
    USER = "user"
    USER_GROUP = "user_group"


class AiGatewayRateLimitRenewalPeriod(OpenEnum):
    """The length of an AI Gateway rate limit's window."""

    MINUTE = "minute"


class AiGatewayUsageTrackingConfig(Model):
    """Recording of an endpoint's usage and cost in system tables."""

    enabled: bool | None = None
    """Turns usage tracking on or off."""


class AmazonBedrockConfig(Model):
    """How an external model reaches Amazon Bedrock. It authenticates either with an access key
    pair or with an instance profile; a Unity Catalog service credential can be named as well.
    """

    aws_region: str
    """The AWS region to call. Bedrock must be available to your account in it."""

    bedrock_provider: AmazonBedrockConfigBedrockProvider
    """The vendor of the Bedrock model. The service ignores case here."""

    aws_access_key_id: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the ID of an AWS access key that may use
    Bedrock. Set this or `aws_access_key_id_plaintext`, unless `instance_profile_arn` is used.
    """

    aws_access_key_id_plaintext: str | None = field(default=None, secret=True)
    """The ID of an AWS access key that may use Bedrock, unencrypted. Set this or
    `aws_access_key_id`, unless `instance_profile_arn` is used.
    """

    aws_secret_access_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the secret half of the AWS access key. Set
    this or `aws_secret_access_key_plaintext`, unless `instance_profile_arn` is used.
    """

    aws_secret_access_key_plaintext: str | None = field(default=None, secret=True)
    """The secret half of the AWS access key, unencrypted. Set this or `aws_secret_access_key`,
    unless `instance_profile_arn` is used.
    """

    instance_profile_arn: str | None = None
    """ARN of the instance profile used instead of an access key pair."""

    uc_service_credential_name: str | None = None
    """The Unity Catalog service credential, by name, with which the model accesses AWS."""


class AmazonBedrockConfigBedrockProvider(OpenEnum):
    """A vendor whose models Amazon Bedrock offers."""

    AI21LABS = "ai21labs"
    AMAZON = "amazon"
    ANTHROPIC = "anthropic"
    COHERE = "cohere"


class AnthropicConfig(Model):
    """How an external model authenticates to Anthropic. One of the two keys is needed."""

    anthropic_api_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the Anthropic API key. Set this or
    `anthropic_api_key_plaintext`.
    """

    anthropic_api_key_plaintext: str | None = field(default=None, secret=True)
    """The Anthropic API key itself, unencrypted. Set this or `anthropic_api_key`."""


class ApiKeyAuth(Model):
    """Authentication to a custom provider by a named API key."""

    key: str
    """The name of the parameter that carries the API key."""

    value: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the API key. Set this or `value_plaintext`."""

    value_plaintext: str | None = field(default=None, secret=True)
    """The API key itself, unencrypted. Set this or `value`."""


class AutoCaptureConfigInput(Model):
    """Where a legacy inference table logs requests and responses. Its successor is the AI
    Gateway's inference table (`AiGatewayInferenceTableConfig`).

    Deprecated: use the inference tables of the AI Gateway.
    """

    catalog_name: str | None = None
    """Unity Catalog catalog that holds the table. It cannot change once the table is enabled."""

    enabled: bool | None = None
    """Turns payload logging on or off."""

    schema_name: str | None = None
    """Unity Catalog schema that holds the table. It cannot change once the table is enabled."""

    table_name_prefix: str | None = None
    """Beginning of the table's name. It cannot change once the table is enabled."""


class AutoCaptureConfigOutput(Model):
    """The settings and the state of a legacy inference table, as the service reports them.

    Deprecated: use the inference tables of the AI Gateway.
    """

    catalog_name: str | None = None
    """Unity Catalog catalog that holds the table. It cannot change once the table is enabled."""

    enabled: bool | None = None
    """Whether payloads are logged."""

    schema_name: str | None = None
    """Unity Catalog schema that holds the table. It cannot change once the table is enabled."""

    state: AutoCaptureState | None = None
    """What has become of the table that the settings ask for."""

    table_name_prefix: str | None = None
    """Beginning of the table's name. It cannot change once the table is enabled."""


class AutoCaptureState(Model):
    """The state of a legacy inference table."""

    payload_table: PayloadTable | None = None
    """The table that receives the payloads."""


class BearerTokenAuth(Model):
    """Authentication to a custom provider by a bearer token."""

    token: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the token. Set this or `token_plaintext`."""

    token_plaintext: str | None = field(default=None, secret=True)
    """The token itself, unencrypted. Set this or `token`."""


class BuildLogsResponse(Model):
    """The log of a served model's build."""

    logs: str
    """What was printed while the environment of the served entity was built, as one text."""


class CohereConfig(Model):
    """How an external model reaches Cohere. One of the two keys is needed."""

    cohere_api_base: str | None = None
    """URL to use in place of Cohere's standard one."""

    cohere_api_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the Cohere API key. Set this or
    `cohere_api_key_plaintext`.
    """

    cohere_api_key_plaintext: str | None = field(default=None, secret=True)
    """The Cohere API key itself, unencrypted. Set this or `cohere_api_key`."""


class CustomProviderConfig(Model):
    """How an external model reaches a provider that has no configuration of its own. Set at most
    one way to authenticate.
    """

    custom_provider_url: str
    """The URL of the provider's API."""

    api_key_auth: ApiKeyAuth | None = None
    """Authenticates by an API key. Not together with `bearer_token_auth`."""

    bearer_token_auth: BearerTokenAuth | None = None
    """Authenticates by a bearer token. Not together with `api_key_auth`."""


class DataPlaneInfo(Model):
    """What a client needs to call one operation of an object on the data plane."""

    authorization_details: str | None = None
    """The authorization details to name when a workspace token is exchanged for a data-plane
    token, as text ready to be sent.
    """

    endpoint_url: str | None = None
    """The URL at which the data plane serves the operation."""


class DatabricksModelServingConfig(Model):
    """How an external model reaches a serving endpoint of a Databricks workspace. One of the two
    tokens is needed.
    """

    databricks_workspace_url: str
    """The URL of the workspace where that endpoint lives."""

    databricks_api_token: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to an API token of a user or service principal
    that has Can Query on that endpoint. Set this or `databricks_api_token_plaintext`.
    """

    databricks_api_token_plaintext: str | None = field(default=None, secret=True)
    """The API token itself, unencrypted; its user or service principal needs Can Query on that
    endpoint. Set this or `databricks_api_token`.
    """


class EmailNotifications(Model):
    """Who is told by email how an endpoint's updates end."""

    on_update_failure: list[str] | None = None
    """Addresses that get an email after a failed update of the endpoint's configuration or
    state.
    """

    on_update_success: list[str] | None = None
    """Addresses that get an email after a successful update of the endpoint's configuration or
    state.
    """


class EndpointCoreConfigInput(Model):
    """What an endpoint is asked to serve: the entities, and the traffic each of them gets."""

    name: str
    """Name of the endpoint that the configuration is for: 1 to 63 letters, digits, dashes and
    underscores.
    """

    auto_capture_config: AutoCaptureConfigInput | None = None
    """The legacy inference table.

    Deprecated: use the inference tables of the AI Gateway.
    """

    served_entities: list[ServedEntityInput] | None = None
    """The entities to serve, at most ten."""

    served_models: list[ServedModelInput] | None = None
    """The models to serve, in the older form, at most ten.

    Deprecated: use served_entities.
    """

    traffic_config: TrafficConfig | None = None
    """How requests are divided among the served entities."""


class EndpointCoreConfigOutput(Model):
    """The configuration that an endpoint serves now."""

    auto_capture_config: AutoCaptureConfigOutput | None = None
    """The legacy inference table.

    Deprecated: use the inference tables of the AI Gateway.
    """

    config_version: int | None = None
    """Number of the configuration that is being served."""

    served_entities: list[ServedEntityOutput] | None = None
    """The entities that are served."""

    served_models: list[ServedModelOutput] | None = None
    """The models that are served, in the older form.

    Deprecated: use served_entities.
    """

    traffic_config: TrafficConfig | None = None
    """How requests are divided among the served entities."""


class EndpointCoreConfigSummary(Model):
    """The served entities of an endpoint in brief, as in a list of endpoints."""

    served_entities: list[ServedEntitySpec] | None = None
    """The entities that are served."""

    served_models: list[ServedModelSpec] | None = None
    """The models that are served, in the older form.

    Deprecated: use served_entities.
    """


class EndpointPendingConfig(Model):
    """The configuration that an update in progress is bringing up."""

    auto_capture_config: AutoCaptureConfigOutput | None = None
    """The legacy inference table.

    Deprecated: use the inference tables of the AI Gateway.
    """

    config_version: int | None = None
    """Number of the configuration."""

    served_entities: list[ServedEntityOutput] | None = None
    """The entities that the latest update asked for."""

    served_models: list[ServedModelOutput] | None = None
    """The models that the latest update asked for, in the older form.

    Deprecated: use served_entities.
    """

    start_time: int | None = None
    """When the update began, in milliseconds since the Unix epoch."""

    traffic_config: TrafficConfig | None = None
    """How requests will be divided among the served entities."""


class EndpointState(Model):
    """Whether an endpoint can be queried, and how its latest configuration update stands."""

    config_update: EndpointStateConfigUpdate | None = None
    """How the latest configuration update stands. As long as it is `IN_PROGRESS`, no other
    update is accepted.
    """

    ready: EndpointStateReady | None = None
    """Whether the endpoint can be queried."""


class EndpointStateConfigUpdate(OpenEnum):
    """The progress of a configuration update: under way (`IN_PROGRESS`), none under way
    (`NOT_UPDATING`), or the latest one ended without taking effect (`UPDATE_CANCELED`,
    `UPDATE_FAILED`).
    """

    IN_PROGRESS = "IN_PROGRESS"
    NOT_UPDATING = "NOT_UPDATING"
    UPDATE_CANCELED = "UPDATE_CANCELED"
    UPDATE_FAILED = "UPDATE_FAILED"


class EndpointStateReady(OpenEnum):
    """Whether an endpoint can be queried: `READY` needs every served entity of the active
    configuration to be ready, one that is not makes it `NOT_READY`.
    """

    NOT_READY = "NOT_READY"
    READY = "READY"


class EndpointTag(Model):
    """A label on an endpoint, with an optional value."""

    key: str
    """The tag's key, by which it is also deleted."""

    value: str | None = None
    """The tag's value. A tag may go without one."""


class EndpointTags(Model):
    """All the tags of an endpoint."""

    tags: list[EndpointTag] | None = None
    """The tags that the endpoint has now."""


class ExportMetricsResponse(Model):
    """The metrics of an endpoint as text."""

    contents: BinaryIO | None = None
    """The metrics in the exposition format of Prometheus or OpenMetrics."""


class ExternalFunctionRequestHttpMethod(OpenEnum):
    """The HTTP method with which an external service is called."""

    DELETE = "DELETE"
    GET = "GET"
    PATCH = "PATCH"
    POST = "POST"
    PUT = "PUT"


class ExternalModel(Model):
    """A model hosted by another provider and called through the endpoint. It needs the one
    configuration that belongs to its `provider`.
    """

    provider: ExternalModelProvider
    """Who hosts the model. It decides which of the `..._config` fields is needed."""

    name: str
    """The model's name at the provider."""

    task: str
    """The kind of request the model answers, such as `llm/v1/chat`, `llm/v1/completions` or
    `llm/v1/embeddings`.
    """

    ai21labs_config: Ai21LabsConfig | None = None
    """Access to AI21 Labs; needed if `provider` is `ai21labs`."""

    amazon_bedrock_config: AmazonBedrockConfig | None = None
    """Access to Amazon Bedrock; needed if `provider` is `amazon-bedrock`."""

    anthropic_config: AnthropicConfig | None = None
    """Access to Anthropic; needed if `provider` is `anthropic`."""

    cohere_config: CohereConfig | None = None
    """Access to Cohere; needed if `provider` is `cohere`."""

    custom_provider_config: CustomProviderConfig | None = None
    """Access to a custom provider; needed if `provider` is `custom`."""

    databricks_model_serving_config: DatabricksModelServingConfig | None = None
    """Access to another Databricks endpoint; needed if `provider` is `databricks-model-serving`."""

    google_cloud_vertex_ai_config: GoogleCloudVertexAiConfig | None = None
    """Access to Vertex AI; needed if `provider` is `google-cloud-vertex-ai`."""

    openai_config: OpenAiConfig | None = None
    """Access to OpenAI or Azure OpenAI; needed if `provider` is `openai`."""

    palm_config: PaLmConfig | None = None
    """Access to PaLM; needed if `provider` is `palm`."""


class ExternalModelProvider(OpenEnum):
    """Who hosts an external model."""

    AI21LABS = "ai21labs"
    AMAZON_BEDROCK = "amazon-bedrock"
    ANTHROPIC = "anthropic"
    COHERE = "cohere"
    CUSTOM = "custom"
    DATABRICKS_MODEL_SERVING = "databricks-model-serving"
    GOOGLE_CLOUD_VERTEX_AI = "google-cloud-vertex-ai"
    OPENAI = "openai"
    PALM = "palm"


class FallbackConfig(Model):
    """Retrying of failed requests on the other served entities of an endpoint."""

    enabled: bool
    """Turns fallback on or off. When a served entity answers with certain error statuses (500,
    for one), the others are tried one after another in the order of the list; if all of them
    fail, the caller gets the last error.
    """


class FoundationModel(Model):
    """A foundation model that Databricks offers to every customer."""

    description: str | None = None
    """What the model is, in prose."""

    display_name: str | None = None
    """The model's name for people to read."""

    docs: str | None = None
    """Link to the model's documentation."""

    name: str | None = None
    """The model's name."""


class GetOpenApiResponse(Model):
    """The description of an endpoint's query interface as text."""

    contents: BinaryIO | None = None
    """An OpenAPI document with the paths the endpoint offers and the formats and data types they
    take and return.
    """


class GetServingEndpointPermissionLevelsResponse(Model):
    """The permission levels that an endpoint knows."""

    permission_levels: list[ServingEndpointPermissionsDescription] | None = None
    """The levels with an explanation of each."""


class GoogleCloudVertexAiConfig(Model):
    """How an external model reaches Google Cloud Vertex AI through a service account. One of the
    two keys is needed.
    """

    project_id: str
    """ID of the Google Cloud project to which the service account belongs."""

    region: str
    """The Google Cloud region of the Vertex AI service. Some models exist in certain regions
    only.
    """

    private_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the private key of a service account that
    may use Vertex AI. Set this or `private_key_plaintext`.
    """

    private_key_plaintext: str | None = field(default=None, secret=True)
    """The private key of a service account that may use Vertex AI, unencrypted. Set this or
    `private_key`.
    """


class HttpRequestResponse(Model):
    """The answer of an external service that was called through a connection."""

    contents: BinaryIO | None = None
    """The body of the answer, as the external service sent it."""


class ListEndpointsResponse(Model):
    """The endpoints of a workspace."""

    endpoints: list[ServingEndpoint] | None = None
    """The endpoints, each in its short form."""


class ModelDataPlaneInfo(Model):
    """What a client needs to use a model directly on the data plane, operation by operation."""

    query_info: DataPlaneInfo | None = None
    """What the operation `query` needs."""


class OpenAiConfig(Model):
    """How an external model reaches OpenAI or Azure OpenAI. It needs an API key, or for
    Microsoft Entra ID (formerly Azure AD) the client's ID, secret and tenant.
    """

    microsoft_entra_client_id: str | None = None
    """The client ID in Microsoft Entra ID. Only for Azure OpenAI with `azuread`."""

    microsoft_entra_client_secret: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the client secret for Microsoft Entra ID.
    Set this or `microsoft_entra_client_secret_plaintext`.
    """

    microsoft_entra_client_secret_plaintext: str | None = field(default=None, secret=True)
    """The client secret for Microsoft Entra ID, unencrypted. Set this or
    `microsoft_entra_client_secret`.
    """

    microsoft_entra_tenant_id: str | None = None
    """The tenant ID in Microsoft Entra ID. Only for Azure OpenAI with `azuread`."""

    openai_api_base: str | None = None
    """URL of the API. Azure OpenAI needs it, with the address of its service; otherwise it
    replaces OpenAI's standard URL.
    """

    openai_api_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the API key of OpenAI or Azure OpenAI. Set
    this or `openai_api_key_plaintext`.
    """

    openai_api_key_plaintext: str | None = field(default=None, secret=True)
    """The API key of OpenAI or Azure OpenAI, unencrypted. Set this or `openai_api_key`."""

    openai_api_type: str | None = None
    """The kind of OpenAI API. Azure OpenAI needs it: `azure` validates an access token,
    `azuread` authenticates by Microsoft Entra ID (formerly Azure AD).
    """

    openai_api_version: str | None = None
    """The API's version. Azure OpenAI needs it, in the form of a date."""

    openai_deployment_name: str | None = None
    """The name of the deployment in Azure OpenAI, which alone needs it."""

    openai_organization: str | None = None
    """The organization at OpenAI or Azure OpenAI to which the calls belong."""


class PaLmConfig(Model):
    """How an external model authenticates to PaLM. One of the two keys is needed."""

    palm_api_key: str | None = None
    """Secret reference (`{{secrets/scope/key}}`) to the PaLM API key. Set this or
    `palm_api_key_plaintext`.
    """

    palm_api_key_plaintext: str | None = field(default=None, secret=True)
    """The PaLM API key itself, unencrypted. Set this or `palm_api_key`."""


class PayloadTable(Model):
    """The table that holds the payloads of a legacy inference table, and how its creation went."""

    name: str | None = None
    """The table's name."""

    status: str | None = None
    """The table's status."""

    status_message: str | None = None
    """A remark on the status, such as why it is a failure."""


class PtEndpointCoreConfig(Model):
    """What a provisioned-throughput endpoint is asked to serve, and how traffic is divided."""

    served_entities: list[PtServedModel] | None = None
    """The entities to serve, at most ten."""

    traffic_config: TrafficConfig | None = None
    """How requests are divided among the served entities."""


class PtServedModel(Model):
    """A model served with provisioned throughput."""

    entity_name: str
    """What to serve: a model of the workspace's registry, or a model or function of type
    FEATURE_SPEC in Unity Catalog, the latter two by full name (`catalog.schema.name`).
    """

    provisioned_model_units: int
    """The number of model units that are kept provisioned."""

    burst_scaling_enabled: bool | None = None
    """Whether spikes in traffic may take the entity above its provisioned model units; true
    unless set. If false, the capacity stays fixed.
    """

    entity_version: str | None = None
    """The version of the entity to serve."""

    name: str | None = None
    """Name of the served entity, unique within the endpoint: letters, digits, dashes and
    underscores. Without it, it is built as `entity_name-entity_version`.
    """


class PutAiGatewayResponse(Model):
    """The AI Gateway settings of an endpoint after an update."""

    fallback_config: FallbackConfig | None = None
    """Whether a failed request is tried again on the endpoint's other served entities."""

    guardrails: AiGatewayGuardrails | None = None
    """Filters that keep unwanted or unsafe data out of requests and responses."""

    inference_table_config: AiGatewayInferenceTableConfig | None = None
    """Where requests and responses are logged, for monitoring, audits and improving the model."""

    rate_limits: list[AiGatewayRateLimit] | None = None
    """Limits on how much traffic the endpoint accepts, each for one kind of caller."""

    usage_tracking_config: AiGatewayUsageTrackingConfig | None = None
    """Whether usage and its cost are recorded in system tables."""


class PutResponse(Model):
    """The rate limits of an endpoint after an update."""

    rate_limits: list[RateLimit] | None = None
    """The limits that now apply."""


class RateLimit(Model):
    """How many calls one kind of caller may make in one renewal period."""

    calls: int
    """The number of calls allowed in each renewal period."""

    renewal_period: RateLimitRenewalPeriod
    """How often the allowance starts afresh. Only `minute` exists."""

    key: RateLimitKey | None = None
    """Whose calls are counted together; the whole endpoint's (`endpoint`) unless set."""


class RateLimitKey(OpenEnum):
    """Whose calls a rate limit counts: all callers of the endpoint together, or each user apart."""

    ENDPOINT = "endpoint"
    USER = "user"


class RateLimitRenewalPeriod(OpenEnum):
    """The length of a rate limit's window."""

    MINUTE = "minute"


class Route(Model):
    """The share of an endpoint's traffic that one served entity gets."""

    traffic_percentage: int
    """The share in percent, a whole number from 0 to 100."""

    served_entity_name: str | None = None
    """Name of the served entity that gets the traffic."""

    served_model_name: str | None = None
    """Name of the served model that gets the traffic."""


class ServedEntityInput(Model):
    """Something an endpoint is asked to serve: either an external model, or a registered model
    or feature function with the compute it runs on.
    """

    burst_scaling_enabled: bool | None = None
    """Whether spikes in traffic may take the entity above its provisioned model units; true
    unless set. If false, the capacity stays fixed.
    """

    entity_name: str | None = None
    """What to serve: a model of the workspace's registry, or a model or function of type
    FEATURE_SPEC in Unity Catalog, the latter two by full name (`catalog.schema.name`). Not
    together with `external_model`.
    """

    entity_version: str | None = None
    """The version of the entity to serve. Not together with `external_model`."""

    environment_vars: dict[str, str] | None = None
    """Environment variables of the serving process. A value may refer to a secret as
    `{{secrets/scope/key}}`. This feature is experimental.
    """

    external_model: ExternalModel | None = None
    """The external model to serve. It takes the place of `entity_name` and `entity_version`, and
    of the compute settings `workload_size`, `workload_type` and `scale_to_zero_enabled`. An
    update can neither add external models to an endpoint created without them nor take them
    all away, and all external models of an endpoint have the same task.
    """

    instance_profile_arn: str | None = None
    """ARN of the instance profile with which the entity accesses AWS."""

    max_provisioned_concurrency: int | None = None
    """The most concurrency to scale up to. Not together with `workload_size`."""

    max_provisioned_throughput: int | None = None
    """The most tokens per second to scale up to."""

    min_provisioned_concurrency: int | None = None
    """The least concurrency to scale down to. Not together with `workload_size`."""

    min_provisioned_throughput: int | None = None
    """The fewest tokens per second to scale down to."""

    name: str | None = None
    """Name of the served entity, unique within the endpoint: letters, digits, dashes and
    underscores. Without it, an external model takes its own name, each `.` and `:` turned
    into `-`, and any other entity takes `entity_name-entity_version`.
    """

    provisioned_model_units: int | None = None
    """The number of model units that are kept provisioned."""

    scale_to_zero_enabled: bool | None = None
    """Whether the compute may shrink to nothing when there is no traffic."""

    workload_size: str | None = None
    """The range of concurrency to scale within, where one unit handles one request at a time:
    `Small` (4), `Medium` (8 to 16), `Large` (16 to 64), or a size made for the workspace.
    With scale to zero, each range starts at 0. Not together with
    `min_provisioned_concurrency` and `max_provisioned_concurrency`.
    """

    workload_type: ServingModelWorkloadType | None = None
    """The kind of compute to run on, `CPU` unless set. A GPU speeds up deep learning."""


class ServedEntityOutput(Model):
    """Something an endpoint serves, with its settings and the state of its deployment."""

    burst_scaling_enabled: bool | None = None
    """Whether spikes in traffic may take the entity above its provisioned model units. If false,
    the capacity stays fixed.
    """

    creation_timestamp: int | None = None
    """When the served entity was created, in milliseconds since the Unix epoch."""

    creator: str | None = None
    """Who created the served entity."""

    entity_name: str | None = None
    """What is served: a model of the workspace's registry, or a model or function of type
    FEATURE_SPEC in Unity Catalog, the latter two by full name (`catalog.schema.name`).
    """

    entity_version: str | None = None
    """The version of the entity that is served."""

    environment_vars: dict[str, str] | None = None
    """Environment variables of the serving process. A value may refer to a secret as
    `{{secrets/scope/key}}`. This feature is experimental.
    """

    external_model: ExternalModel | None = None
    """The external model that is served, if the entity is one."""

    foundation_model: FoundationModel | None = None
    """The foundation model that is served, if the entity is one."""

    instance_profile_arn: str | None = None
    """ARN of the instance profile with which the entity accesses AWS."""

    max_provisioned_concurrency: int | None = None
    """The most concurrency that the entity scales up to."""

    max_provisioned_throughput: int | None = None
    """The most tokens per second that the entity scales up to."""

    min_provisioned_concurrency: int | None = None
    """The least concurrency that the entity scales down to."""

    min_provisioned_throughput: int | None = None
    """The fewest tokens per second that the entity scales down to."""

    name: str | None = None
    """Name of the served entity, unique within the endpoint."""

    provisioned_model_units: int | None = None
    """The number of model units that are kept provisioned."""

    scale_to_zero_enabled: bool | None = None
    """Whether the compute may shrink to nothing when there is no traffic."""

    state: ServedModelState | None = None
    """How the deployment of the entity stands."""

    workload_size: str | None = None
    """The range of concurrency that the entity scales within, where one unit handles one request
    at a time: `Small` (4), `Medium` (8 to 16), `Large` (16 to 64), or a size made for the
    workspace. With scale to zero, each range starts at 0.
    """

    workload_type: ServingModelWorkloadType | None = None
    """The kind of compute that the entity runs on."""


class ServedEntitySpec(Model):
    """What a served entity is, without its settings and its state."""

    entity_name: str | None = None
    """The name of the registered model or function that is served."""

    entity_version: str | None = None
    """The version of the entity that is served."""

    external_model: ExternalModel | None = None
    """The external model that is served, if the entity is one."""

    foundation_model: FoundationModel | None = None
    """The foundation model that is served, if the entity is one."""

    name: str | None = None
    """Name of the served entity, unique within the endpoint."""


class ServedModelInput(Model):
    """A registered model an endpoint is asked to serve, in the older form that
    `ServedEntityInput` replaces.
    """

    scale_to_zero_enabled: bool
    """Whether the compute may shrink to nothing when there is no traffic."""

    model_name: str
    """The name of the registered model; in Unity Catalog its full name (`catalog.schema.name`)."""

    model_version: str
    """The version of the model to serve."""

    burst_scaling_enabled: bool | None = None
    """Whether spikes in traffic may take the model above its provisioned model units; true
    unless set. If false, the capacity stays fixed.
    """

    environment_vars: dict[str, str] | None = None
    """Environment variables of the serving process. A value may refer to a secret as
    `{{secrets/scope/key}}`. This feature is experimental.
    """

    instance_profile_arn: str | None = None
    """ARN of the instance profile with which the model accesses AWS."""

    max_provisioned_concurrency: int | None = None
    """The most concurrency to scale up to. Not together with `workload_size`."""

    max_provisioned_throughput: int | None = None
    """The most tokens per second to scale up to."""

    min_provisioned_concurrency: int | None = None
    """The least concurrency to scale down to. Not together with `workload_size`."""

    min_provisioned_throughput: int | None = None
    """The fewest tokens per second to scale down to."""

    name: str | None = None
    """Name of the served model, unique within the endpoint: letters, digits, dashes and
    underscores. Without it, it is built from the model's name and version, joined by a dash.
    """

    provisioned_model_units: int | None = None
    """The number of model units that are kept provisioned."""

    workload_size: str | None = None
    """The range of concurrency to scale within, where one unit handles one request at a time:
    `Small` (4), `Medium` (8 to 16), `Large` (16 to 64), or a size made for the workspace.
    With scale to zero, each range starts at 0. Not together with
    `min_provisioned_concurrency` and `max_provisioned_concurrency`.
    """

    workload_type: ServedModelInputWorkloadType | None = None
    """The kind of compute to run on, `CPU` unless set. A GPU speeds up deep learning."""


class ServedModelInputWorkloadType(OpenEnum):
    """The kind of compute a served model asks for, with the same values as
    `ServingModelWorkloadType`. `CPU` is the default.
    """

    CPU = "CPU"
    CPU_LARGE = "CPU_LARGE"
    CPU_MEDIUM = "CPU_MEDIUM"
    GPU_LARGE = "GPU_LARGE"
    GPU_MEDIUM = "GPU_MEDIUM"
    GPU_SMALL = "GPU_SMALL"
    GPU_XLARGE = "GPU_XLARGE"
    GPU_XLARGE_8 = "GPU_XLARGE_8"
    MULTIGPU_MEDIUM = "MULTIGPU_MEDIUM"


class ServedModelOutput(Model):
    """A model an endpoint serves, in the older form that `ServedEntityOutput` replaces."""

    burst_scaling_enabled: bool | None = None
    """Whether spikes in traffic may take the model above its provisioned model units. If false,
    the capacity stays fixed.
    """

    creation_timestamp: int | None = None
    """When the served model was created, in milliseconds since the Unix epoch."""

    creator: str | None = None
    """Who created the served model."""

    environment_vars: dict[str, str] | None = None
    """Environment variables of the serving process. A value may refer to a secret as
    `{{secrets/scope/key}}`. This feature is experimental.
    """

    instance_profile_arn: str | None = None
    """ARN of the instance profile with which the model accesses AWS."""

    max_provisioned_concurrency: int | None = None
    """The most concurrency that the model scales up to."""

    min_provisioned_concurrency: int | None = None
    """The least concurrency that the model scales down to."""

    model_name: str | None = None
    """The name of the registered model that is served."""

    model_version: str | None = None
    """The version of the model that is served."""

    name: str | None = None
    """Name of the served model, unique within the endpoint."""

    provisioned_model_units: int | None = None
    """The number of model units that are kept provisioned."""

    scale_to_zero_enabled: bool | None = None
    """Whether the compute may shrink to nothing when there is no traffic."""

    state: ServedModelState | None = None
    """How the deployment of the model stands."""

    workload_size: str | None = None
    """The range of concurrency that the model scales within, where one unit handles one request
    at a time: `Small` (4), `Medium` (8 to 16), `Large` (16 to 64), or a size made for the
    workspace. With scale to zero, each range starts at 0.
    """

    workload_type: ServingModelWorkloadType | None = None
    """The kind of compute that the model runs on."""


class ServedModelSpec(Model):
    """What a served model is, without its settings and its state, in the older form that
    `ServedEntitySpec` replaces.
    """

    model_name: str | None = None
    """The name of the registered model. It and an `entity_name` exclude each other."""

    model_version: str | None = None
    """The version of the registered model. It and an `entity_version` exclude each other."""

    name: str | None = None
    """Name of the served model, unique within the endpoint."""


class ServedModelState(Model):
    """How the deployment of a served entity stands."""

    deployment: ServedModelStateDeployment | None = None
    """The stage that the deployment has reached."""

    deployment_state_message: str | None = None
    """More about the stage in words, such as why the deployment failed."""


class ServedModelStateDeployment(OpenEnum):
    """The stage of a deployment. `DEPLOYMENT_CREATING` and `DEPLOYMENT_RECOVERING` are on their
    way to `DEPLOYMENT_READY`, the latter after it had been ready before; `DEPLOYMENT_FAILED`
    and `DEPLOYMENT_ABORTED` do not get there, the latter because it was given up.
    """

    DEPLOYMENT_ABORTED = "DEPLOYMENT_ABORTED"
    DEPLOYMENT_CREATING = "DEPLOYMENT_CREATING"
    DEPLOYMENT_FAILED = "DEPLOYMENT_FAILED"
    DEPLOYMENT_READY = "DEPLOYMENT_READY"
    DEPLOYMENT_RECOVERING = "DEPLOYMENT_RECOVERING"


class ServerLogsResponse(Model):
    """The log of a served model's server."""

    logs: str
    """The latest lines written by the server that answers the invocations, as one text."""


class ServingEndpoint(Model):
    """An endpoint in its short form, as in a list of endpoints."""

    ai_gateway: AiGatewayConfig | None = None
    """The AI Gateway's settings. External-model, provisioned-throughput and pay-per-token
    endpoints have all of them; agent endpoints have inference tables only.
    """

    budget_policy_id: str | None = None
    """ID of the budget policy that the endpoint is charged under."""

    config: EndpointCoreConfigSummary | None = None
    """The configuration that the endpoint serves now, in brief."""

    creation_timestamp: int | None = None
    """When the endpoint was created, in milliseconds since the Unix epoch."""

    creator: str | None = None
    """Email address of the endpoint's creator."""

    description: str | None = None
    """Free text about the endpoint."""

    id: str | None = None
    """ID that the system gave the endpoint. The permission operations take it in place of a
    name.
    """

    last_updated_timestamp: int | None = None
    """When a user last updated the endpoint, in milliseconds since the Unix epoch."""

    name: str | None = None
    """The endpoint's name, unique within the workspace."""

    state: EndpointState | None = None
    """Whether the endpoint can be queried, and how its latest update stands."""

    tags: list[EndpointTag] | None = None
    """The endpoint's tags."""

    task: str | None = None
    """The kind of request the endpoint answers, such as `llm/v1/chat`."""

    telemetry_config: TelemetryConfig | None = None
    """Which telemetry, logged payloads included, the endpoint exports, and where to."""

    usage_policy_id: str | None = None
    """ID of the usage policy that belongs to the endpoint."""


class ServingEndpointAccessControlRequest(Model):
    """A permission to give to one user, one group or one service principal."""

    group_name: str | None = None
    """The group that gets the permission."""

    permission_level: ServingEndpointPermissionLevel | None = None
    """The permission to give."""

    service_principal_name: str | None = None
    """Application ID of the service principal that gets the permission."""

    user_name: str | None = None
    """The user who gets the permission."""


class ServingEndpointAccessControlResponse(Model):
    """The permissions that one user, one group or one service principal has."""

    all_permissions: list[ServingEndpointPermission] | None = None
    """Every permission held, direct and inherited."""

    display_name: str | None = None
    """The name of the user or service principal for people to read."""

    group_name: str | None = None
    """The group that holds the permissions."""

    service_principal_name: str | None = None
    """The service principal that holds the permissions."""

    user_name: str | None = None
    """The user who holds the permissions."""


class ServingEndpointDetailed(Model):
    """An endpoint with everything the service tells about it."""

    ai_gateway: AiGatewayConfig | None = None
    """The AI Gateway's settings. External-model, provisioned-throughput and pay-per-token
    endpoints have all of them; agent endpoints have inference tables only.
    """

    budget_policy_id: str | None = None
    """ID of the budget policy that the endpoint is charged under."""

    config: EndpointCoreConfigOutput | None = None
    """The configuration that the endpoint serves now."""

    creation_timestamp: int | None = None
    """When the endpoint was created, in milliseconds since the Unix epoch."""

    creator: str | None = None
    """Email address of the endpoint's creator."""

    data_plane_info: ModelDataPlaneInfo | None = None
    """What a client needs to query the endpoint on the data plane."""

    description: str | None = None
    """Free text about the endpoint."""

    email_notifications: EmailNotifications | None = None
    """Who is told by email how updates of the endpoint end."""

    endpoint_url: str | None = None
    """The URL for invocations, present if route optimization is enabled."""

    id: str | None = None
    """ID that the system gave the endpoint. The permission operations take it in place of a
    name.
    """

    last_updated_timestamp: int | None = None
    """When a user last updated the endpoint, in milliseconds since the Unix epoch."""

    name: str | None = None
    """The endpoint's name, unique within the workspace."""

    pending_config: EndpointPendingConfig | None = None
    """The configuration that an update in progress is bringing up."""

    permission_level: ServingEndpointDetailedPermissionLevel | None = None
    """What the caller who asks may do with the endpoint."""

    route_optimized: bool | None = None
    """Whether route optimization is enabled."""

    state: EndpointState | None = None
    """Whether the endpoint can be queried, and how its latest update stands."""

    tags: list[EndpointTag] | None = None
    """The endpoint's tags."""

    task: str | None = None
    """The kind of request the endpoint answers, such as `llm/v1/chat`."""

    telemetry_config: TelemetryConfig | None = None
    """Which telemetry, logged payloads included, the endpoint exports, and where to."""


class ServingEndpointDetailedPermissionLevel(OpenEnum):
    """What a caller may do with an endpoint, from most to least: manage it, query it, view it."""

    CAN_MANAGE = "CAN_MANAGE"
    CAN_QUERY = "CAN_QUERY"
    CAN_VIEW = "CAN_VIEW"


class ServingEndpointPermission(Model):
    """One permission on an endpoint, and where it comes from."""

    inherited: bool | None = None
    """Whether the permission comes from a parent object and not from the endpoint itself."""

    inherited_from_object: list[str] | None = None
    """The objects that the permission is inherited from."""

    permission_level: ServingEndpointPermissionLevel | None = None
    """What the permission allows."""


class ServingEndpointPermissionLevel(OpenEnum):
    """What a permission on an endpoint allows, from most to least: managing, querying, viewing."""

    CAN_MANAGE = "CAN_MANAGE"
    CAN_QUERY = "CAN_QUERY"
    CAN_VIEW = "CAN_VIEW"


class ServingEndpointPermissions(Model):
    """Who may do what with an endpoint."""

    access_control_list: list[ServingEndpointAccessControlResponse] | None = None
    """The permissions, one entry for each user, group or service principal."""

    object_id: str | None = None
    """The object that the permissions are on."""

    object_type: str | None = None
    """The type of that object."""


class ServingEndpointPermissionsDescription(Model):
    """A permission level and its explanation."""

    description: str | None = None
    """What the level allows, in prose."""

    permission_level: ServingEndpointPermissionLevel | None = None
    """The level that is explained."""


class ServingModelWorkloadType(OpenEnum):
    """The kind of compute that a served entity runs on. `CPU` is the default; which accelerators
    stand behind a GPU value differs between clouds.
    """

    CPU = "CPU"
    CPU_LARGE = "CPU_LARGE"
    CPU_MEDIUM = "CPU_MEDIUM"
    GPU_LARGE = "GPU_LARGE"
    GPU_MEDIUM = "GPU_MEDIUM"
    GPU_SMALL = "GPU_SMALL"
    GPU_XLARGE = "GPU_XLARGE"
    GPU_XLARGE_8 = "GPU_XLARGE_8"
    MULTIGPU_MEDIUM = "MULTIGPU_MEDIUM"


class TelemetryConfig(Model):
    """Which telemetry an endpoint exports to Unity Catalog, and where to. Name the tables to
    make a new telemetry profile, or an existing profile to use it again.
    """

    enabled_telemetry_features: list[TelemetryFeature] | None = None
    """The signals to export. An empty or missing list exports all of them."""

    inference_table_config: TelemetryInferenceTableConfig | None = None
    """How payloads are logged, and how many of them."""

    table_names: UnityCatalogTableNames | None = None
    """The tables to export to; makes a new telemetry profile from them."""

    telemetry_profile_id: str | None = None
    """ID of an existing telemetry profile to use, in place of `table_names`."""


class TelemetryFeature(OpenEnum):
    """A signal that an endpoint can export to Unity Catalog: logged payloads, logs, metrics or
    traces.
    """

    TELEMETRY_FEATURE_INFERENCE_TABLE = "TELEMETRY_FEATURE_INFERENCE_TABLE"
    TELEMETRY_FEATURE_LOGS = "TELEMETRY_FEATURE_LOGS"
    TELEMETRY_FEATURE_METRICS = "TELEMETRY_FEATURE_METRICS"
    TELEMETRY_FEATURE_TRACES = "TELEMETRY_FEATURE_TRACES"


class TelemetryInferenceTableConfig(Model):
    """The inference table of an endpoint's telemetry."""

    name: str | None = None
    """The inference table that was made for the endpoint, by its full name."""

    sampling_fraction: float | None = None
    """The fraction of requests to log, from 0.0 to 1.0 (all of them)."""


class TrafficConfig(Model):
    """How an endpoint divides requests among its served entities."""

    routes: list[Route] | None = None
    """The shares of the traffic, one for each served entity."""


class UnityCatalogTableNames(Model):
    """The tables that receive an endpoint's telemetry, each by its full name
    (`catalog.schema.table`).
    """

    annotations_table: str | None = None
    """The table for annotations."""

    logs_table: str | None = None
    """The table for logs."""

    metrics_table: str | None = None
    """The table for metrics."""

    traces_table: str | None = None
    """The table for traces, that is for their spans."""


class UpdateInferenceEndpointNotificationsResponse(Model):
    """The notification settings of an endpoint after an update."""

    email_notifications: EmailNotifications | None = None
    """Who is now told by email how updates of the endpoint end."""

    name: str | None = None
    """The endpoint's name."""
