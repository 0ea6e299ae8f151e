"""What gives every thing of a document its name in Python again, whatever has joined it."""
