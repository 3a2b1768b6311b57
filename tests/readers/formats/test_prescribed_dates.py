import pytest

from newsidx.readers.formats.prescribed_dates import place_of


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("MARROWPORT, Feb 26 (Coastline) -", "MARROWPORT"),
        ("MARROWPORT March 22 CP -", "MARROWPORT"),
        ("Saint Orla, 26 February 2024", "Saint Orla"),
        ("District 9", "District 9"),
        ("26/2/2024", ""),
        ("20240226T222800+0000", ""),
        ("Monday, February 26, 2024 00184003,SJ1", ""),
    ],
)
def test_the_place_in_a_dateline_is_never_a_day(dateline: str, place: str) -> None:
    assert place_of(dateline) == place
