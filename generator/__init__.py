"""Turns an OpenAPI document into a Python package: `python -m generator generate`."""
