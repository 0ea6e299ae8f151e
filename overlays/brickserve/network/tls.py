"""Whom to trust: the system's and certifi's certificate authorities, or the ones that are named."""

from __future__ import annotations

import ssl

from ..errors import ConfigError
from .watched import PatientContext


def context(ca_bundle: str | None = None, *, verify: bool = True) -> ssl.SSLContext:
    """Return a TLS context that checks certificates and names, and refuses anything older than TLS 1.2.

    With `ca_bundle`, a file or a directory, only the authorities in it are trusted. Otherwise OpenSSL's
    default ones are, which `SSL_CERT_FILE` and `SSL_CERT_DIR` replace, and certifi's when it is installed.
    """
    made = PatientContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if not verify:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    elif ca_bundle:
        _load(made, ca_bundle)
    else:
        made.load_default_certs()
        _add_certifi(made)
    return made


def _load(made: ssl.SSLContext, ca_bundle: str) -> None:
    import os

    try:
        if os.path.isdir(ca_bundle):
            made.load_verify_locations(capath=ca_bundle)
        else:
            made.load_verify_locations(cafile=ca_bundle)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"ca_bundle {ca_bundle!r} cannot be read: {error}") from None


def certifi_file() -> str | None:
    """Return where certifi's authorities are, unless the environment names others or it is not installed."""
    import os

    if "SSL_CERT_FILE" in os.environ or "SSL_CERT_DIR" in os.environ:
        return None
    try:
        import certifi  # type: ignore[import-not-found, unused-ignore]  # a copy may live without it
    except ImportError:
        return None
    return str(certifi.where())


def _add_certifi(made: ssl.SSLContext) -> None:
    file = certifi_file()
    if file is not None:
        made.load_verify_locations(cafile=file)
