"""Writing and deciding: practices/new/, practices/<code>/write/<part>/, practices/<code>/review/."""

from django.urls import path

from practices import codes  # noqa: F401 - registers `bp`
from practices.writing import deciding, evidence, rating, spreading, starting

urlpatterns = [
    path("new/", starting.new, name="new"),
    path("<bp:code>/write/", starting.write, name="write"),
    path("<bp:code>/write/evidence/", evidence.evidence, name="evidence"),
    path("<bp:code>/write/evidence/from/<str:reference>/", evidence.pick, name="evidence_pick"),
    path("<bp:code>/write/evidence/<int:pk>/", evidence.piece, name="evidence_piece"),
    path("<bp:code>/write/evidence/<int:pk>/remove/", evidence.remove, name="evidence_remove"),
    path("<bp:code>/write/evidence/<int:pk>/cover/", evidence.cover, name="evidence_cover"),
    path("<bp:code>/write/ratings/", rating.ratings, name="ratings"),
    path("<bp:code>/write/ratings/<slug:principle>/", rating.rate, name="rate"),
    path("<bp:code>/write/<slug:key>/", starting.edit, name="edit"),
    path("<bp:code>/adoptions/", spreading.adoptions, name="adoptions"),
    path("<bp:code>/adoptions/new/", spreading.adoption_new, name="adoption_new"),
    path("<bp:code>/adoptions/<int:pk>/", spreading.adoption, name="adoption"),
    path("<bp:code>/actions/new/", spreading.action_new, name="action_new"),
    path("<bp:code>/model-site/", spreading.model_site, name="model_site"),
    path("<bp:code>/review/", deciding.review, name="review"),
    path("<bp:code>/step/", deciding.step, name="step"),
]
