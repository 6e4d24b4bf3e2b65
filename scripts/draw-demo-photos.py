#!/usr/bin/env python3
"""Draws the photos of the demo forum into crates/desk/demo/ (needs Pillow).

The pictures are committed; this script is how they came about and how to change them.
Flat scenes without text, so that they serve every language.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, SCALE = 1800, 1200, 2
SKIN = ["#e8b996", "#d9a27c", "#c98f68", "#f0c8a8"]
HAIR = ["#2b211c", "#4a3527", "#6b4a2f", "#1b1b20", "#8a8580"]
CLOTHES = ["#27415f", "#7a2e3a", "#3c5a4a", "#5b5470", "#8c6b3f", "#2f2f38", "#a5443f", "#44728a"]


def canvas(top, bottom):
    """A vertical gradient, twice as large as the picture, for smooth edges."""
    image = Image.new("RGB", (1, HEIGHT * SCALE))
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (top, bottom))
    for y in range(HEIGHT * SCALE):
        t = y / (HEIGHT * SCALE)
        image.putpixel((0, y), tuple(round(p + (q - p) * t) for p, q in zip(a, b)))
    image = image.resize((WIDTH * SCALE, HEIGHT * SCALE))
    return image, ImageDraw.Draw(image)


def box(x0, y0, x1, y1):
    return [v * SCALE for v in (x0, y0, x1, y1)]


def person(draw, rng, x, y, size, back=False, arm=False):
    """A half figure whose shoulders stand on y."""
    cloth, skin, hair = rng.choice(CLOTHES), rng.choice(SKIN), rng.choice(HAIR)
    w, head = size * 0.95, size * 0.27
    draw.rounded_rectangle(box(x - w / 2, y - size * 0.62, x + w / 2, y + size), radius=size * 0.34 * SCALE, fill=cloth)
    if arm:
        draw.line([v * SCALE for v in (x + w * 0.32, y - size * 0.3, x + w * 0.85, y - size * 0.75)], fill=cloth, width=int(size * 0.2 * SCALE))
        draw.ellipse(box(x + w * 0.74, y - size * 0.9, x + w * 0.98, y - size * 0.66), fill=skin)
    if not back:
        draw.polygon([v * SCALE for v in (x - size * 0.14, y - size * 0.62, x + size * 0.14, y - size * 0.62, x, y - size * 0.2)], fill="#f4efe6")
    draw.rounded_rectangle(box(x - size * 0.09, y - size * 0.78, x + size * 0.09, y - size * 0.55), radius=8, fill=skin)
    cy = y - size * 0.95
    draw.ellipse(box(x - head, cy - head * 1.16, x + head, cy + head * 1.06), fill=hair if back else skin)
    if not back:
        draw.pieslice(box(x - head * 1.08, cy - head * 1.3, x + head * 1.08, cy + head * 0.9), 180, 360, fill=hair)
        if rng.random() < 0.45:
            draw.rounded_rectangle(box(x - head * 1.12, cy - head * 0.35, x - head * 0.78, cy + head * 1.1), radius=18, fill=hair)
            draw.rounded_rectangle(box(x + head * 0.78, cy - head * 0.35, x + head * 1.12, cy + head * 1.1), radius=18, fill=hair)


def audience(draw, rng, rows, first, step):
    for row in range(rows):
        size = 120 + row * 46
        y = first + row * step
        count = 13 - row * 2
        for i in range(count):
            x = (i + 0.5 + (row % 2) * 0.4) * WIDTH / count + rng.uniform(-12, 12)
            person(draw, rng, x, y + rng.uniform(-8, 8), size, back=True)


def hall(draw, wall, light):
    for x in range(90, WIDTH, 330):
        draw.rounded_rectangle(box(x, 60, x + 210, 430), radius=24, fill=wall)
        draw.rounded_rectangle(box(x + 22, 82, x + 188, 408), radius=14, fill=light)


def opening(rng):
    image, draw = canvas("#26323f", "#151b22")
    draw.rectangle(box(330, 90, 1470, 560), fill="#8a1c2c")
    draw.rectangle(box(350, 110, 1450, 540), fill="#f3ece0")
    for i, colour in enumerate(["#8a1c2c", "#c98f3f", "#27415f"]):
        draw.ellipse(box(760 + i * 95, 220, 850 + i * 95, 310), fill=colour)
    draw.rounded_rectangle(box(620, 370, 1180, 396), radius=13, fill="#8a1c2c")
    draw.rounded_rectangle(box(720, 424, 1080, 444), radius=10, fill="#b9ad9a")
    draw.rectangle(box(0, 640, WIDTH, 720), fill="#5d4634")
    person(draw, rng, 900, 610, 150)
    draw.polygon([v * SCALE for v in (815, 560, 985, 560, 965, 690, 835, 690)], fill="#70533c")
    audience(draw, rng, 4, 800, 115)
    return image


def panel(rng):
    image, draw = canvas("#dfe6ea", "#b8c4c9")
    hall(draw, "#c7d2d6", "#eef6fb")
    for i in range(5):
        person(draw, rng, 300 + i * 300, 700, 215, arm=i == 2)
    draw.rectangle(box(90, 800, WIDTH - 90, 1060), fill="#7d5a3d")
    draw.rectangle(box(90, 800, WIDTH - 90, 830), fill="#96704f")
    for i in range(5):
        x = 300 + i * 300
        draw.polygon([v * SCALE for v in (x - 70, 905, x + 70, 905, x + 60, 960, x - 60, 960)], fill="#f8f5ee")
        draw.line([v * SCALE for v in (x + 95, 800, x + 80, 700)], fill="#2b2b30", width=7 * SCALE)
        draw.ellipse(box(x + 64, 676, x + 96, 708), fill="#2b2b30")
        draw.rounded_rectangle(box(x - 120, 735, x - 90, 800), radius=8, fill="#9cc4d8")
    return image


def speaker(rng):
    image, draw = canvas("#7a2433", "#3f1520")
    for x in range(0, WIDTH, 120):
        draw.rectangle(box(x, 0, x + 58, 900), fill="#6b1f2d")
    person(draw, rng, 820, 760, 380, arm=True)
    draw.polygon([v * SCALE for v in (520, 800, 1120, 800, 1050, 1200, 590, 1200)], fill="#6a4d37")
    draw.rectangle(box(500, 770, 1140, 812), fill="#8a6747")
    for x in (740, 900):
        draw.line([v * SCALE for v in (x, 775, x + 15, 640)], fill="#17171b", width=9 * SCALE)
        draw.ellipse(box(x - 8, 610, x + 38, 656), fill="#17171b")
    return image


def planting(rng):
    image, draw = canvas("#bfe0f2", "#eaf4ea")
    draw.polygon([v * SCALE for v in (0, 560, 420, 330, 820, 540, 1240, 300, 1800, 520, 1800, 760, 0, 760)], fill="#8fb0a0")
    draw.rectangle(box(0, 700, WIDTH, HEIGHT), fill="#7f9a55")
    for i in range(11):
        x, y, s = 90 + i * 165, 720 + rng.uniform(-14, 18), rng.uniform(0.7, 1.1)
        draw.rectangle(box(x - 6, y - 120 * s, x + 6, y), fill="#6a4d37")
        draw.ellipse(box(x - 62 * s, y - 240 * s, x + 62 * s, y - 92 * s), fill=rng.choice(["#4f7a3f", "#5d8a46", "#3f6a3c"]))
    for i, x in enumerate((360, 700, 1080, 1440)):
        person(draw, rng, x, 900, 210, arm=i % 2 == 0)
        draw.line([v * SCALE for v in (x + 140, 690, x + 175, 1080)], fill="#8a6747", width=12 * SCALE)
        draw.ellipse(box(x + 110, 1050, x + 260, 1110), fill="#5b4a35")
        draw.line([v * SCALE for v in (x + 205, 1070, x + 205, 950)], fill="#5a7a3a", width=7 * SCALE)
        draw.ellipse(box(x + 176, 890, x + 234, 968), fill="#6fa04f")
    return image


def main():
    folder = Path(__file__).resolve().parent.parent / "crates" / "desk" / "demo"
    scenes = {"acilis": opening, "panel": panel, "cixis": speaker, "agacekme": planting}
    for number, (name, scene) in enumerate(scenes.items()):
        rng = random.Random(2026 + number)
        image = scene(rng).resize((WIDTH, HEIGHT), Image.LANCZOS).filter(ImageFilter.SMOOTH)
        image.save(folder / f"{name}.jpg", quality=84, subsampling=2, optimize=True, progressive=False)


if __name__ == "__main__":
    main()
