"""Breaks the library in small ways and asks the tests whether they notice."""
