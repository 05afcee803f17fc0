"""Records of joint patrols: patrols/<code>/…; and the counterpart's door: patrols/invited/…"""

from django.urls import path

from patrols import codes  # noqa: F401 - registers `jp` and `side`
from patrols.views import deciding, invited, inviting, reading, routes, writing

app_name = "patrols"
urlpatterns = [
    path("", reading.patrols, name="list"),
    path("of/<uuid:lineage>/", writing.start, name="start"),
    path("invited/<str:secret>/", invited.landing, name="invited"),
    path("invited/<int:pk>/account/", invited.account, name="invited_account"),
    path("invited/<int:pk>/sign/", invited.sign, name="invited_sign"),
    path("<jp:code>/", reading.detail, name="detail"),
    path("<jp:code>/invitation/", inviting.invite, name="invite"),
    path("<jp:code>/invitation/revoke/", inviting.revoke, name="revoke"),
    path("<jp:code>/route/", routes.route, name="route"),
    path("<jp:code>/route/remove/", routes.remove, name="route_remove"),
    path("<jp:code>/delay/", deciding.delay, name="delay"),
    path("<jp:code>/<side:side>/", writing.account, name="account"),
    path("<jp:code>/<side:side>/sign/", writing.sign, name="sign"),
    path("<jp:code>/<side:side>/<int:version>/", reading.version, name="version"),
]
