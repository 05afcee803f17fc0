from practices.models.adoption import Adoption, AdoptionResult, ModelSite
from practices.models.evidence import LINKS, Evidence, Rating
from practices.models.practice import STORY, CodeCounter, Criterion, Practice, PracticeQuerySet, PracticeStep, Theme
from practices.models.principle import Principle

__all__ = [
    "LINKS",
    "STORY",
    "Adoption",
    "AdoptionResult",
    "CodeCounter",
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
