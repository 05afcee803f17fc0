"""Reading and deciding. `ref` matches only references, so that words such as `new` are never taken for one."""

from django.urls import path, register_converter

from visits.views import lists, reading, review


class ReferenceConverter:
    regex = r"NTS-\d{4}-\d{4,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "ref")

urlpatterns = [
    path("", lists.visits, name="list"),
    path("editions/", lists.editions, name="editions"),
    path("<ref:reference>/", reading.detail, name="detail"),
    path("<ref:reference>/revisions/<int:revision>/", reading.detail, name="revision"),
    path("<ref:reference>/edition/", reading.edition, name="edition"),
    path("<ref:reference>/history/", reading.history, name="history"),
    path("<ref:reference>/review/", review.page, name="review"),
    path("<ref:reference>/start/", review.start, name="start"),
    path("<ref:reference>/amend/", review.amend, name="amend"),
    path("<ref:reference>/endorse/", review.endorse, name="endorse"),
    path("<ref:reference>/return/", review.send_back, name="return"),
    path("<ref:reference>/approve/", review.approve, name="approve"),
    path("<ref:reference>/publish/", review.publish, name="publish"),
    path("<ref:reference>/withdraw/", review.withdraw, name="withdraw"),
    path("<ref:reference>/comment/", review.comment, name="comment"),
    path("<ref:reference>/comment/<int:pk>/resolve/", review.resolve, name="resolve"),
]
