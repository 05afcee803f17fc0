"""Who is signed in, asked by every request: its SQL is made once a process (ui.prepared)."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from ui.prepared import Prepared

BY_KEY = Prepared(lambda pk: User.objects.filter(pk=pk), -1)


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    def get_user(self, user_id: int) -> User | None:
        user = BY_KEY.first(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
