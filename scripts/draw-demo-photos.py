#!/usr/bin/env python3
"""Draws the photos of the demo forum into crates/desk/demo/ (needs Pillow).

The pictures are committed; this script is how they came about and how to change them.
Flat scenes without text, so that they serve every language. Each carries the time at which it was
"taken", and one lies on its side as a phone leaves it: the camera's orientation turns it upright.
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


def exhibition(rng):
    image, draw = canvas("#e9e1d3", "#cfc4b1")
    hall(draw, "#d8cdb8", "#f7f2e6")
    for i in range(4):
        x = 240 + i * 440
        person(draw, rng, x, 690, 190, arm=i in (1, 2))
        draw.rectangle(box(x - 170, 780, x + 190, 1010), fill="#5c7f78")
        draw.rectangle(box(x - 180, 770, x + 200, 800), fill="#f5efe2")
        for j in range(3):
            left = x - 140 + j * 110
            draw.rounded_rectangle(box(left, 700, left + 74, 772), radius=10, fill=rng.choice(["#c98f3f", "#8a1c2c", "#27415f", "#6fa04f"]))
    for i in range(3):
        person(draw, rng, 420 + i * 480, 1080, 250, back=True)
    return image


def workshop(rng):
    image, draw = canvas("#dbe7e2", "#aebfb8")
    draw.rectangle(box(560, 80, 1240, 470), fill="#f7f8f4")
    for i, width in enumerate((420, 300, 360)):
        draw.rounded_rectangle(box(640, 170 + i * 90, 640 + width, 200 + i * 90), radius=15, fill=["#27415f", "#8a1c2c", "#c98f3f"][i])
    person(draw, rng, 1380, 560, 190, arm=True)
    for i in range(3):
        x = 330 + i * 570
        draw.ellipse(box(x - 250, 830, x + 250, 1040), fill="#96704f")
        for side in (-1, 1):
            person(draw, rng, x + side * 190, 850, 165)
        for j in range(4):
            left = x - 130 + j * 70
            draw.polygon([v * SCALE for v in (left, 900, left + 52, 890, left + 60, 930, left + 8, 940)], fill="#fdfbf5")
    return image


def interview(rng):
    image, draw = canvas("#a8c4d6", "#dfe8ec")
    draw.rectangle(box(0, 880, WIDTH, HEIGHT), fill="#8f9a8a")
    for i in range(6):
        x = 120 + i * 320
        draw.rectangle(box(x - 10, 480, x + 10, 880), fill="#6a4d37")
        draw.ellipse(box(x - 130, 250, x + 130, 560), fill=rng.choice(["#5d8a46", "#6f9a50", "#4f7a3f"]))
    person(draw, rng, 700, 820, 330)
    person(draw, rng, 1220, 840, 320, arm=False)
    draw.line([v * SCALE for v in (1060, 860, 880, 640)], fill="#27415f", width=46 * SCALE)
    draw.ellipse(box(846, 592, 910, 656), fill="#e8b996")
    draw.line([v * SCALE for v in (878, 620, 840, 560)], fill="#17171b", width=16 * SCALE)
    draw.ellipse(box(806, 512, 866, 572), fill="#17171b")
    return image


def group(rng):
    image, draw = canvas("#cfe2ee", "#f2efe2")
    draw.polygon([v * SCALE for v in (0, 620, 300, 420, 700, 600, 1100, 380, 1500, 560, 1800, 430, 1800, 700, 0, 700)], fill="#9db8a6")
    draw.rectangle(box(0, 680, WIDTH, HEIGHT), fill="#b7a98c")
    for row, (count, y, size) in enumerate(((9, 700, 135), (8, 820, 150), (7, 960, 168))):
        for i in range(count):
            x = (i + 0.5) * WIDTH / count + rng.uniform(-14, 14)
            person(draw, rng, x, y + rng.uniform(-8, 8), size, arm=row == 0 and i in (2, 6))
    return image


def closing(rng):
    image, draw = canvas("#26323f", "#151b22")
    draw.rectangle(box(240, 90, 1560, 520), fill="#27415f")
    for i in range(14):
        x, y = 290 + i * 92, 130 + (i % 3) * 46
        draw.ellipse(box(x, y, x + 40, y + 40), fill=["#c98f3f", "#f3ece0", "#8a1c2c"][i % 3])
    draw.rectangle(box(0, 760, WIDTH, 830), fill="#5d4634")
    for i in range(6):
        x = 300 + i * 240
        person(draw, rng, x, 720, 175)
        draw.rectangle(box(x - 58, 700, x + 58, 780), fill="#f8f5ee")
        draw.rectangle(box(x - 40, 722, x + 40, 732), fill="#8a1c2c")
    audience(draw, rng, 2, 960, 130)
    return image


def lake(rng):
    """Higher than wide: two people at a lake, as a phone sees it."""
    image = Image.new("RGB", (HEIGHT * SCALE, WIDTH * SCALE), "#bfe0f2")
    draw = ImageDraw.Draw(image)
    draw.polygon([v * SCALE for v in (0, 700, 260, 430, 560, 660, 860, 380, 1200, 640, 1200, 900, 0, 900)], fill="#7f9f92")
    draw.rectangle(box(0, 880, HEIGHT, 1250), fill="#7fb2c8")
    for i in range(9):
        y = 910 + i * 36
        draw.line([v * SCALE for v in (rng.uniform(0, 500), y, rng.uniform(600, 1200), y)], fill="#a9d0de", width=5 * SCALE)
    draw.rectangle(box(0, 1240, HEIGHT, WIDTH), fill="#8aa05a")
    person(draw, rng, 430, 1390, 280, back=True)
    person(draw, rng, 780, 1400, 265, back=True)
    return image


# Name, scene, the time at which it was taken (the forum's own time, UTC+4), on its side.
SCENES = [
    ("acilis", opening, "2026:09:24 10:07:12", False),
    ("panel", panel, "2026:09:24 11:44:03", False),
    ("cixis", speaker, "2026:09:24 14:52:40", False),
    ("agacekme", planting, "2026:09:25 09:31:55", False),
    ("sergi", exhibition, "2026:09:24 13:05:21", False),
    ("seminar", workshop, "2026:09:24 16:20:08", False),
    ("musahibe", interview, "2026:09:24 13:22:47", False),
    ("gol", lake, "2026:09:25 10:48:30", True),
    ("qrup", group, "2026:09:25 12:02:16", False),
    ("baglanis", closing, "2026:09:25 12:40:59", False),
]


def taken(time, turned):
    """What a camera writes of a picture: when, with what, how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Tezis", "Drawn"
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8769).update({0x9003: time, 0x9011: "+04:00"})
    return exif


def main():
    folder = Path(__file__).resolve().parent.parent / "crates" / "desk" / "demo"
    for number, (name, scene, time, turned) in enumerate(SCENES):
        rng = random.Random(2026 + number)
        image = scene(rng)
        if turned:
            # Stored a quarter turn to the left; orientation 6 has it shown a quarter turn to the right.
            image = image.transpose(Image.Transpose.ROTATE_90)
        image = image.resize((WIDTH, HEIGHT), Image.LANCZOS).filter(ImageFilter.SMOOTH)
        image.save(folder / f"{name}.jpg", quality=84, subsampling=2, optimize=True, progressive=False, exif=taken(time, turned))


if __name__ == "__main__":
    main()
