"""The serif of the headings, Newsreader (SIL Open Font License), fetched from npm at set-up.

It is a nicety: without npm, or without a network, the fallback fonts of the stylesheet stand.
"""

from pathlib import Path

from portal.setup import npm

PACKAGE = "@fontsource-variable/newsreader@5.3.0"
FONT = "package/files/newsreader-latin-wght-normal.woff2"
SHA256 = "62981321d9a3cc7a61a73792729043703fd6112da86e8ec848bb57f088578757"

# The stylesheet is also pasted into another folder's bundle: "../fonts/" is right from both.
# "optional" never swaps the font under a reader's eyes: it is used from the first paint or not at all.
STYLESHEET = """\
@font-face {
  font-family: "Newsreader";
  font-style: normal;
  font-weight: 200 800;
  font-display: optional;
  src: url("../fonts/newsreader.woff2") format("woff2");
  unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308,
    U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD;
}
"""


def is_installed(folder: Path) -> bool:
    return (folder / "newsreader.woff2").exists() and (folder / "newsreader.css").exists()


def install(folder: Path) -> None:
    """Put newsreader.woff2 and newsreader.css into the folder, or raise npm.UnavailableError."""
    font = npm.fetch(PACKAGE, FONT, sha256=SHA256)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newsreader.woff2").write_bytes(font)
    (folder / "newsreader.css").write_text(STYLESHEET, encoding="utf-8")
