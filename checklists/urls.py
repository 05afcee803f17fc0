"""The builder of checklists: checklists/<code>/<version>/…"""

from django.urls import path

from checklists.views import building, deciding, exchange, lists, trying

app_name = "checklists"
VERSION = "<slug:code>/<int:number>/"
urlpatterns = [
    path("", lists.index, name="list"),
    path("new/", lists.new, name="new"),
    path("import/", exchange.import_form, name="import"),
    path("<slug:code>/", lists.detail, name="detail"),
    path("<slug:code>/names/", lists.names, name="names"),
    path("<slug:code>/draft/", lists.draft, name="draft"),
    path(VERSION, building.version, name="version"),
    path(f"{VERSION}preview/", trying.preview, name="preview"),
    path(f"{VERSION}export/", exchange.export, name="export"),
    path(f"{VERSION}publish/", deciding.publish, name="publish"),
    path(f"{VERSION}retire/", deciding.retire, name="retire"),
    path(f"{VERSION}discard/", deciding.discard, name="discard"),
    path(f"{VERSION}sections/new/", building.section_new, name="section_new"),
    path(f"{VERSION}sections/<str:key>/", building.section, name="section"),
    path(f"{VERSION}questions/new/", building.question_new, name="question_new"),
    path(f"{VERSION}questions/<str:key>/", building.question, name="question"),
    path(f"{VERSION}parts/<str:key>/move/", building.move, name="move"),
    path(f"{VERSION}parts/<str:key>/remove/", building.remove, name="remove"),
]
