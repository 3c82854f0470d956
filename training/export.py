"""Writes fitted weights as the container that src/reader/weights.rs reads."""
import json, struct
import numpy as np

class Container:
    def __init__(self): self.tensors, self.data, self.meta = {}, bytearray(), {}
    def _put(self, b):
        while len(self.data) % 8: self.data.append(0)
        at = len(self.data); self.data += b; return at
    def floats(self, name, a):
        a = np.ascontiguousarray(a, np.float32)
        self.tensors[name] = {"dtype": "f32", "shape": list(a.shape), "offset": self._put(a.tobytes())}
    def rows(self, name, a, top=63):
        """8-bit rows with one scale a row; top 63 keeps products within 16 bits where a processor has no better."""
        a = np.asarray(a, np.float32); s = np.abs(a).max(1) / top; s[s == 0] = 1e-12
        q = np.clip(np.round(a / s[:, None]), -top, top).astype(np.int8)
        self.tensors[name] = {"dtype": "i8", "shape": list(a.shape), "offset": self._put(q.tobytes()), "scales": self._put(s.astype(np.float32).tobytes())}
    def save(self, path):
        head = json.dumps({"tensors": self.tensors, "meta": self.meta}, sort_keys=True).encode()
        open(path, "wb").write(b"SCW1" + struct.pack("<I", len(head)) + head + bytes(self.data))

def bert(c, prefix, state, layers):
    """The layers of a transformer; word vectors are written apart, since two transformers may share them."""
    g = lambda n: state[n].float().numpy()
    c.floats(f"{prefix}positions", g("pos") + g("typ")[None])
    for n in ("weight", "bias"): c.floats(f"{prefix}norm.{n}", g(f"norm.{n}"))
    for i in range(layers):
        for m in ("qkv", "o", "up", "down"):
            c.rows(f"{prefix}layers.{i}.{m}.weight", g(f"layers.{i}.{m}.weight")); c.floats(f"{prefix}layers.{i}.{m}.bias", g(f"layers.{i}.{m}.bias"))
        for m in ("n1", "n2"):
            for n in ("weight", "bias"): c.floats(f"{prefix}layers.{i}.{m}.{n}", g(f"layers.{i}.{m}.{n}"))

def encoder(path, state):
    c = Container(); b = {k[5:]: v for k, v in state.items() if k.startswith("bert.")}
    c.rows("word", b["word.weight"].numpy(), 127); bert(c, "", b, 6)
    c.floats("head.weight", state["head.weight"].numpy()); c.floats("head.bias", state["head.bias"].numpy())
    c.meta = {"layers": 6, "positions": 512}; c.save(path)
