"""Kinds of file that people have and that cannot be attached, by their endings: each with a way on."""

from django.utils.translation import gettext_lazy as _

from files.refusals import MARKUP, OLD_OFFICE

MAIL = _("“%(name)s” is a mail. Open it, print it to a PDF (save the mail as PDF), and attach that.")
PHONE_PICTURE = _(
    "“%(name)s” is a picture in the format of a phone (HEIC), which many computers cannot show. "
    "Save it as JPEG, or send the picture to yourself from the phone as JPEG. "
    "On an iPhone: Settings, Camera, Formats, Most compatible."
)
OTHER_PICTURE = _("“%(name)s” is a picture in a format that not everybody can see. Save it as JPEG or PNG.")
RECORDING = _(
    "“%(name)s” is a film or a sound recording, and they are not kept here. "
    "Place it where your organisation keeps its films, and paste the link into the text."
)
APPLE = _(
    "“%(name)s” is from Pages, Numbers or Keynote. "
    "Choose Export there, and save it as Word, Excel or PowerPoint, or as a PDF."
)
OTHER_OFFICE = _(
    "“%(name)s” is in a format that not everybody can open. Save it as docx, xlsx or pptx, or as a PDF."
)
OTHER_CODING = _(
    "“%(name)s” is text in an encoding (UTF-16) that cannot be attached. Save it again "
    "and choose the encoding UTF-8."
)
ONE_PROGRAM = _("“%(name)s” can only be opened in the program it was made with. Save it as a PDF there.")
SHORTCUT = _(
    "“%(name)s” is a shortcut: the file itself is not in it. Paste the address into the text instead."
)
PACKED_FOLDER = _("“%(name)s” is a packed folder. Unpack it, and attach the files in it one by one.")
CARD = _(
    "“%(name)s” is an entry for a calendar or an address book. "
    "Write what it says in the text, or save it as a PDF."
)
PROGRAM = _("“%(name)s” is a program or a script, and those cannot be attached.")

_BY_SENTENCE = {
    MAIL: "eml msg mbox oft p7m p7s",
    PHONE_PICTURE: "heic heif hif",
    OTHER_PICTURE: "avif bmp tif tiff psd jxl jp2 dng cr2 nef ico",
    RECORDING: "mov mp4 m4v avi mkv webm wmv mpg mpeg 3gp m4a mp3 wav aac ogg oga opus amr wma flac caf",
    APPLE: "pages numbers key",
    OLD_OFFICE: "doc dot xls xlt ppt pps",
    OTHER_OFFICE: "rtf wpd wps dotx dotm xltx xltm xlsb potx potm ppsx ppsm odg odf ott ots otp sxw sxc sxi",
    ONE_PROGRAM: "vsd vsdx vsdm one onepkg onetoc2 pub mpp dwg dxf indd ai eps ps xps oxps mmap epub mdb",
    SHORTCUT: "url lnk webloc website desktop gdoc gsheet gslides",
    PACKED_FOLDER: "zip 7z rar tar gz tgz bz2 xz cab iso",
    CARD: "ics ical vcs vcf",
    MARKUP: "html htm xhtml mht mhtml svg svgz xml webarchive",
    PROGRAM: "exe msi bat cmd com scr ps1 vbs js jar reg hta dll app apk dmg sh py",
}
EXPLAINED = {
    f".{ending}": sentence for sentence, endings in _BY_SENTENCE.items() for ending in endings.split()
}
