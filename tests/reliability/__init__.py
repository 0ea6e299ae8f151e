"""Which test proves which promise of the reliability document, and that each of them can fail."""
