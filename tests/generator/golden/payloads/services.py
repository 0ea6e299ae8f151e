# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Services of Payloads."""

from __future__ import annotations

from . import operations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import models
    from .uploads import Upload
    from .wire import Executor


class DefaultAPI:
    """The operations without a tag."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def put_numbers(self, body: list[int]) -> None:
        """Send `PUT /numbers`.

        Args:
            body
        """
        self._executor.execute(operations.put_numbers(body))

    def put_name(self, *, body: str | None = None) -> None:
        """Send `POST /numbers`.

        Args:
            body
        """
        self._executor.execute(operations.put_name(body=body))

    def put_limits(self, body: dict[str, models.Limit] | None) -> None:
        """Send `PATCH /numbers`.

        Args:
            body: The limits by their names.
        """
        self._executor.execute(operations.put_limits(body))

    def replace(self, name: str, *, id: str | None = None, additional_properties: dict[str, int] | None = None) -> None:
        """Send `DELETE /numbers`.

        Sent as application/json; the API also takes application/xml.

        Args:
            name
            id: Set by the service; not sent.
            additional_properties: Further properties, by their names.
        """
        self._executor.execute(operations.replace(name, id=id, additional_properties=additional_properties))

    def send_form(
        self,
        grant_type: str,
        *,
        scopes: list[str] | None = None,
        flags: list[bool] | None = None,
        limit: models.Limit | None = None,
        deep: dict[str, str] | None = None,
    ) -> None:
        """Send `POST /forms`.

        Args:
            grant_type
            scopes
            flags
            limit
            deep
        """
        self._executor.execute(operations.send_form(grant_type, scopes=scopes, flags=flags, limit=limit, deep=deep))

    def upload(
        self,
        file: Upload,
        *,
        others: list[Upload] | None = None,
        picture: Upload | None = None,
        limit: models.Limit | None = None,
        tags: list[str] | None = None,
        count: int | None = None,
        note: str | None = None,
    ) -> None:
        """Send `PUT /forms`.

        Args:
            file: What to keep.
            others
            picture
            limit
            tags
            count
            note
        """
        self._executor.execute(
            operations.upload(file, others=others, picture=picture, limit=limit, tags=tags, count=count, note=note)
        )

    def send_bytes(self, body: Upload) -> None:
        """Send `POST /bytes`.

        Args:
            body
        """
        self._executor.execute(operations.send_bytes(body))

    def send_image(self, *, body: Upload | None = None) -> None:
        """Send `PUT /bytes`.

        Args:
            body
        """
        self._executor.execute(operations.send_image(body=body))

    def send_text(self, body: str, *, content_type: str | None = None) -> None:
        """Send `PATCH /bytes`.

        Sent as text/plain; the API also takes application/pdf.

        Args:
            body
            content_type: text/html instead of text/plain.
        """
        self._executor.execute(operations.send_text(body, content_type=content_type))

    def sign_up(
        self,
        name: str,
        *,
        tags: list[str] | None = None,
        limit: models.Limit | None = None,
        content_type: str | None = None,
    ) -> None:
        """Send `POST /people`.

        Args:
            name
            tags
            limit
            content_type: application/x-www-form-urlencoded or multipart/form-data instead of
                application/json.
        """
        self._executor.execute(operations.sign_up(name, tags=tags, limit=limit, content_type=content_type))
