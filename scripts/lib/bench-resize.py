"""Runs the programs of scripts/bench-resize in turn and prints what they took."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

# The sizes of mia.az as every program understands them. The profile is the one that ships.
GALLERY, COVER, THUMB = (1600, 1600), (1200, 675), (400, 400)
QUALITY = 82

SHARP = """
const sharp = require('sharp');
const [to, ...photos] = process.argv.slice(1);
const name = (file, size) => `${to}/${size}/${file.split('/').pop().replace(/\\.jpe?g$/i, '')}.jpg`;
const one = async (file) => {
  const photo = sharp(file).rotate();
  const jpeg = { quality: 82, chromaSubsampling: '4:2:0' };
  await Promise.all([
    photo.clone().resize(1600, 1600, { fit: 'inside' }).jpeg(jpeg).toFile(name(file, 'gallery')),
    photo.clone().resize(1200, 675, { fit: 'cover' }).jpeg(jpeg).toFile(name(file, 'cover')),
    photo.clone().resize(400, 400, { fit: 'inside' }).jpeg(jpeg).toFile(name(file, 'thumb')),
  ]);
};
// Two photos at a time, as the other programs use two cores.
const queue = [...photos];
const worker = async () => { for (let file; (file = queue.shift()); ) await one(file); };
Promise.all([worker(), worker()]).catch((error) => { console.error(error); process.exit(1); });
"""


def main():
    options = arguments()
    photos = sorted(p for p in options.photos.iterdir() if p.suffix.lower() in (".jpg", ".jpeg"))
    if not photos:
        sys.exit(f"bench-resize: there is no JPEG file in {options.photos}")
    programs = [p for p in (tezis(options), vips(), sharp(options), djpeg()) if p]
    rows = {program.name: [] for program in programs}
    for number in range(options.rounds):
        # Each round begins with another program: none is always the first after another's heat.
        turn = number % len(programs)
        for program in programs[turn:] + programs[:turn]:
            to = fresh(options.work / "out" / program.folder)
            rows[program.name].append(program.run(photos, to))
    megabytes = sum(p.stat().st_size for p in photos) / 1e6
    print(f"\n{len(photos)} photos, {megabytes:.0f} MB; {options.rounds} rounds, "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| program | CPU s | × Tezis | peak MB | bytes of the largest | SSIMULACRA2 mean / least |")
    print("|---|---|---|---|---|---|")
    ours = rows[programs[0].name]
    for program in programs:
        taken = rows[program.name]
        cpu = statistics.median(t.cpu for t in taken)
        ratio = statistics.median(t.cpu / o.cpu for t, o in zip(taken, ours))
        peak = max(t.peak for t in taken)
        print(f"| {program.name} | {cpu:.2f} | {ratio:.2f} | {peak:.0f} | "
              f"{judged(options, program, photos)} |")
    memory(options, photos)


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("cli", "judge", "work", "photos", "large"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    return parser.parse_args()


class Taken:
    """CPU seconds and peak memory of some processes that ran one after the other."""

    def __init__(self):
        self.cpu, self.peak = 0.0, 0.0

    def add(self, command):
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"bench-resize: {command[0]} failed")
        self.cpu += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss * 1024 / 1e6)


class Program:
    """A way to make the three sizes: the commands for a batch of photos into a folder."""

    def __init__(self, name, folder, commands, pictures=True):
        self.name, self.folder, self.commands, self.pictures = name, folder, commands, pictures

    def run(self, photos, to):
        taken = Taken()
        for command in self.commands(photos, to):
            taken.add(command)
        return taken


def tezis(options):
    def commands(photos, to):
        yield [options.cli, "resize", "--profile", "mia.az", "--fast", "--to", to, *photos]
    return Program("tezis-cli resize --fast", "tezis", commands)


def vips():
    tool = shutil.which("vipsthumbnail")
    if not tool:
        print("vipsthumbnail is left out: install the package libvips-tools")
        return None

    def commands(photos, to):
        for name, (width, height) in (("gallery", GALLERY), ("cover", COVER), ("thumb", THUMB)):
            crop = ["--smartcrop", "centre"] if name == "cover" else []
            yield [tool, "--size", f"{width}x{height}", *crop,
                   "-o", f"{to}/{name}/%s.jpg[Q={QUALITY},strip]", *photos]
    return Program("vipsthumbnail, three sizes", "vips", commands)


def sharp(options):
    modules = options.work / "sharp" / "node_modules"
    node = shutil.which("node")
    if not node or not (modules / "sharp").is_dir():
        print("sharp is left out: install Node and npm, and run without --no-install")
        return None
    os.environ["NODE_PATH"] = str(modules)

    def commands(photos, to):
        yield [node, "-e", SHARP, to, *photos]
    return Program("sharp, two photos at a time", "sharp", commands)


def djpeg():
    tool = shutil.which("djpeg")
    if not tool:
        print("djpeg is left out: install the package libjpeg-turbo-progs")
        return None

    def commands(photos, to):
        for photo in photos:
            yield [tool, "-scale", "3/8", "-outfile", to / "scaled.ppm", photo]
    return Program("djpeg -scale 3/8, decoding alone", "djpeg", commands, pictures=False)


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    for size in ("gallery", "cover", "thumb"):
        (folder / size).mkdir(parents=True)
    return folder


def judged(options, program, photos):
    """Bytes and likeness of the largest pictures, as two cells of the table."""
    if not program.pictures:
        return "– | –"
    folder = options.work / "out" / program.folder / "gallery"
    pictures = [folder / f"{photo.stem}.jpg" for photo in photos]
    pairs = [path for pair in zip(photos, pictures) for path in pair]
    said = subprocess.run([options.judge, "compare", *pairs], capture_output=True, text=True)
    if said.returncode != 0:
        sys.exit(f"bench-resize: {said.stderr}")
    scores = [float(line.split("\t")[0]) for line in said.stdout.splitlines()]
    size = sum(picture.stat().st_size for picture in pictures)
    return f"{size:,} | {statistics.mean(scores):.2f} / {min(scores):.2f}"


def memory(options, photos):
    """Peaks of our program on many photos, and on large ones."""
    program = tezis(options)
    large = sorted(options.large.iterdir())
    print("\n| memory of tezis-cli resize --fast | peak MB |\n|---|---|")
    for name, files in (
        (f"{len(photos) * 10} photos like these", photos * 10),
        (f"6 photos of {large[0].stat().st_size / 1e6:.0f} MB and 100 megapixels", large * 6),
    ):
        # Names of their own, so that none takes another's place.
        links = fresh(options.work / "links")
        for number, file in enumerate(files):
            (links / f"{number:03}-{file.name}").symlink_to(file)
        taken = program.run(sorted(links.glob("*.jpg")), fresh(options.work / "out" / "many"))
        print(f"| {name} | {taken.peak:.0f} |")


main()
