# Generated from spec.yaml (1.0) by `make generate`. Do not edit.
"""Pets, version 1.0.

Keeps pets.

- `services.PetsAPI`, `aio.AsyncPetsAPI`
"""
