"""The teacher: the lower layers of e5 with heads for classes, names, sentences and trees, in JAX."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from training.e5 import E5
from training.windows import PIECES, Batch, Labels

LAYERS = 8  # of twelve: the upper ones serve search, not grammar
ARC_WIDTH = 256
LABEL_WIDTH = 96
DROPOUT = 0.1
HEAD_DROPOUT = 0.2
NEVER = -1e9
WEIGHT_DECAY = 0.01
FIRST_MOMENT, SECOND_MOMENT = 0.9, 0.98

Params = Any  # nested dicts and tuples of arrays, as JAX takes them


@dataclass(frozen=True, slots=True)
class Rates:
    """Learning rates of the body and of the new heads."""

    body: float
    heads: float

    def scaled(self, factor: float) -> Array:
        return jnp.array([self.body * factor, self.heads * factor])


def initial(e5: E5, labels: Labels, *, seed: int) -> Params:
    """Return the weights to start from: e5's body, new heads."""
    return {"body": _body(e5), "heads": _heads(e5.shape.width * 2, labels, np.random.default_rng(seed))}


def _body(e5: E5) -> Params:
    width = e5.shape.width
    places = e5.tensor("emb.pos", -1, width)[:PIECES] + e5.tensor("emb.type", 2, width)[0]
    return {
        "places": jnp.asarray(places),
        "norm": _norm(e5, "emb.ln"),
        "layers": [_layer(e5, f"l{number}") for number in range(LAYERS)],
    }


def _layer(e5: E5, name: str) -> Params:
    width, hidden = e5.shape.width, e5.shape.hidden
    sizes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
    sizes |= {"fi": (hidden, width), "fo": (width, hidden)}
    linear = {
        key: (jnp.asarray(e5.tensor(f"{name}.{key}.w", *size).T), jnp.asarray(e5.tensor(f"{name}.{key}.b")))
        for key, size in sizes.items()
    }
    return {**linear, "aln": _norm(e5, f"{name}.aln"), "oln": _norm(e5, f"{name}.oln")}


def _norm(e5: E5, name: str) -> tuple[Array, Array]:
    return jnp.asarray(e5.tensor(f"{name}.w")), jnp.asarray(e5.tensor(f"{name}.b"))


def _heads(width: int, labels: Labels, chance: np.random.Generator) -> Params:
    def linear(outputs: int, scale: float) -> tuple[Array, Array]:
        weights = chance.standard_normal((width, outputs)) * scale / np.sqrt(width)
        return jnp.asarray(weights, jnp.float32), jnp.zeros(outputs)

    def cube(*shape: int, scale: float) -> Array:
        return jnp.asarray(chance.standard_normal(shape) * scale, jnp.float32)

    return {
        "tag": linear(len(labels.tags), 0.3),
        "entity": linear(len(labels.entities), 0.3),
        "start": linear(2, 0.3),
        "arc_of": linear(ARC_WIDTH, 1.0),
        "arc_to": linear(ARC_WIDTH, 1.0),
        "arc": cube(ARC_WIDTH, ARC_WIDTH, scale=0.1),
        "arc_bias": jnp.zeros(ARC_WIDTH),
        "label_of": linear(LABEL_WIDTH, 1.0),
        "label_to": linear(LABEL_WIDTH, 1.0),
        "label": cube(LABEL_WIDTH + 1, len(labels.relations), LABEL_WIDTH + 1, scale=0.02),
    }


def _apply(linear: tuple[Array, Array], x: Array) -> Array:
    return x @ linear[0] + linear[1]


def _normed(norm: tuple[Array, Array], x: Array) -> Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + 1e-12) * norm[0] + norm[1]


def _dropped(x: Array, key: Array | None, share: float) -> Array:
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def _attention(layer: Params, x: Array, bias: Array, heads: int) -> Array:
    def parted(y: Array) -> Array:
        return y.reshape(*y.shape[:2], heads, -1).transpose(0, 2, 1, 3)

    query, key, value = (parted(_apply(layer[name], x)) for name in ("q", "k", "v"))
    weights = jax.nn.softmax(query @ key.swapaxes(2, 3) / np.sqrt(query.shape[-1]) + bias, -1)
    return _apply(layer["ao"], (weights @ value).transpose(0, 2, 1, 3).reshape(x.shape))


def word_vectors(body: Params, embedded: Array, batch: Batch, real: Array, key: Array | None) -> Array:
    """Return each word's vector: what stands at its first and at its last piece."""
    keys = [None] * (2 * LAYERS + 2) if key is None else list(jax.random.split(key, 2 * LAYERS + 2))
    x = _dropped(_normed(body["norm"], embedded + body["places"]), keys[-1], DROPOUT)
    bias = jnp.where(real, 0.0, NEVER)[:, None, None, :]
    heads = embedded.shape[-1] // 32
    for number, layer in enumerate(body["layers"]):
        x = _normed(layer["aln"], x + _dropped(_attention(layer, x, bias, heads), keys[2 * number], DROPOUT))
        wide = jax.nn.gelu(_apply(layer["fi"], x))
        x = _normed(layer["oln"], x + _dropped(_apply(layer["fo"], wide), keys[2 * number + 1], DROPOUT))
    ends = [jnp.take_along_axis(x, place[..., None], 1) for place in (batch.first, batch.last)]
    return _dropped(jnp.concatenate(ends, -1), keys[-2], HEAD_DROPOUT)


