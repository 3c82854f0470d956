"""The second reading: criterion and its best passages side by side, judged together.

A small transformer (the first layers of the same encoder) reads `[CLS] criterion [SEP] best sentences in report order [SEP]` and says
how far they satisfy it: two ordinal logits, at least partial and met."""
import math, random, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from minilm import Mini

MAX = 160

class Judge(nn.Module):
    def __init__(self, path, n_crit, layers):
        super().__init__()
        self.bert = Mini(path, layers)
        self.drop = nn.Dropout(0.15)
        self.shared = nn.Linear(768, 2)
        self.own = nn.Parameter(torch.zeros(n_crit, 2, 768)); self.own_bias = nn.Parameter(torch.zeros(n_crit, 2))
    def forward(self, ids, mask, text, crit):
        h = self.bert(ids, mask)
        m = text[..., None].float()
        v = torch.cat([h[:, 0], (h * m).sum(1) / m.sum(1).clamp(min=1)], 1)
        v = self.drop(F.normalize(v, dim=1) * 6)
        return self.shared(v) + torch.einsum("bkd,bd->bk", self.own[crit], v) + self.own_bias[crit]

def bundle(report, z, c, tk_ids, k=6, floor=-4.5):
    """Indices of the sentences to read for criterion c: the best k with a chance of bearing on it, in report order."""
    e = z[:, c]
    cand = [i for i in range(len(e)) if not np.isnan(e[i]) and report.sentences[i].words >= 3 and not report.sentences[i].front]
    cand.sort(key=lambda i: (-e[i] + (3 if report.sentences[i].appendix else 0), i))
    keep = [i for n, i in enumerate(cand[:k]) if n < 2 or e[i] > floor]
    return sorted(keep), cand

def encode_bundle(prefix, report, idx, ids, sep, e):
    """Token ids and the mask of the passages' own tokens; the weakest sentences go first when it is too long."""
    idx = list(idx)
    while sum(min(len(ids[i]), 60) + 1 for i in idx) + len(prefix) + 1 > MAX and len(idx) > 1:
        idx.remove(min(idx, key=lambda i: e[i]))
    out, m = list(prefix), [0] * len(prefix)
    for n, i in enumerate(idx):
        if n and idx[n - 1] != i - 1: out.append(sep); m.append(0)
        t = ids[i][:60]
        out += t; m += [1] * len(t)
    return (out + [sep])[:MAX], (m + [0])[:MAX]

def make(reports, Z, codes, wordings, tk, k=6):
    pre = [[tk.cls_token_id, *tk(w, add_special_tokens=False)["input_ids"][:28], tk.sep_token_id] for w in wordings]
    out = []
    for r in reports:
        z = Z[r.id]
        if isinstance(z, list): z = np.mean(z, axis=0)
        ids = tk([s.text for s in r.sentences], add_special_tokens=False)["input_ids"]
        for c, code in enumerate(codes):
            idx, _ = bundle(r, z, c, ids, k)
            if not idx: continue
            t, m = encode_bundle(pre[c], r, idx, ids, tk.sep_token_id, z[:, c])
            out.append(dict(ids=t, mask=m, crit=c, y=r.labels[code], w=2.0 if r.set not in ("train", "dev") else 1.0, rid=r.id))
    return out

def collate(items):
    T = -(-max(len(i["ids"]) for i in items) // 16) * 16; B = len(items)
    ids = torch.zeros(B, T, dtype=torch.long); mask = torch.zeros(B, T, dtype=torch.long); text = torch.zeros(B, T)
    for r, it in enumerate(items):
        n = len(it["ids"]); ids[r, :n] = torch.tensor(it["ids"]); mask[r, :n] = 1; text[r, :n] = torch.tensor(it["mask"])
    return ids, mask, text, torch.tensor([i["crit"] for i in items])

def fit(path, items, n_crit, layers=3, epochs=3, batch=32, lr=1.2e-4, head_lr=2e-3, seed=0, log=print, init=None):
    torch.manual_seed(seed); rng = random.Random(seed)
    model = Judge(path, n_crit, layers)
    if init is not None:
        own = model.bert.state_dict(); own.update({k: v for k, v in init.items() if k in own}); model.bert.load_state_dict(own)
    enc = [p for n, p in model.named_parameters() if n.startswith("bert") and p.requires_grad]
    head = [p for n, p in model.named_parameters() if not n.startswith("bert")]
    opt = torch.optim.AdamW([{"params": enc, "lr": lr, "weight_decay": 0.01}, {"params": head, "lr": head_lr, "weight_decay": 0.05}])
    base = [g["lr"] for g in opt.param_groups]
    steps = epochs * math.ceil(len(items) / batch); step = 0
    for ep in range(epochs):
        model.train(); t0 = time.time(); tot = n = 0
        order = list(range(len(items))); rng.shuffle(order)
        chunk = batch * 12
        order = [j for c in range(0, len(order), chunk) for j in sorted(order[c:c + chunk], key=lambda j: len(items[j]["ids"]))]
        bs = [order[i:i + batch] for i in range(0, len(order), batch)]; rng.shuffle(bs)
        for b in bs:
            f = min(1, (step + 1) / 60) * max(0.0, 1 - step / steps)
            for g, x in zip(opt.param_groups, base): g["lr"] = x * f
            it = [items[j] for j in b]
            ids, mask, text, crit = collate(it)
            y = torch.tensor([[float(i["y"] >= 1), float(i["y"] >= 2)] for i in it]); w = torch.tensor([i["w"] for i in it])
            with torch.autocast('cpu', dtype=torch.bfloat16): o = model(ids, mask, text, crit).float()
            loss = (F.binary_cross_entropy_with_logits(o, y, reduction="none").sum(1) * w).mean()
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); opt.step()
            step += 1; tot += loss.item(); n += 1
        log(f"judge epoch {ep + 1}: loss {tot / n:.4f} {time.time() - t0:.0f} s, {n} batches", flush=True)
    return model

@torch.no_grad()
def score(model, items, batch=64):
    model.eval(); out = np.zeros((len(items), 2), np.float32)
    order = sorted(range(len(items)), key=lambda j: len(items[j]["ids"]))
    for i in range(0, len(order), batch):
        b = order[i:i + batch]
        with torch.autocast('cpu', dtype=torch.bfloat16): out[b] = model(*collate([items[j] for j in b])).float().numpy()
    return out
