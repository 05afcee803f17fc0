"""The seven roles and what each may do. Where they may do it is their areas of responsibility."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("Officer")
    CENTER = "center", _("Center staff")
    REVIEWER = "reviewer", _("Reviewer (division director)")
    DIRECTOR = "director", _("Director (bureau director)")
    PARTNER = "partner", _("Partner")
    AUDITOR = "auditor", _("Auditor (data protection officer)")
    ADMIN = "admin", _("Administrator")


class Permission(StrEnum):
    VISIT_LIST = "visit.list"  # visits, within what is visible
    VISIT_WRITE = "visit.write"  # plan, file, mend own reports
    VISIT_COMMENT = "visit.comment"
    VISIT_ENDORSE = "visit.endorse"  # first level: endorse or return
    VISIT_APPROVE = "visit.approve"  # second level: approve or return
    VISIT_PUBLISH = "visit.publish"  # publish, release to partners, withdraw
    VISIT_RESTRICTED = "visit.restricted"  # read restricted findings, photographs and originals
    EDITION_READ = "edition.read"  # public editions released to me
    FOLLOWUP_LIST = "followup.list"
    FOLLOWUP_WRITE = "followup.write"
    REFERENCE_READ = "reference.read"  # checkpoints, centers, map
    CHECKPOINT_EDIT = "checkpoint.edit"
    CENTER_EDIT = "center.edit"  # center staff: own center only
    PUBLIC_REPORTS = "center.reports"  # what the public reports to a center; center staff: own center only
    PRACTICE_READ = "practice.read"  # the library of best practices
    PRACTICE_WRITE = "practice.write"  # propose and mend own candidates, record adoptions
    PRACTICE_VALIDATE = "practice.validate"
    PRACTICE_PUBLISH = "practice.publish"  # publish, take back, retire
    CHECKLIST_EDIT = "checklist.edit"  # build, publish and retire checklists
    SEASON_EDIT = "season.edit"  # expected seasons of labour, in own areas; the administrator's are all
    DASHBOARD = "dashboard.view"
    EXPORT = "export"  # tables of what one may read, as files
    VAULT_OPEN = "vault.open"  # open identities that name the person among their readers, put some there
    VAULT_GLASS = "vault.glass"  # break the glass in own areas, say there who may open
    ACCESS_LOG = "log.read"
    USERS = "users.manage"


_P = Permission
_REPORTING = {_P.VISIT_LIST, _P.FOLLOWUP_LIST, _P.FOLLOWUP_WRITE, _P.REFERENCE_READ, _P.EDITION_READ, _P.PRACTICE_READ}
_REPORTING |= {_P.VAULT_OPEN, _P.EXPORT}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(_REPORTING | {_P.VISIT_WRITE, _P.PRACTICE_WRITE, _P.CHECKPOINT_EDIT}),
    Role.CENTER: frozenset(_REPORTING | {_P.PRACTICE_WRITE, _P.CENTER_EDIT, _P.PUBLIC_REPORTS}),
    Role.REVIEWER: frozenset(
        _REPORTING
        | {
            _P.VISIT_COMMENT,
            _P.VISIT_ENDORSE,
            _P.VISIT_RESTRICTED,
            _P.VAULT_GLASS,
            _P.PRACTICE_WRITE,
            _P.PRACTICE_VALIDATE,
            _P.DASHBOARD,
            _P.CHECKPOINT_EDIT,
            _P.CENTER_EDIT,
            _P.PUBLIC_REPORTS,
            _P.SEASON_EDIT,
        }
    ),
    Role.DIRECTOR: frozenset(
        _REPORTING
        | {_P.VISIT_COMMENT, _P.VISIT_APPROVE, _P.VISIT_PUBLISH, _P.VISIT_RESTRICTED, _P.VAULT_GLASS, _P.DASHBOARD}
        | {_P.PRACTICE_WRITE, _P.PRACTICE_PUBLISH, _P.CHECKPOINT_EDIT, _P.CENTER_EDIT, _P.PUBLIC_REPORTS}
        | {_P.SEASON_EDIT}
    ),
    Role.PARTNER: frozenset({_P.EDITION_READ, _P.PRACTICE_READ}),
    Role.AUDITOR: frozenset({_P.ACCESS_LOG}),
    Role.ADMIN: frozenset(
        {_P.USERS, _P.REFERENCE_READ, _P.CHECKPOINT_EDIT, _P.CENTER_EDIT, _P.CHECKLIST_EDIT, _P.SEASON_EDIT}
    ),
}

TWO_FACTOR_ROLES = frozenset({Role.REVIEWER, Role.DIRECTOR, Role.AUDITOR, Role.ADMIN})
