"""The picture for phones is drawn on the server, as one path."""

import re

import segno

from ui.qr import square

ADDRESS = "https://riktning.example/w/482913/"


def test_path_darkens_the_same_squares_as_the_code() -> None:
    drawn = square(ADDRESS)

    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn.path)
        for step in range(int(length))
    }

    rows = [list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=4)]
    assert drawn.size == len(rows)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    assert len(dark) > 200
