from django.urls import path

from exports.views import asking, figures, made

app_name = "exports"

urlpatterns = [
    path("", made.index, name="list"),
    path("made/<int:pk>/", made.detail, name="detail"),
    path("made/<int:pk>/file/", made.file, name="file"),
    path("made/<int:pk>/cancel/", made.cancel, name="cancel"),
    path("settings/<int:pk>/forget/", made.forget, name="forget"),
    path("figures/", figures.figures, name="figures"),
    path("<slug:dataset>/", asking.new, name="new"),
]
