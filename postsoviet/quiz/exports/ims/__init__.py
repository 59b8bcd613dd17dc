"""The formats of the IMS family: QTI 1.2 and 2.1, the package for Canvas, and the Common Cartridge."""
