"""Data that people measured, shipped with the engine; `data/README.md` names the sources."""

from collections.abc import Callable

import numpy as np

from engine.datasets.files import DataFile, read_file
from engine.datasets.registry import Samples, Source, register_real
from engine.registry import Hyperparameter

UCI = "UCI Machine Learning Repository, CC BY 4.0."

IRIS = DataFile("iris.csv", 150, ("setosa", "versicolor", "virginica"))
PENGUINS = DataFile("penguins.csv", 342, ("Adelie", "Chinstrap", "Gentoo"))
WINE = DataFile("wine.csv", 178, ("cultivar_1", "cultivar_2", "cultivar_3"))
BREAST_CANCER = DataFile("breast_cancer.csv", 569, ("benign", "malignant"))
DIABETES = DataFile("diabetes.csv", 442)
DIGIT_NAMES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
DIGITS = DataFile("digits_8x8.csv.gz", 1797, DIGIT_NAMES)
DIGITS_SOURCE = f"Alpaydin, Kaynak, 1998: Optical Recognition of Handwritten Digits. {UCI}"
DIGITS_IMAGE = (8, 8)


def _rows(file: DataFile) -> Samples:
    table = read_file(file)
    return table.inputs, table.targets


@register_real(
    "iris",
    label="Iris",
    **IRIS.facts(),
    axes=("petal_length_cm", "petal_width_cm"),
    source=f"R. A. Fisher, 1936: The use of multiple measurements in taxonomic problems. {UCI}",
)
def iris(rng: np.random.Generator) -> Samples:  # noqa: ARG001 (nothing is left to chance)
    """Tell three kinds of iris by the size of petals and sepals; one of them is easy.

    Returns:
        inputs: (150, 4) float64. Centimeters.
        targets: (150,) int64.
    """
    return _rows(IRIS)


@register_real(
    "penguins",
    label="Penguins",
    **PENGUINS.facts(),
    axes=("bill_length_mm", "bill_depth_mm"),
    source="K. Gorman, Palmer Station LTER; palmerpenguins by Horst, Hill and Gorman, CC0.",
)
def penguins(rng: np.random.Generator) -> Samples:  # noqa: ARG001
    """Tell three kinds of penguins by bill, flippers and weight.

    Returns:
        inputs: (342, 4) float64. Millimeters and grams.
        targets: (342,) int64.
    """
    return _rows(PENGUINS)


@register_real(
    "wine",
    label="Wine",
    **WINE.facts(),
    axes=("flavanoids", "color_intensity"),
    source=f"Forina et al., 1988: PARVUS. {UCI}",
)
def wine(rng: np.random.Generator) -> Samples:  # noqa: ARG001
    """Tell from which of three vines a wine is, by its chemistry.

    Returns:
        inputs: (178, 13) float64.
        targets: (178,) int64.
    """
    return _rows(WINE)


@register_real(
    "breast_cancer",
    label="Breast cancer",
    **BREAST_CANCER.facts(),
    axes=("worst_perimeter", "worst_smoothness"),
    source=f"Wolberg, Street, Mangasarian, 1993: Wisconsin Diagnostic Breast Cancer. {UCI}",
)
def breast_cancer(rng: np.random.Generator) -> Samples:  # noqa: ARG001
    """Tell harmless lumps from dangerous ones by the shape of their cells.

    Returns:
        inputs: (569, 30) float64. Mean, standard error and worst of ten measures of the nuclei.
        targets: (569,) int64. 1 = malignant.
    """
    return _rows(BREAST_CANCER)


@register_real(
    "digits",
    label="Digits",
    **DIGITS.facts(),
    axes=("pixel_2_5", "pixel_5_2"),
    source=DIGITS_SOURCE,
    image=DIGITS_IMAGE,
)
def digits(rng: np.random.Generator) -> Samples:  # noqa: ARG001
    """Read handwritten digits in pictures of eight by eight pixels.

    Returns:
        inputs: (1797, 64) float64. Ink of each pixel, row by row, 0..16.
        targets: (1797,) int64.
    """
    return _rows(DIGITS)


@register_real(
    "diabetes",
    label="Diabetes",
    **DIABETES.facts(),
    axes=("body_mass_index", "s5_ltg"),
    source="Efron, Hastie, Johnstone, Tibshirani, 2004: Least Angle Regression.",
)
def diabetes(rng: np.random.Generator) -> Samples:  # noqa: ARG001
    """Predict how far diabetes gets in a year; nobody can do it well from this.

    Returns:
        inputs: (442, 10) float64. As measured, in the units of the source.
        targets: (442, 1) float64.
    """
    return _rows(DIABETES)


def _some_digits(
    key: str, label: str, first: int, last: int, fewest: int, axes: tuple[str, str]
) -> Callable[[Source], Source]:
    """Return a decorator that enters some of the digits.

    `fewest` is the size of their smallest class: as many can be taken of each.
    """
    facts = DIGITS.facts() | {"samples": None, "classes": DIGIT_NAMES[first : last + 1]}
    return register_real(
        key,
        label=label,
        **facts,
        axes=axes,
        source=DIGITS_SOURCE,
        image=DIGITS_IMAGE,
        hyperparameters=(
            Hyperparameter(
                "samples_per_class",
                default=fewest,
                minimum=2,
                maximum=fewest,
                integer=True,
                scale="log",
                help="How many pictures of each digit to take, train and test together.",
            ),
        ),
    )


def _draw_digits(
    first: int, last: int, samples_per_class: int, rng: np.random.Generator
) -> Samples:
    """Return (samples, 64) float64 pictures and (samples,) int64 classes, in the file's order.

    Each class is put in a random order of which the beginning is taken: more samples contain the
    fewer ones of the same stream.
    """
    table = read_file(DIGITS)
    taken = [
        rng.permutation(np.flatnonzero(table.targets == digit))[:samples_per_class]
        for digit in range(first, last + 1)
    ]
    rows = np.sort(np.concatenate(taken))
    return table.inputs[rows], table.targets[rows] - first


@_some_digits("digits_0_4", "Digits 0 to 4", 0, 4, 177, ("pixel_4_2", "pixel_5_3"))
def digits_0_4(samples_per_class: int, rng: np.random.Generator) -> Samples:
    """Read the digits from 0 to 4 only; the first half of a lesson on transfer.

    Returns:
        inputs: (samples, 64) float64. Ink of each pixel, row by row, 0..16.
        targets: (samples,) int64. Index of the digit in 0..4.
    """
    return _draw_digits(0, 4, samples_per_class, rng)


@_some_digits("digits_5_9", "Digits 5 to 9", 5, 9, 174, ("pixel_2_5", "pixel_5_2"))
def digits_5_9(samples_per_class: int, rng: np.random.Generator) -> Samples:
    """Read the digits from 5 to 9 only; the second half of a lesson on transfer.

    Returns:
        inputs: (samples, 64) float64. Ink of each pixel, row by row, 0..16.
        targets: (samples,) int64. Index of the digit in 5..9.
    """
    return _draw_digits(5, 9, samples_per_class, rng)
