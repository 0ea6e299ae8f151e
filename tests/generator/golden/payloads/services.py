# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Payloads.

Each method sends the request that the function of its name in `operations` builds; what it takes and does stands there.
"""

from __future__ import annotations

from . import blocking, operations


class DefaultAPI(blocking.Service):
    """The operations without a tag."""

    put_numbers = blocking.method(operations.put_numbers)
    put_name = blocking.method(operations.put_name)
    put_limits = blocking.method(operations.put_limits)
    replace = blocking.method(operations.replace)
    send_form = blocking.method(operations.send_form)
    upload = blocking.method(operations.upload)
    send_bytes = blocking.method(operations.send_bytes)
    send_image = blocking.method(operations.send_image)
    send_text = blocking.method(operations.send_text)
    sign_up = blocking.method(operations.sign_up)
