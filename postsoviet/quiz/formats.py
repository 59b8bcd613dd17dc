"""The formats that a bank can be exported to; a register without weight, for the command line."""

#: Name on the command line to module and title.
FORMATS = {
    "moodle": ("moodle", "Moodle XML"),
    "qti12": ("ims.qti12", "QTI 1.2 package"),
    "qti21": ("ims.qti21", "QTI 2.1 package"),
    "canvas": ("ims.canvas", "Canvas package (QTI 1.2 with question banks)"),
    "gift": ("gift", "GIFT"),
    "common-cartridge": ("ims.common_cartridge", "Common Cartridge"),
    "rexams": ("rexams", "R/exams files"),
    "print": ("paper", "Printed papers with separate keys"),
    "anki": ("anki", "Anki cards"),
}
