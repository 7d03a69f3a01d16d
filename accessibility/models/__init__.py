from accessibility.models.report import Report
from accessibility.models.shortcoming import Reason, Shortcoming
from accessibility.models.statement import Compliance, Statement

__all__ = ["Compliance", "Reason", "Report", "Shortcoming", "Statement"]
