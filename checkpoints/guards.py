"""What the database itself refuses about proposals, whoever asks."""

import pgtrigger


def decided_once() -> list[pgtrigger.Trigger]:
    """A proposal arrives undecided; once it is confirmed or declined it stays as it is."""
    return [
        pgtrigger.Trigger(
            name="first_state",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__state__in=("confirmed", "declined")),
            func="RAISE EXCEPTION 'a proposal cannot start as %', NEW.state USING ERRCODE = 'check_violation';",
        ),
        pgtrigger.Trigger(
            name="decided_once",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Q(old__state__in=("confirmed", "declined")),
            func="RAISE EXCEPTION 'the proposal is % already', OLD.state USING ERRCODE = 'check_violation';",
        ),
    ]
