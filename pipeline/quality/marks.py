"""Marks of the small picture (255 where there are letters or rules, else 0) as they stand on a level page."""

import cv2

from pipeline.image import Pixels, as_pixels


def level(marks: Pixels, skew: float) -> Pixels:
    """Return *marks* turned by *skew* degrees clockwise, in a picture of the same size."""
    if not skew:
        return marks
    height, width = marks.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    return as_pixels(cv2.warpAffine(marks, turn, (width, height), flags=cv2.INTER_NEAREST))
