from typing import Any

from accessibility import reporting
from accessibility.models import Report, Shortcoming, Statement
from people.models import Person


def make_statement(by: Person, **given: Any) -> Statement:
    statement = Statement(
        **{"public_body": "Serviceförvaltningen", "method": "Med **axe** och tangentbord."} | given
    )
    statement.revise(by=by)
    return statement


def make_shortcoming(by: Person, title: str = "Kartan går inte att zooma", **given: Any) -> Shortcoming:
    shortcoming = Shortcoming(title=title, **given)
    shortcoming.keep(by=by)
    return shortcoming


def make_report(text: str = "Skärmläsaren hoppar över knappen Spara.", **given: Any) -> Report:
    return reporting.report(key=None, text=text, **given)
