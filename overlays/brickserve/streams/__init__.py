"""Streamed answers: their events, the iterators over them, and what they add up to."""
