"""What the database itself refuses about patrol records, whoever asks."""

import pgtrigger


def frozen_once_signed() -> pgtrigger.Trigger:
    """A signed account is never changed or removed: what is corrected is the next version."""
    return pgtrigger.Protect(
        name="frozen_once_signed",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition("OLD.signed_off_at IS NOT NULL"),
    )


def frozen_with_account() -> pgtrigger.Trigger:
    """Units neither join, leave nor change an account that is signed off."""
    return pgtrigger.Trigger(
        name="frozen_with_account",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row_", "RECORD")],
        func="""
            IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
            IF EXISTS (
                SELECT 1 FROM patrols_account WHERE signed_off_at IS NOT NULL
                AND (id = row_.account_id OR (TG_OP = 'UPDATE' AND id = OLD.account_id))
            ) THEN
                RAISE EXCEPTION 'the account is signed off: its units are fixed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN row_;
        """,
    )


def kept_for_good() -> list[pgtrigger.Trigger]:
    """An invitation says once whom it is from and until when, belongs to one browser, and never opens again."""
    return [
        pgtrigger.Protect(
            name="said_once",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("patrol", "token_hash", "created_by", "created_at", "expires_at"),
        ),
        pgtrigger.Protect(
            name="one_browser",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.browser_hash <> '' AND OLD.browser_hash <> NEW.browser_hash"),
        ),
        pgtrigger.Protect(
            name="closed_for_good",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL"),
        ),
        pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
    ]
