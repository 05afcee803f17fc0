from practices.models.adoption import Adoption, AdoptionResult, ModelSite
from practices.models.evidence import LINKS, Evidence, Rating
from practices.models.practice import STORY, Criterion, Practice, PracticeQuerySet, Theme
from practices.models.principle import Principle
from practices.models.trail import CodeCounter, PartSave, PracticeStep

__all__ = [
    "LINKS",
    "STORY",
    "Adoption",
    "AdoptionResult",
    "CodeCounter",
    "Criterion",
    "Evidence",
    "ModelSite",
    "PartSave",
    "Practice",
    "PracticeQuerySet",
    "PracticeStep",
    "Principle",
    "Rating",
    "Theme",
]