def _scores(heads: Params, words: Array, present: Array) -> dict[str, Array]:
    of, to = (jax.nn.gelu(_apply(heads[name], words)) for name in ("arc_of", "arc_to"))
    arcs = jnp.einsum("bid,de,bje->bij", of, heads["arc"], to) + (to @ heads["arc_bias"])[:, None, :]
    plain = {name: _apply(heads[name], words) for name in ("tag", "entity", "start")}
    return {**plain, "head": jnp.where(present[:, None, :], arcs, NEVER)}


def _relation_scores(heads: Params, words: Array, chosen: Array) -> Array:
    """Return the scores of each word's relation to its chosen head."""
    one = jnp.ones((*words.shape[:2], 1))
    of, to = (
        jnp.concatenate([jax.nn.gelu(_apply(heads[name], words)), one], -1)
        for name in ("label_of", "label_to")
    )
    head = jnp.take_along_axis(to, chosen[..., None], 1)
    return jnp.einsum("bile,bie->bil", jnp.einsum("bid,dle->bile", of, heads["label"]), head)


def _loss(scores: Array, targets: Array, weight: Array) -> Array:
    known = (targets >= 0) * weight[:, None]
    said = jnp.take_along_axis(jax.nn.log_softmax(scores, -1), jnp.maximum(targets, 0)[..., None], -1)[..., 0]
    return -(said * known).sum() / jnp.maximum(known.sum(), 1)


def loss(  # noqa: PLR0917 (JAX takes its derivative by the first)
    params: Params,
    embedded: Array,
    batch: Batch,
    real: Array,
    targets: dict[str, Array],
    tree_weight: Array,
    key: Array,
) -> Array:
    words = word_vectors(params["body"], embedded, batch, real, key)
    scores = _scores(params["heads"], words, batch.present)
    relation = _relation_scores(params["heads"], words, jnp.maximum(targets["head"], 0))
    even = jnp.ones_like(tree_weight)
    return (
        _loss(scores["tag"], targets["tag"], even)
        + _loss(scores["entity"], targets["entity"], even)
        + 0.5 * _loss(scores["start"], targets["start"], even)
        + _loss(scores["head"], targets["head"], tree_weight)
        + _loss(relation, targets["relation"], tree_weight)
    )


@partial(jax.jit, donate_argnums=(0, 1, 2))
def step(params: Params, first: Params, second: Params, number: Array, rates: Array, *given: Any) -> Any:
    """Return weights, both moments and the loss after one step of AdamW."""
    value, slope = jax.value_and_grad(loss)(params, *given)
    size = jnp.sqrt(sum((leaf**2).sum() for leaf in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda leaf: leaf * jnp.minimum(1.0, 1.0 / size), slope)
    first = jax.tree.map(lambda m, g: FIRST_MOMENT * m + (1 - FIRST_MOMENT) * g, first, slope)
    second = jax.tree.map(lambda v, g: SECOND_MOMENT * v + (1 - SECOND_MOMENT) * g**2, second, slope)
    even = 1 - FIRST_MOMENT**number, 1 - SECOND_MOMENT**number

    def moved(rate: Array, weight: Array, m: Array, v: Array) -> Array:
        return weight - rate * ((m / even[0]) / (jnp.sqrt(v / even[1]) + 1e-8) + WEIGHT_DECAY * weight)

    parts = {
        part: jax.tree.map(partial(moved, rates[place]), params[part], first[part], second[part])
        for place, part in enumerate(("body", "heads"))
    }
    return parts, first, second, value


@jax.jit
def read(params: Params, embedded: Array, batch: Batch, real: Array) -> dict[str, Array]:
    """Return the word vectors, and the logarithms of how likely each tag, entity, start and head is."""
    words = word_vectors(params["body"], embedded, batch, real, None)
    scores = _scores(params["heads"], words, batch.present)
    return {"vectors": words, **{kind: jax.nn.log_softmax(score, -1) for kind, score in scores.items()}}


@jax.jit
def relations(params: Params, words: Array, heads: Array) -> Array:
    """Return the logarithm of how likely each relation of each word to its head is."""
    return jax.nn.log_softmax(_relation_scores(params["heads"], words, heads), -1)


jax.tree_util.register_dataclass(Batch, data_fields=["pieces", "first", "last", "present"], meta_fields=[])
