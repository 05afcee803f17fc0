from patrols.models.account import Account, How, Incident, Side, Unit
from patrols.models.invitation import Invitation, Language
from patrols.models.patrol import Patrol, PatrolCounter
from patrols.models.route import Route, Source
from patrols.models.tally import PatrolledReport, PatrolTally

__all__ = [
    "Account",
    "How",
    "Incident",
    "Invitation",
    "Language",
    "Patrol",
    "PatrolCounter",
    "PatrolTally",
    "PatrolledReport",
    "Route",
    "Side",
    "Source",
    "Unit",
]
