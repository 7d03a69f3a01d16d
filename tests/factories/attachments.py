"""Files of every kind that may be attached, as small as they come, and a few that may not."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from files.attaching import store
from files.judging import judge
from files.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, Kind
from files.models import Attachable, Attachment
from files.storage import attachment_storage
from people.models import Person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes.fromhex(
    "000000010000000108000000003a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


def archive(parts: Mapping[str, bytes | str], packed: int = ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", packed) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


def microsoft(kind: Kind, *, types: str = "", **parts: bytes | str) -> bytes:
    """A docx, xlsx or pptx; `types` are more lines of its table of contents, `parts` more parts."""
    contents = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/main.xml" ContentType="{kind.content_type}.main+xml"/>{types}</Types>'
    )
    return archive({"[Content_Types].xml": contents, "main.xml": "<main/>", **parts})


def open_document(kind: Kind, **parts: bytes | str) -> bytes:
    stored = {"mimetype": kind.content_type, "content.xml": "<office/>", **parts}
    return archive(stored, ZIP_STORED)


GOOD = {
    "protokoll.pdf": PDF,
    "bild.png": PNG,
    "bild.jpg": JPEG,
    "bild.gif": GIF,
    "bild.webp": WEBP,
    "brev.docx": microsoft(DOCX),
    "kalkyl.xlsx": microsoft(XLSX),
    "bilder.pptx": microsoft(PPTX),
    "brev.odt": open_document(ODT),
    "kalkyl.ods": open_document(ODS),
    "bilder.odp": open_document(ODP),
    "lapp.txt": "Vi åt på plåt.".encode(),
    "mått.csv": "vecka;gram\n41;38\n".encode("cp1252"),
}


def chosen(name: str = "protokoll.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, GOOD[name] if content is None else content, "application/octet-stream")


def attach(target: Attachable, by: Person, name: str = "protokoll.pdf", **more: Any) -> Attachment:
    """A file that is there already, whatever the rules say."""
    return store(judge(chosen(name, more.get("content"))), target, by=by)


def kept_files() -> set[str]:
    """Every file that is kept, whether a row knows it or not."""
    storage = attachment_storage()
    folders = storage.listdir("")[0] if storage.exists("") else []
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}
