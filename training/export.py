"""Writes fitted weights as the container that src/reader/weights.rs reads."""
import gzip, json, struct
import numpy as np

# Word vectors come in so many steps up and down: they are most of the weights, and finer ones told nothing more.
WORD_STEPS = 31
LATIN = 0x24f
# Tokens in the longest window, and some more.
POSITIONS = 192

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
        whole = b"SCW1" + struct.pack("<I", len(head)) + head + bytes(self.data)
        open(path, "wb").write(gzip.compress(whole, 9, mtime=0) if path.suffix == ".gz" else whole)

def bert(c, state, layers):
    """Some layers of a transformer."""
    g = lambda n: state[n].float().numpy()
    for i in layers:
        for m in ("qkv", "o", "up", "down"):
            c.rows(f"layers.{i}.{m}.weight", g(f"layers.{i}.{m}.weight")); c.floats(f"layers.{i}.{m}.bias", g(f"layers.{i}.{m}.bias"))
        for m in ("n1", "n2"):
            for n in ("weight", "bias"): c.floats(f"layers.{i}.{m}.{n}", g(f"layers.{i}.{m}.{n}"))

def own(state): return {k[5:]: v for k, v in state.items() if k.startswith("bert.")}

def is_latin(piece): return not piece.startswith("[unused") and not any(ord(x) > LATIN and x.isalpha() for x in piece)

def encoder(path, state, vocabulary):
    """The sentence reader. Pieces of other scripts than Latin, which no report in English has, keep no vector: they pack to nothing."""
    c, b = Container(), own(state); word = b["word.weight"].numpy().copy()
    for i, piece in enumerate(vocabulary): word[i] *= is_latin(piece)
    c.rows("word", word, WORD_STEPS); c.floats("positions", (b["pos"].float().numpy() + b["typ"].float().numpy()[None])[:POSITIONS])
    for n in ("weight", "bias"): c.floats(f"norm.{n}", b[f"norm.{n}"].float().numpy())
    bert(c, b, range(6)); c.floats("head.weight", state["head.weight"].numpy()); c.floats("head.bias", state["head.bias"].numpy())
    c.meta = {"layers": 6, "positions": POSITIONS}; c.save(path)

def pairs(path, state, shared):
    """The layers of the pair reader that are its own, and its outputs: what all criteria share added to what is each one's."""
    c = Container(); bert(c, own(state), range(shared, 6)); n = state["own.weight"].shape[0]
    c.floats("head.weight", (state["own.weight"].view(n, 2, -1) + state["common.weight"][None]).numpy())
    c.floats("head.bias", (state["bias.weight"] + state["common.bias"][None]).numpy()); c.meta = {"layers": 6, "shared": shared}; c.save(path)
