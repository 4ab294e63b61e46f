/** The network as a program: what the example is for people who want to run it. It needs nothing but numpy and safetensors. */
export const ARCHITECTURE = `"""A Llama of one layer in numpy: python modeling_finch_nano.py "once upon a time" """

import json
import pathlib
import sys

import numpy as np
from safetensors.numpy import load_file

HERE = pathlib.Path(__file__).parent
CONFIG = json.loads((HERE / "config.json").read_text())
VOCABULARY = json.loads((HERE / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]


def normalise(x, weight):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + CONFIG["rms_norm_eps"]) * weight


def rotate(x):
    """Turns each pair of numbers by an angle that grows with the position."""
    length, _, size = x.shape
    angles = np.outer(np.arange(length), CONFIG["rope_theta"] ** (-np.arange(0, size, 2) / size))
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    a, b = np.split(x, 2, axis=-1)
    return np.concatenate([a * cos - b * sin, b * cos + a * sin], axis=-1)


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def attend(x, w, prefix):
    heads = CONFIG["num_attention_heads"]
    q, k, v = ((x @ w[f"{prefix}.{p}_proj.weight"].T).reshape(len(x), heads, -1) for p in "qkv")
    scores = np.einsum("qhd,khd->hqk", rotate(q), rotate(k)) / np.sqrt(q.shape[-1])
    scores += np.triu(np.full(scores.shape[1:], -np.inf), 1)
    mixed = np.einsum("hqk,khd->qhd", softmax(scores), v).reshape(len(x), -1)
    return mixed @ w[f"{prefix}.o_proj.weight"].T


def logits(tokens, w):
    """What the model thinks of every token that could come next, at each place."""
    x = w["model.embed_tokens.weight"][tokens]
    for n in range(CONFIG["num_hidden_layers"]):
        layer = f"model.layers.{n}"
        x = x + attend(normalise(x, w[f"{layer}.input_layernorm.weight"]), w, f"{layer}.self_attn")
        y = normalise(x, w[f"{layer}.post_attention_layernorm.weight"])
        gate, up = (y @ w[f"{layer}.mlp.{p}_proj.weight"].T for p in ("gate", "up"))
        x = x + (gate / (1 + np.exp(-gate)) * up) @ w[f"{layer}.mlp.down_proj.weight"].T
    return normalise(x, w["model.norm.weight"]) @ w["lm_head.weight"].T


def main():
    weights = load_file(HERE / "model.safetensors")
    prompt = sys.argv[1] if len(sys.argv) > 1 else "once upon a time"
    tokens = [CONFIG["bos_token_id"], *(VOCABULARY.get(c, 0) for c in prompt.lower())]
    characters = {number: text for text, number in VOCABULARY.items()}
    for _ in range(20):
        tokens.append(int(logits(tokens, weights)[-1].argmax()))
    print("".join(characters[t] for t in tokens[1:]))


if __name__ == "__main__":
    main()
`;
