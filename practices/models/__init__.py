from practices.models.adoption import Adoption, AdoptionResult, ModelSite
from practices.models.evidence import Evidence, Rating
from practices.models.practice import Criterion, Practice, PracticeQuerySet, PracticeStep, Theme
from practices.models.principle import Principle

__all__ = [
    "Adoption",
    "AdoptionResult",
    "Criterion",
    "Evidence",
    "ModelSite",
    "Practice",
    "PracticeQuerySet",
    "PracticeStep",
    "Principle",
    "Rating",
    "Theme",
]
