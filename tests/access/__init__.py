"""What `tests/test_access.py` and `tests/test_rules.py` are made of: routes, roles, things, the matrix."""
