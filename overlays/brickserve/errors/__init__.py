"""Every error that brickserve raises, in one tree.

Catch `BrickserveError` for all of them, `DatabricksError` for what the service answered. The names and
the relations between them are those of the official SDK; the marked ones (+) are new here.

    BrickserveError +                      root; .status .request_id .attempts .maybe_applied .retry_after ...
    ├── ConfigError +                      also ValueError: a host, credential, profile or option
    ├── DecodeError +                      an answer that the API's description does not promise (.json_path)
    │   └── ResponseTooLarge +             stopped at `max_response_bytes`
    ├── AmbiguousOutcome +                 may have been applied; also an instance of what caused it
    ├── RedirectError +                    the server points elsewhere (.location); not followed
    ├── TransportError +                   also OSError: no complete answer (.phase connect | ambiguous)
    │   ├── ConnectError +                 also ConnectionError: DNS, refused, reset before anything was sent
    │   ├── TLSError +                     certificate or handshake; never retried
    │   ├── ClientClosed +                 `close()` was called before; never retried
    │   ├── PoolTimeout +                  also TimeoutError: no free connection in time
    │   ├── ReadTimeout +                  also TimeoutError: the server fell silent
    │   ├── TruncatedResponse +            the body ended early
    │   ├── ProtocolError +                not HTTP, or beyond its limits
    │   └── StreamInterrupted +            a stream ended before its end (.partial .last_id)
    ├── DatabricksError                    also OSError: what the service answered (.error_code .details)
    │   ├── BadRequest 400                 InvalidState, InvalidParameterValue
    │   ├── Unauthenticated 401            AuthError + (.code .description)
    │   ├── PermissionDenied 403           PrivateLinkValidationError
    │   ├── NotFound 404                   ResourceDoesNotExist
    │   ├── ResourceConflict 409           Aborted, AlreadyExists, ResourceAlreadyExists
    │   ├── TooManyRequests 429            ResourceExhausted, RequestLimitExceeded
    │   ├── Cancelled 499                  also raised when the caller's cancel token is set
    │   ├── InternalError 500              Unknown, DataLoss
    │   ├── NotImplemented 501
    │   ├── TemporarilyUnavailable 503
    │   ├── DeadlineExceeded 504           also TimeoutError; CallDeadlineExceeded + is the caller's own
    │   └── StreamError +                  an error inside a stream, of its code's class too (.partial .last_id)
    ├── OperationFailed                    also RuntimeError
    │   └── WaiterError +                  a wait that cannot succeed any more (.reason .last .history)
    └── OperationTimeout                   also RuntimeError and TimeoutError
        └── WaitTimeout +                  a wait that took too long (.reason .last .history)

All of them pickle and copy with every attribute; `str()` is one line of at most 500 characters and never
shows a credential.
"""

from __future__ import annotations

from .base import Attempt as Attempt
from .base import BrickserveError as BrickserveError
from .base import DatabricksError as DatabricksError
from .base import DecodeError as DecodeError
from .base import ErrorDetail as ErrorDetail
from .base import ResponseTooLarge as ResponseTooLarge
from .calls import AuthError as AuthError
from .calls import CallDeadlineExceeded as CallDeadlineExceeded
from .calls import ClientClosed as ClientClosed
from .calls import ConfigError as ConfigError
from .calls import ConnectError as ConnectError
from .calls import PoolTimeout as PoolTimeout
from .calls import ProtocolError as ProtocolError
from .calls import ReadTimeout as ReadTimeout
from .calls import RedirectError as RedirectError
from .calls import StreamError as StreamError
from .calls import StreamInterrupted as StreamInterrupted
from .calls import TLSError as TLSError
from .calls import TransportError as TransportError
from .calls import TruncatedResponse as TruncatedResponse
from .combined import AmbiguousOutcome as AmbiguousOutcome
from .combined import as_ambiguous as as_ambiguous
from .combined import combined as combined
from .platform import ERROR_CODE_MAPPING as ERROR_CODE_MAPPING
from .platform import STATUS_CODE_MAPPING as STATUS_CODE_MAPPING
from .platform import Aborted as Aborted
from .platform import AlreadyExists as AlreadyExists
from .platform import BadRequest as BadRequest
from .platform import Cancelled as Cancelled
from .platform import DataLoss as DataLoss
from .platform import DeadlineExceeded as DeadlineExceeded
from .platform import InternalError as InternalError
from .platform import InvalidParameterValue as InvalidParameterValue
from .platform import InvalidState as InvalidState
from .platform import NotFound as NotFound
from .platform import NotImplemented as NotImplemented
from .platform import PermissionDenied as PermissionDenied
from .platform import RequestLimitExceeded as RequestLimitExceeded
from .platform import ResourceAlreadyExists as ResourceAlreadyExists
from .platform import ResourceConflict as ResourceConflict
from .platform import ResourceDoesNotExist as ResourceDoesNotExist
from .platform import ResourceExhausted as ResourceExhausted
from .platform import TemporarilyUnavailable as TemporarilyUnavailable
from .platform import TooManyRequests as TooManyRequests
from .platform import Unauthenticated as Unauthenticated
from .platform import Unknown as Unknown
from .private_link import PrivateLinkValidationError as PrivateLinkValidationError
from .responses import from_redirect as from_redirect
from .responses import from_response as from_response
from .responses import from_stream_event as from_stream_event
from .sdk import OperationFailed as OperationFailed
from .sdk import OperationTimeout as OperationTimeout
from .sdk import WaiterError as WaiterError
from .sdk import WaitTimeout as WaitTimeout
