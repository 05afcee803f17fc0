from django.urls import path

from seizures.views import doubles, goods, register

app_name = "seizures"

urlpatterns = [
    path("", register.register, name="list"),
    path("doubles/", doubles.doubles, name="doubles"),
    path("doubles/<int:pk>/", doubles.double, name="double"),
    path("<str:code>/", goods.detail, name="detail"),
    path("<str:code>/custody/", goods.custody, name="custody"),
]
