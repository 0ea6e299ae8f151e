"""The commands of `python -m generator`, one a file: each adds its arguments and the function that carries it out."""
