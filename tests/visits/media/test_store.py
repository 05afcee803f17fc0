"""What is acknowledged is on the disk, once, and for us alone."""

import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from tests.visits.media import samples
from visits import media
from visits.models import Photo, Visit
from visits.store import keep, locate


def files_below(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_file_lies_under_its_own_hash(media_root: Path):
    stored = keep([b"one ", b"two"], folder="originals", extension="jpg")
    sha256 = hashlib.sha256(b"one two").hexdigest()
    assert stored.path == f"originals/{sha256[:2]}/{sha256}.jpg"
    assert (stored.sha256, stored.size) == (sha256, 7)
    assert locate(stored.path).read_bytes() == b"one two"


def test_the_same_bytes_are_kept_once(media_root: Path):
    assert keep([b"same"], folder="originals", extension="jpg") == keep([b"same"], folder="originals", extension="jpg")
    assert len(files_below(media_root)) == 1


def test_only_the_site_itself_can_read_what_is_stored(media_root: Path):
    path = locate(keep([b"x"], folder="originals", extension="jpg").path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {parent.stat().st_mode & 0o777 for parent in (path.parent, path.parent.parent)} == {0o700}


def test_an_upload_cut_short_leaves_nothing(media_root: Path):
    def cut_short():
        yield b"the first half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        keep(cut_short(), folder="originals", extension="jpg")
    assert files_below(media_root) == []


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "originals/../../secret"])
def test_no_path_leads_out_of_the_store(path: str, media_root: Path):
    with pytest.raises(ValueError, match="outside MEDIA_ROOT"):
        locate(path)


def test_a_photograph_knows_its_original(visit: Visit, add_photo: Callable[..., Photo]):
    content = samples.telling_jpeg(orientation=6)
    photo = add_photo(visit, samples.upload(content, "../../โรงเรียน\u202e.JPG"))
    assert locate(photo.original).read_bytes() == content
    assert photo.sha256 == hashlib.sha256(content).hexdigest()
    assert (photo.size, photo.width, photo.height) == (len(content), 600, 800)
    assert photo.file_name == "โรงเรียน.jpg"


def test_a_retried_upload_answers_the_same_photograph(visit: Visit, add_photo: Callable[..., Photo]):
    key = uuid.uuid4()
    assert add_photo(visit, client_uuid=key) == add_photo(visit, client_uuid=key)
    assert visit.photos.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_a_failed_save_leaves_neither_photograph_nor_job(visit: Visit, officer: User):
    def save_and_fail(locked: Visit) -> None:
        media.store_photo(visit=locked, by=officer, upload=samples.photo())
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        media.append(visit=visit, section="photos", by=officer, write=save_and_fail)
    assert not visit.photos.exists()
    assert not DBTaskResult.objects.exists()


def test_a_photograph_that_may_concern_trafficking_is_restricted(visit: Visit, add_photo: Callable[..., Photo]):
    assert add_photo(visit, may_concern_tip=True, restricted=False).restricted
