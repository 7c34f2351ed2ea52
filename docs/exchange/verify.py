"""Checks the label formats with other programs' readers and writers.

    python3 -m venv venv
    venv/bin/pip install pycocotools==2.0.11 label-studio-sdk==2.1.2 nibabel==5.4.2 datumaro==1.13.12
    venv/bin/python docs/exchange/verify.py CLASSPATH

CLASSPATH holds the classes and test classes of active-learning-service and their dependencies, for example from
`mvn -pl active-learning-service dependency:build-classpath`. The Java class ForeignToolSamples writes outlines of two
readers on frames of 112 x 112 and 600 x 450, and each mask as a picture. The programs read the outlines; the script
compares. Then the programs write the same masks, and ForeignToolSamples reads them.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib.metadata import version

import nibabel
import numpy as np
import yaml
from label_studio_sdk.converter.brush import decode_rle, mask2rle
from pycocotools import mask as rle
from pycocotools.coco import COCO

READER = "bo"
CLIPS = {"0X1A2B": (112, 112), "patient0007_4CH": (450, 600)}
FAILURES = []


def java(action, folder):
    main = "org.echomotion.activelearning.exchange.ForeignToolSamples"
    subprocess.run(["java", "-cp", sys.argv[1], main, action, str(folder)], check=True)


def picture(path):
    data = path.read_bytes()
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width) > 0


def dice(one, other):
    one, other = one.astype(bool), other.astype(bool)
    return 2 * (one & other).sum() / (one.sum() + other.sum())


def report(name, values, least, count):
    print(f"{name:48s} {len(values):2d} labels, least Dice {min(values):.4f}, mean {np.mean(values):.4f}")
    if min(values) < least or len(values) != count:
        FAILURES.append(name)


def filled(points, shape):
    """The pixels whose centres are inside, by the even-odd rule; whole numbers are centres."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    inside = np.zeros(shape, bool)
    for (x1, y1), (x2, y2) in zip(points, np.roll(points, -1, axis=0)):
        crosses = (y1 > rows) != (y2 > rows)
        with np.errstate(divide="ignore", invalid="ignore"):
            inside ^= crosses & (columns < (x2 - x1) * (rows - y1) / (y2 - y1) + x1)
    return inside


def coco(folder, truth):
    for form in ("POLYGON", "RUN_LENGTHS", "COMPRESSED_RUN_LENGTHS"):
        file = COCO(folder / f"coco-{form}.json")
        values = []
        for annotation in file.anns.values():
            image = file.imgs[annotation["image_id"]]
            values.append(dice(file.annToMask(annotation), truth[image["file_name"][:-4], annotation["reader"]]))
        report(f"pycocotools {version('pycocotools')}, {form}", values, 0.995 if form == "POLYGON" else 1, 12)
    shifted = []
    for annotation in COCO(folder / "coco-POLYGON.json").anns.values():
        image = file.imgs[annotation["image_id"]]
        points = [[x - 0.5 for x in annotation["segmentation"][0]]]
        packed = rle.merge(rle.frPyObjects(points, image["height"], image["width"]))
        shifted.append(dice(rle.decode(packed), truth[image["file_name"][:-4], annotation["reader"]]))
    report("the same polygons without the half pixel", shifted, 0, 12)
    written = {"categories": [{"id": 9, "name": "left_ventricle"}], "images": [], "annotations": []}
    for i, ((frame, reader), mask) in enumerate(truth.items()):
        if reader == READER:
            image = {"id": i, "file_name": frame + ".png", "width": mask.shape[1], "height": mask.shape[0]}
            packed = rle.encode(np.asfortranarray(mask.astype(np.uint8)))
            segmentation = {"size": packed["size"], "counts": packed["counts"].decode()}
            written["images"].append(image)
            written["annotations"].append(
                {"id": i, "image_id": i, "category_id": 9, "iscrowd": 0, "segmentation": segmentation})
    (folder / "pycocotools.json").write_text(json.dumps(written))


def label_studio(folder, truth):
    tasks = json.loads((folder / "labelstudio.json").read_text())
    values = []
    for task in tasks:
        for annotation in task["annotations"]:
            brush = next(r for r in annotation["result"] if r["type"] == "brushlabels")
            shape = (brush["original_height"], brush["original_width"], 4)
            alpha = decode_rle(brush["value"]["rle"]).reshape(shape)[:, :, 3]
            frame = pathlib.Path(task["data"]["image"]).stem
            values.append(dice(alpha, truth[frame, annotation["completed_by"]["email"]]))
            mask = truth[frame, annotation["completed_by"]["email"]]
            if mask2rle(mask.astype(np.uint8) * 255) != brush["value"]["rle"]:
                FAILURES.append("label-studio-sdk encodes other bytes")
            brush["value"]["rle"] = mask2rle(mask.astype(np.uint8) * 255)
    report(f"label-studio-sdk {version('label-studio-sdk')}, brush", values, 1, 12)
    (folder / "label-studio-sdk.json").write_text(json.dumps(tasks))


