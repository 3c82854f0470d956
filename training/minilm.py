"""all-MiniLM-L6-v2 written out: post-norm layers of width 384, fused query, key and value. src/reader/minilm.rs is its twin."""
import math
import torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file

WIDTH, INNER, HEADS = 384, 1536, 12
# Where the processor does not multiply 16-bit floats itself, they are slower than whole ones, not faster.
DTYPE = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported() else torch.float32


def cast():
    """Layers compute in DTYPE within it."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=DTYPE is torch.bfloat16)


class Masks:
    """Dropout masks cut at random places from one large pool: drawing fresh ones costs a tenth of the training time."""

    def __init__(self, p, n=1 << 24):
        self.pool, self.p, self.n = None, p, n

    def take(self, x):
        if self.pool is None:
            self.pool = ((torch.rand(self.n) > self.p).float() / (1 - self.p)).to(DTYPE)
        k = x.numel()
        start = int(torch.randint(0, self.n - k, (1,)))
        return self.pool[start:start + k].view(x.shape).to(x.dtype)


MASKS = Masks(0.1)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def drop(self, x):
        return x * MASKS.take(x) if self.training else x

    def forward(self, x, bias):
        B, T, D = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, HEADS, D // HEADS).permute(2, 0, 3, 1, 4)
        a = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) * (1 / math.sqrt(D // HEADS)) + bias, -1)
        y = torch.matmul(a.to(v.dtype), v).transpose(1, 2).reshape(B, T, D)
        x = self.n1((x + self.drop(self.o(y))).float()).to(x.dtype)
        return self.n2((x + self.drop(self.down(F.gelu(self.up(x))))).float()).to(x.dtype)


class Mini(nn.Module):
    """Token vectors of a batch; word vectors stay as they were pretrained."""

    def __init__(self, path, layers=6):
        super().__init__()
        s = load_file(f"{path}/model.safetensors")
        self.word = nn.Embedding(*s["embeddings.word_embeddings.weight"].shape)
        self.word.weight.data.copy_(s["embeddings.word_embeddings.weight"])
        self.word.weight.requires_grad = False
        self.pos = nn.Parameter(s["embeddings.position_embeddings.weight"].clone())
        self.typ = nn.Parameter(s["embeddings.token_type_embeddings.weight"][0].clone())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for w in ("weight", "bias"):
            getattr(self.norm, w).data.copy_(s[f"embeddings.LayerNorm.{w}"])
        for i, layer in enumerate(self.layers):
            self._load(layer, lambda n, i=i: s[f"encoder.layer.{i}.{n}"])

    @staticmethod
    def _load(layer, get):
        names = ((layer.o, "attention.output.dense"), (layer.n1, "attention.output.LayerNorm"), (layer.up, "intermediate.dense"),
                 (layer.down, "output.dense"), (layer.n2, "output.LayerNorm"))
        for w in ("weight", "bias"):
            getattr(layer.qkv, w).data.copy_(torch.cat([get(f"attention.self.{x}.{w}") for x in ("query", "key", "value")]))
            for module, name in names:
                getattr(module, w).data.copy_(get(f"{name}.{w}"))

    def forward(self, ids, mask, dtype=DTYPE):
        x = self.norm(self.word(ids) + self.pos[:ids.shape[1]] + self.typ).to(dtype)
        bias = ((1 - mask.float()) * -1e4)[:, None, None, :].to(dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()
