"""Loss surfaces over REST: the engine's numbers, the path of the run, and where others lie."""

import numpy as np
import pytest

from app.answers_inspection import Surface
from engine import ExperimentSpec, build
from engine.probes import SurfaceChoice, loss_surface
from tests.app.client import QUICK, session
from tests.app.test_inspection import twin
from tests.serving import Server


def test_a_surface_shows_the_path_of_the_run(server: Server) -> None:
    with session(server, QUICK | {"hidden_layers": []}) as rest:
        rest.train(25)
        told = rest.ok("GET", "surface?kind=weights&resolution=9&span=1.5")
        Surface.model_validate(told)
        wanted = loss_surface(twin(rest, 25), SurfaceChoice("weights", 9, 1.5))
        assert told["losses"] == wanted.losses.tolist()
        assert told["labels"] == ["layers.0.W.0.0", "layers.0.W.1.0"]
        path = told["path"]
        assert (path["steps"][0], path["steps"][-1]) == (0, 25)
        assert sorted(set(path["steps"])) == path["steps"] and len(path["steps"]) > 4
        start = build(ExperimentSpec.from_dict(rest.created["spec"])).parameters
        np.testing.assert_allclose((path["xs"][0], path["ys"][0]), start[:2])
        chosen = rest.ok("GET", "surface?kind=weights&first=layers.0.b.0&second=layers.0.W.0.0")
        assert chosen["labels"] == ["layers.0.b.0", "layers.0.W.0.0"]


@pytest.mark.parametrize("kind", ["weights", "random", "path"])
def test_directions_place_other_parameters_on_the_plane(server: Server, kind: str) -> None:
    with session(server, QUICK) as rest:
        rest.train(30)
        assert rest.ok("GET", f"surface?kind={kind}&resolution=3")["directions"] is None
        told = rest.ok("GET", f"surface?kind={kind}&resolution=3&directions=true")
        Surface.model_validate(told)
        plane = {name: np.array(each) for name, each in told["directions"].items()}
        np.testing.assert_allclose(plane["origin"], twin(rest, 30).parameters, rtol=1e-6)
        start = build(ExperimentSpec.from_dict(rest.created["spec"])).parameters
        axes = np.column_stack([plane["first"], plane["second"]])
        nearest = np.linalg.lstsq(axes, start - plane["origin"], rcond=None)[0]
        place = told["path"]["xs"][0], told["path"]["ys"][0]
        np.testing.assert_allclose(nearest + told["center"], place, rtol=1e-4)


def test_random_directions_come_from_a_seed(server: Server) -> None:
    with session(server) as rest:
        rest.train(10)
        one, again, other = (
            rest.ok("GET", f"surface?resolution=3&seed={seed}")["losses"] for seed in (1, 1, 2)
        )
        assert one == again != other
        along = rest.ok("GET", "surface?kind=path&resolution=3")
        assert along["kind"] == "path"
