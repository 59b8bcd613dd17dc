"""Compare two pictures as an eye does that does not mind how the edge of a letter is smoothed.

A pixel has changed if it is darker or lighter than everything within one pixel of its place in the other
picture, by more than a step of colour. Two builds of a browser smooth edges differently: single pixels change
then, far from each other. What a reader sees, a margin that moves, another colour, a word that is gone, changes
many pixels in one place. So the largest crowd of changed pixels decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

#: Steps of 255 that a channel may lie outside its neighbourhood; how these three were chosen stands in decision 024.
STEP = 10
#: A crowd is counted in a square of fifteen pixels, about a letter and what surrounds it.
_REACH = 7
#: This share of such a square makes another picture. Two builds of Chromium reach 0.1.
CROWD = 0.2
_NEIGHBOURS = 3


@dataclass(frozen=True)
class Difference:
    """How two pictures differ.

    Parameters
    ----------
    pixels : int
        Changed pixels.
    share : float
        Of the whole picture.
    crowd : float
        Largest share of changed pixels in a small square.
    picture : PIL.Image.Image
        The new picture, pale, with the changed places marked.
    """

    pixels: int
    share: float
    crowd: float
    picture: Image.Image

    @property
    def is_change(self) -> bool:
        """Whether a reader would see it."""
        return self.crowd >= CROWD


def compare(old: Image.Image, new: Image.Image) -> Difference:
    """Compare two pictures; where one is larger, the rest counts as changed."""
    size = (max(old.width, new.width), max(old.height, new.height))
    if old.size == new.size and old.tobytes() == new.tobytes():
        return Difference(0, 0.0, 0.0, new)
    mask = _outside(old, new, size)
    for picture in (old, new):
        beyond = Image.new("L", size, 255)
        beyond.paste(0, (0, 0, *picture.size))
        mask = ImageChops.lighter(mask, beyond)
    pixels = mask.histogram()[255]
    # room around, so that a crowd at the edge counts as one inside does; a strip that one picture lacks is a crowd
    roomy = Image.new("L", (size[0] + 2 * _REACH, size[1] + 2 * _REACH))
    roomy.paste(mask, (_REACH, _REACH))
    crowd = 1.0 if old.size != new.size else roomy.filter(ImageFilter.BoxBlur(_REACH)).getextrema()[1] / 255
    pale = Image.blend(_on(new, size), Image.new("RGB", size, "white"), 0.7)
    # a few changed pixels would be lost on a page; the mark is wider than they are
    pale.paste((214, 39, 40), mask=mask.filter(ImageFilter.MaxFilter(5)))
    return Difference(pixels, pixels / (size[0] * size[1]), crowd, pale)


def _on(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    whole = Image.new("RGB", size)
    whole.paste(picture)
    return whole


def _outside(old: Image.Image, new: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a mask of the pixels of either picture that lie outside the neighbourhood of their place in the other."""
    mask = Image.new("L", size)
    for one, other in ((_on(old, size), _on(new, size)), (_on(new, size), _on(old, size))):
        above = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(_NEIGHBOURS)))
        below = ImageChops.subtract(other.filter(ImageFilter.MinFilter(_NEIGHBOURS)), one)
        for band in (*above.split(), *below.split()):
            mask = ImageChops.lighter(mask, band.point(lambda value: 255 if value > STEP else 0))
    return mask
