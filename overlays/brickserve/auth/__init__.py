"""Credentials: which kind a configuration asks for, and how each one authenticates a request.

| kind | module | token |
| --- | --- | --- |
| personal access token | pat | never changes |
| service principal | client_credentials | traded, kept and renewed (renewal, endpoint, discovery) |
| callable, official SDK | borrowed | asked for every request |
| model-serving container | container | a file that the platform replaces |

`data_plane` trades any of the OAuth ones for a token that is good for one endpoint.
"""

from __future__ import annotations
