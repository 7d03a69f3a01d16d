"""Who may start, change, end and plan directions follows from seats in groups: see `groups/rules.py`.

What everybody may read, all directions, needs no rule.
"""
