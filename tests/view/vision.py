"""Colours as colour-blind readers see them, and how far apart two colours look.

The matrices are those of Machado, Oliveira, Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15(6), 2009), severity 1.0; the difference is
CIEDE2000 (Sharma, Wu, Dalal 2005).
"""

from __future__ import annotations

import math

import numpy as np

MACHADO = {
    "none": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
WHITE = TO_XYZ.sum(axis=1)


def linear(colour: str) -> np.ndarray:
    """The light of "#1a2b3c": three parts from 0 to 1."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str = "none") -> np.ndarray:
    """The colour in CIE L*a*b*, as somebody with this vision sees it."""
    seen = np.clip(MACHADO[vision] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2: 1 for equal colours, 21 for black on white."""
    light = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 between two colours in L*a*b*; about 2 is just seen, 10 is seen at a glance."""
    chroma = [math.hypot(*colour[1:]) for colour in (one, other)]
    mean = sum(chroma) / 2
    grow = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a = [colour[1] * (1 + grow) for colour in (one, other)]
    c = [math.hypot(x, colour[2]) for x, colour in zip(a, (one, other), strict=True)]
    hue = [math.degrees(math.atan2(y[2], x)) % 360 for x, y in zip(a, (one, other), strict=True)]
    turn = (hue[1] - hue[0] + 180) % 360 - 180 if c[0] * c[1] else 0.0
    lightness, strength = other[0] - one[0], c[1] - c[0]
    shift = 2 * math.sqrt(c[0] * c[1]) * math.sin(math.radians(turn / 2))
    middle, strong = (one[0] + other[0]) / 2, sum(c) / 2
    if not c[0] * c[1]:
        between = sum(hue)
    elif abs(hue[0] - hue[1]) <= 180:
        between = sum(hue) / 2
    else:
        between = (sum(hue) + 360) / 2 % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(between - 30))
        + 0.24 * math.cos(math.radians(2 * between))
        + 0.32 * math.cos(math.radians(3 * between + 6))
        - 0.20 * math.cos(math.radians(4 * between - 63))
    )
    by_light = 1 + 0.015 * (middle - 50) ** 2 / math.sqrt(20 + (middle - 50) ** 2)
    by_strength, by_hue = 1 + 0.045 * strong, 1 + 0.015 * strong * t
    bend = -math.sin(math.radians(60 * math.exp(-(((between - 275) / 25) ** 2))))
    bend *= 2 * math.sqrt(strong**7 / (strong**7 + 25**7))
    parts = lightness / by_light, strength / by_strength, shift / by_hue
    return math.sqrt(sum(part**2 for part in parts) + bend * parts[1] * parts[2])
