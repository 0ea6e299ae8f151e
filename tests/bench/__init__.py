"""brickserve side by side with its peers: `python -m tests.bench [--quick] [--only NAME]`.

A bench is not a test. It measures, writes RESULTS.md, and never fails.
"""
