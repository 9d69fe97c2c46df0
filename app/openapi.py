"""The OpenAPI document: FastAPI's, with our errors, examples that work, and titles that tell."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.answers import Problem

REFERENCE = "#/components/schemas/{model}"
EXAMPLES: Mapping[str, Any] = MappingProxyType(
    {
        "NewSession": {
            "dataset": {"key": "spiral", "samples": 500, "noise": 0.05},
            "hidden_layers": [{"units": 8, "activation": "relu"}] * 3,
            "initializer": {"key": "he_normal"},
            "optimizer": {"key": "adam", "learning_rate": 0.01},
        },
        "PatchBody": {"optimizer": {"learning_rate": 0.003}, "batch_size": 20},
        "TrainBody": {"steps": 100},
        "RunBody": {"steps_per_second": 60, "until": {"epochs": 200, "test_loss": 0.1}},
        "WeightsBody": {"layers": [{"W": [[0.5], [-0.5]], "b": [0.0]}]},
        "TransferBody": {"keep_layers": 1, "dataset": {"key": "xor"}},
        "PredictBody": {"inputs": [[0.0, 0.0], [1.5, -2.0]]},
    }
)


def operation_id(route: APIRoute) -> str:
    """Return the name of a call, for generated clients."""
    return route.name


class DescribedApp(FastAPI):
    """An application whose OpenAPI document says more than FastAPI can know."""

    def openapi(self) -> dict[str, Any]:
        """Return the document; it is made once."""
        if self.openapi_schema is None:
            describe(super().openapi())
        result: dict[str, Any] = self.openapi_schema or {}
        return result


def describe(document: dict[str, Any]) -> None:
    """Add the model of errors and the examples; each docstring's first line becomes a title."""
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template=REFERENCE)
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for name, example in EXAMPLES.items():
        schemas[name]["examples"] = [example]
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["summary"] = operation.pop("description").split("\n")[0].rstrip(".")
