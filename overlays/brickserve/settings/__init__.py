"""The options of a configuration: where each may come from, how it is read, and what it may be."""