def nifti(folder, truth):
    for clip, shape in CLIPS.items():
        for ending in (".nii", ".nii.gz"):
            volume = nibabel.load(folder / (clip + ending))
            labels = np.asarray(volume.dataobj)
            assert labels.shape == (shape[1], shape[0], 12) and labels.dtype == np.uint8
            values = [
                dice(labels[:, :, int(frame[-6:])].T, mask)
                for (frame, reader), mask in truth.items()
                if frame.startswith(clip) and reader == READER
            ]
            report(f"nibabel {version('nibabel')}, {clip}{ending}", values, 1, 3)
        own = np.zeros((shape[1], shape[0], 12), np.int16)
        for (frame, reader), mask in truth.items():
            if frame.startswith(clip) and reader == READER:
                own[:, :, int(frame[-6:])] = mask.T
        nibabel.save(nibabel.Nifti1Image(own, np.eye(4)), folder / f"nibabel-{clip}.nii.gz")


def cvat(folder, truth):
    try:
        import datumaro
    except ImportError as error:
        print("datumaro is not installed:", error)
        return
    for clip, shape in CLIPS.items():
        base = folder / ("cvat-" + clip)
        base.mkdir()
        (base / "annotations.xml").write_bytes((folder / (clip + ".xml")).read_bytes())
        data = datumaro.Dataset.import_from(str(base), "cvat")
        names = [c.name for c in data.categories()[datumaro.AnnotationType.label]]
        values = []
        for item in data:
            for polygon in item.annotations:
                assert names[polygon.label] == "left ventricle"
                if polygon.attributes.get("outside"):
                    continue
                packed = rle.merge(rle.frPyObjects([polygon.points], *shape))
                frame = f"{clip}_{int(item.attributes['frame']):06d}"
                values.append(dice(rle.decode(packed), truth[frame, polygon.attributes["reader"]]))
        report(f"datumaro {version('datumaro')}, CVAT, {clip}", values, 0.995, 6)


def chords(folder, truth):
    """As EchoNet-Dynamic's own data set class: the polygon of the chords' ends."""
    rows = defaultdict(list)
    with open(folder / "VolumeTracings.csv") as table:
        for row in csv.DictReader(table):
            rows[row["FileName"][:-4], int(row["Frame"])].append([float(row[c]) for c in ("X1", "Y1", "X2", "Y2")])
    values = []
    for (clip, frame), lines in rows.items():
        assert len(lines) == 21
        ends = np.array(lines[1:])
        points = np.concatenate([ends[:, :2], ends[::-1, 2:]])
        values.append(dice(filled(points, CLIPS[clip]), truth[f"{clip}_{frame:06d}", READER]))
    report("VolumeTracings.csv, polygon of the chords' ends", values, 0.98, 6)


def spline(a, b, c, d):
    """annotationweb's curve from b to c (tension 0.5)."""
    t = np.linspace(0, 1, 50, endpoint=False)[:, None]
    return ((2 * t**3 - 3 * t**2 + 1) * b + 0.5 * (t**3 - 2 * t**2 + t) * (c - a)
            + (3 * t**2 - 2 * t**3) * c + 0.5 * (t**3 - t**2) * (d - b))


def annotationweb(folder, truth):
    rows = yaml.safe_load((folder / "annotationweb.yaml").read_text())
    by_key = {row["pk"]: row["fields"] for row in rows}
    points = defaultdict(list)
    for row in rows:
        if row["model"] == "spline_segmentation.controlpoint":
            points[row["fields"]["image"]].append((row["fields"]["x"], row["fields"]["y"]))
    values = []
    for key, ofFrame in points.items():
        annotation = by_key[by_key[key]["image_annotation"]]
        clip = by_key[annotation["image"]]["format"].split("/")[0]
        p = np.array(ofFrame)
        n = len(p)
        curve = np.concatenate([spline(p[i - 1], p[i], p[(i + 1) % n], p[(i + 2) % n]) for i in range(n)])
        frame = f"{clip}_{by_key[key]['frame_nr']:06d}"
        reader = annotation["comments"].removeprefix("reader: ")
        values.append(dice(filled(curve, CLIPS[clip]), truth[frame, reader]))
    report(f"PyYAML {version('PyYAML')}, annotationweb's spline", values, 0.995, 12)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        java("write", folder)
        truth = {tuple(path.stem.rsplit("_", 1)): picture(path) for path in sorted(folder.glob("*.pgm"))}
        for check in (coco, label_studio, nifti, cvat, chords, annotationweb):
            check(folder, truth)
        java("read", folder)
    if FAILURES:
        sys.exit("failed: " + ", ".join(FAILURES))


if __name__ == "__main__":
    main()
