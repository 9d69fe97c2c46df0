"""The catalog says everything that can be chosen, and the page's own defaults."""

import httpx

import engine
from app.settings import LOCAL_LIMITS
from engine.export import EXPORTS
from engine.probes import PLANES
from tests.serving import Server

REGISTRIES = {
    "datasets": engine.DATASETS,
    "features": engine.FEATURES,
    "activations": engine.ACTIVATIONS,
    "losses": engine.LOSSES,
    "initializers": engine.INITIALIZERS,
    "optimizers": engine.OPTIMIZERS,
    "schedules": engine.SCHEDULES,
    "regularizers": engine.REGULARIZERS,
    "models": engine.MODELS,
    "gates": engine.GATES,
    "planes": PLANES,
    "exports": EXPORTS,
}


def test_every_entry_of_every_registry_is_in_the_catalog(server: Server) -> None:
    catalog = httpx.get(f"{server.url}/api/catalog").json()
    for name, registry in REGISTRIES.items():
        assert [entry["key"] for entry in catalog[name]] == list(registry.keys())
        for entry in catalog[name]:
            assert entry["label"] and entry["summary"], entry
            for parameter in entry["hyperparameters"]:
                assert parameter["minimum"] <= parameter["default"] <= parameter["maximum"]
                assert parameter["help"] and parameter["label"]
    assert catalog["protocol"] == 1
    assert catalog["limits"] == LOCAL_LIMITS.describe()
    assert catalog["defaults"]["hidden_layers"] == [
        {"units": 4, "activation": "tanh"},
        {"units": 2, "activation": "tanh"},
    ]
    assert catalog["resolved_defaults"]["loss"] == "binary_cross_entropy"
    fields = {field["name"] for field in catalog["fields"]}
    assert {
        "test_fraction",
        "batch_size",
        "seed",
        "units",
        "class_weight",
        "steps_per_second",
    } <= fields


def test_every_data_set_gives_samples_and_a_session(server: Server) -> None:
    for entry in engine.DATASETS:
        url = f"{server.url}/api/datasets/{entry.key}/sample?samples=40&seed=3"
        sample = httpx.get(url).json()
        assert len(sample["inputs"]) == len(sample["targets"]) == 40
        values = {"samples": 40} if entry.facts["kind"] == "generator" else {}
        spec = {"dataset": {"key": entry.key, **values}, "seeds": {"data": 3}}
        created = httpx.post(f"{server.url}/api/sessions", json=spec).json()
        data = httpx.get(f"{server.url}/api/sessions/{created['id']}/data").json()
        assert sample["columns"] == data["columns"] and sample["rows"] == len(data["inputs"])
        assert {str(row) for row in sample["inputs"]} <= {str(row) for row in data["inputs"]}
        assert data["inputs"] == sample["inputs"] or entry.facts["kind"] == "real"
        token = {"Authorization": f"Bearer {created['token']}"}
        httpx.delete(f"{server.url}/api/sessions/{created['id']}", headers=token)


def test_health(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz").json() == {"status": "ok"}
    ready = httpx.get(f"{server.url}/readyz")
    assert (ready.status_code, ready.json()["workers"]) == (200, True)
