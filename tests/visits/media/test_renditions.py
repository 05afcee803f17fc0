"""What is served is upright, in three sizes, and tells nothing but the picture."""

import io
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from jobs.retry import pause_after
from tests.visits.media import samples
from visits import pictures
from visits.models import Photo, Rendition, Visit
from visits.store import locate
from visits.tasks import make_renditions

TELLING = (
    b"Exif",
    b"GPS",
    b"xmpmeta",
    b"adobe.com/xap",
    b"ICC_PROFILE",
    b"Secret Place",
    samples.CAMERA.encode(),
    b"2023:03:11",
)


def served(photo: Photo) -> dict[str, bytes]:
    return {row.name: locate(row.path).read_bytes() for row in photo.renditions.all()}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_no_served_size_tells_more_than_the_picture(
    visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]
):
    content = samples.telling_jpeg()
    assert all(mark in content for mark in (b"Exif", b"xmpmeta", b"ICC_PROFILE", b"Secret Place"))
    photo = add_photo(visit, samples.upload(content, "a.jpg"))
    run_jobs()
    for size in served(photo).values():
        assert [mark for mark in TELLING if mark in size] == []
        assert not set(opened(size).info) - {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


@pytest.mark.parametrize("orientation", [1, 6])
def test_every_served_size_is_upright(
    orientation: int, visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]
):
    photo = add_photo(visit, samples.upload(samples.telling_jpeg(orientation), "a.jpg"))
    run_jobs()
    for name, content in served(photo).items():
        image = opened(content)
        red, _, blue = image.crop((image.width // 2, 5, image.width // 2 + 1, 6)).tobytes()
        assert red > 200 > 100 > blue, name
        assert (image.width > image.height) == (orientation == 1)


def test_sizes_are_fitted_and_never_enlarged():
    sizes = pictures.sizes(io.BytesIO(samples.jpeg(samples.drawing(3000, 2000))))
    assert {name.value: size[1:] for name, size in sizes.items()} == {
        "thumb": (320, 213), "screen": (1280, 853), "print": (2400, 1600)
    }  # fmt: skip
    small = pictures.sizes(io.BytesIO(samples.jpeg(samples.drawing(400, 300))))
    assert [size[1:] for size in small.values()] == [(400, 300), (400, 300), (320, 240)]


@pytest.mark.parametrize("make", [samples.png, samples.webp])
def test_what_is_transparent_becomes_white(make: Callable[..., bytes]):
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    for content, *_ in pictures.sizes(io.BytesIO(make(clear))).values():
        assert opened(content).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "I;16", "1"])
def test_every_mode_of_picture_becomes_plain_colour(mode: str):
    source = samples.drawing(mode="L").convert("I;16") if mode == "I;16" else samples.drawing(mode=mode)
    content = samples.jpeg(source) if mode == "CMYK" else samples.png(source)
    assert {opened(size[0]).mode for size in pictures.sizes(io.BytesIO(content)).values()} == {"RGB"}


def test_the_job_may_run_again(photo: Photo):
    before = set(photo.renditions.values_list("name", "path"))
    make_renditions.call(photo.pk)
    Rendition.objects.filter(photo=photo, name="thumb").delete()
    make_renditions.call(photo.pk)
    assert set(photo.renditions.values_list("name", "path")) == before


def test_a_photograph_removed_meanwhile_is_no_failure(
    visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]
):
    add_photo(visit).delete()
    run_jobs()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not Rendition.objects.exists()


def test_a_missing_original_is_tried_again(visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]):
    photo = add_photo(visit)
    kept = locate(photo.original)
    kept.rename(kept.with_suffix(".away"))
    run_jobs()
    assert not photo.renditions.exists()
    kept.with_suffix(".away").rename(kept)
    with time_machine.travel(timezone.now()):
        run_jobs()  # puts it back, for a little later
    with time_machine.travel(timezone.now() + pause_after(2)):
        run_jobs()
    assert photo.renditions.count() == 3


def test_a_picture_that_cannot_be_read_has_a_sign_in_its_place(
    visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]
):
    photo = add_photo(visit)
    locate(photo.original).write_bytes(b"spoiled")
    run_jobs()
    assert photo.renditions.count() == 3
    assert "GiveUp" in DBTaskResult.objects.get().exception_class_path


def test_the_camera_suggests_time_and_place():
    found = pictures.suggestion(io.BytesIO(samples.telling_jpeg()))
    assert found.taken_at is not None
    assert found.taken_at.isoformat() == "2023-03-11T09:30:00+07:00"
    assert found.point is not None
    assert found.point.coords == (102.4935, 12.9265)


def test_a_camera_that_says_nothing_suggests_nothing():
    assert not pictures.suggestion(io.BytesIO(samples.jpeg()))
    assert not pictures.suggestion(io.BytesIO(b"not a picture"))
