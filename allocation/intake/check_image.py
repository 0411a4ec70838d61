"""Whether a photo or scan can be shown as a whole, without unpacking more than it should."""

from __future__ import annotations

import io

from PIL import Image

from allocation.intake.refusals import Refusal, RefusedDocument

MOST_PIXELS = 50_000_000
# A drawing may shrink far. What shrinks further than this, and is large, is made to fill the memory.
STEEPEST = 400
STEEP_FROM = 20_000_000  # bytes
MOST_SCANS = 100
SMALLER = "Maak de afbeelding kleiner of sla haar op als pdf."


def check_jpg(content: bytes) -> None:
    """Raises RefusedDocument for a photo that is broken or a bomb."""
    if content.count(b"\xff\xda") > MOST_SCANS:
        raise RefusedDocument(Refusal.BOMB, f"is te ingewikkeld opgebouwd. {SMALLER}")
    _check(content, "JPEG")


def check_png(content: bytes) -> None:
    """Raises RefusedDocument for a picture that is broken or a bomb."""
    _check(content, "PNG")


def _check(content: bytes, form: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as image:
            _refuse_bomb(image, len(content))
            image.draft("L", (1, 1))  # every byte of a photo is read, at an eighth of the size
            image.load()
    except RefusedDocument:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # pillow raises many kinds for broken files; whatever it is, the picture cannot be shown
        reason = "is beschadigd: we kunnen deze afbeelding niet openen. Maak de foto of scan opnieuw."
        raise RefusedDocument(Refusal.BROKEN, reason) from None


def _refuse_bomb(image: Image.Image, size: int) -> None:
    unpacked = image.width * image.height * len(image.getbands())
    if image.width * image.height > MOST_PIXELS or (unpacked > STEEP_FROM and unpacked > STEEPEST * size):
        raise _too_large()


def _too_large() -> RefusedDocument:
    return RefusedDocument(Refusal.BOMB, f"heeft te veel beeldpunten. {SMALLER}")
