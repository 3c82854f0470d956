"""The sentence reader: all-MiniLM-L6-v2 fine-tuned to say, for every sentence of a report in its context, which criteria it
bears on, how well it serves them, and which section it speaks about."""
import math, random, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from transformers import AutoTokenizer
from minilm import Mini, cast

WINDOW, HEADING = 176, 16

def tokenizer(path): return AutoTokenizer.from_pretrained(path)

class Reader(nn.Module):
    def __init__(self, path, n_crit, n_sec, criterion_vectors=None):
        super().__init__()
        self.bert = Mini(path)
        self.head = nn.Linear(384, n_crit * 2 + n_sec)
        self.drop = nn.Dropout(0.15)
        self.n_crit, self.n_sec = n_crit, n_sec
        with torch.no_grad():
            self.head.weight.mul_(0.2); self.head.bias.zero_()
            self.head.bias[:n_crit] = -4.0
            if criterion_vectors is not None: self.head.weight[:n_crit] = 1.5 * torch.tensor(criterion_vectors) / 4

    def forward(self, ids, mask, seg, n_sent):
        """ids, mask [B, T]; seg [B, T] sentence index within the batch or -1; returns [n_sent, outputs]."""
        h = self.bert(ids, mask)
        flat, s = h.reshape(-1, 384), seg.reshape(-1)
        keep = s >= 0
        v = torch.zeros(n_sent, 384).index_add_(0, s[keep], flat[keep])
        v = F.normalize(v, dim=1) * 4.0
        return self.head(self.drop(v))

def windows(report, tk, rng=None, enc=None):
    """Token windows of one report: (ids, [(sentence index, start, end)]).

    With `rng` they vary as real files do: now and then a heading goes unrecognised, and windows are cut elsewhere."""
    out, full = [], rng.randrange(110, WINDOW + 1) if rng else WINDOW
    cls, sep = tk.cls_token_id, tk.sep_token_id
    enc = enc or tk([s.text for s in report.sentences], add_special_tokens=False)["input_ids"]
    heads, heading_at = {}, -1
    cur, spans = None, None
    def flush():
        if cur is not None and spans: out.append((cur + [sep], spans))
    last_key = None
    for i, s in enumerate(report.sentences):
        if s.kind == "heading": heading_at = s.block; continue
        k = heading_at
        ids = enc[i][:WINDOW - HEADING - 4]
        if cur is None or k != last_key or len(cur) + len(ids) + 1 > full:
            flush()
            if s.heading not in heads: heads[s.heading] = tk(s.heading, add_special_tokens=False)["input_ids"][:HEADING]
            drop = rng is not None and rng.random() < 0.12
            cur, spans = [cls, *([] if drop else heads[s.heading]), sep], []
            last_key = k
        spans.append((i, len(cur), len(cur) + len(ids))); cur = cur + ids
    flush()
    return out

def batches(items, size, shuffle, rng):
    """Groups windows of like length; items are (report index, ids, spans)."""
    order = list(range(len(items)))
    if shuffle:
        rng.shuffle(order)
        chunk = size * 12
        order = [j for c in range(0, len(order), chunk) for j in sorted(order[c:c + chunk], key=lambda j: len(items[j][1]))]
    else: order.sort(key=lambda j: len(items[j][1]))
    b = [order[i:i + size] for i in range(0, len(order), size)]
    if shuffle: rng.shuffle(b)
    return b

def collate(items, idx):
    T = -(-max(len(items[j][1]) for j in idx) // 16) * 16  # few distinct shapes: a kernel is built for each
    ids = torch.zeros(len(idx), T, dtype=torch.long); mask = torch.zeros(len(idx), T, dtype=torch.long)
    seg = torch.full((len(idx), T), -1, dtype=torch.long); where = []
    for r, j in enumerate(idx):
        ri, w, spans = items[j]
        ids[r, :len(w)] = torch.tensor(w); mask[r, :len(w)] = 1
        for i, a, b in spans:
            seg[r, a:b] = len(where); where.append((ri, i))
    return ids, mask, seg, where

def targets(reports, codes, secs, set_weight):
    """Per report arrays: evidence [S, C] with NaN-free targets, weight, quality [S, C], section [S] (multi-hot)."""
    ci = {c: i for i, c in enumerate(codes)}; si = {s: i for i, s in enumerate(secs)}
    out = []
    for r in reports:
        S = len(r.sentences)
        y = np.zeros((S, len(codes)), np.float32); w = np.ones((S, len(codes)), np.float32)
        q = np.zeros((S, len(codes)), np.float32); qw = np.zeros((S, len(codes)), np.float32)
        sec = np.zeros((S, len(secs)), np.float32); sw = np.zeros(S, np.float32)
        for i, s in enumerate(r.sentences):
            for c, v in s.evidence.items():
                y[i, ci[c]] = 1; w[i, ci[c]] = 6 * v
                q[i, ci[c]] = r.labels[c] == 2; qw[i, ci[c]] = 1 if v in (1, 0.7) else 0.5
            if s.sections:
                sw[i] = 1
                for x in s.sections:
                    if x in si: sec[i, si[x]] = 1
        if r.only:  # a contrast passage speaks for its own criterion alone
            own = np.zeros(len(codes), np.float32); own[ci[r.only]] = 1
            w *= own; qw *= own
        k = set_weight(r)
        out.append((y, w * k, q, qw * k, sec, sw * k))
    return out

def fit(path, reports, codes, secs, criterion_vectors, set_weight, epochs=6, batch=16, lr=1e-4, head_lr=4e-3, seed=0, log=print, start=None):
    torch.manual_seed(seed); rng = random.Random(seed)
    tk = tokenizer(path)
    model = Reader(path, len(codes), len(secs), criterion_vectors)
    if start is not None: model.load_state_dict(start)
    tg = targets(reports, codes, secs, set_weight)
    enc_ids = [tk([s.text for s in r.sentences], add_special_tokens=False)["input_ids"] for r in reports]
    cut = lambda: [(ri, w, sp) for ri, r in enumerate(reports) for w, sp in windows(r, tk, rng, enc_ids[ri])]
    items = cut()
    enc = [p for n, p in model.named_parameters() if n.startswith("bert") and p.requires_grad]
    opt = torch.optim.AdamW([{"params": enc, "lr": lr, "weight_decay": 0.01}, {"params": model.head.parameters(), "lr": head_lr, "weight_decay": 0.01}])
    steps = math.ceil(epochs * 1.03 * len(items) / batch); warm = 60
    base = [g["lr"] for g in opt.param_groups]; step = 0
    C = len(codes)
    for ep in range(epochs):
        model.train(); t0 = time.time(); tot = 0; n = 0
        if ep: items = cut()
        for idx in batches(items, batch, True, rng):
            f = min(1, (step + 1) / warm) * max(0.0, 1 - step / steps)
            for g, b in zip(opt.param_groups, base): g["lr"] = b * f
            ids, mask, seg, where = collate(items, idx)
            pick = lambda k: torch.tensor(np.stack([tg[ri][k][i] for ri, i in where]))
            y, w, q, qw, sec, sw = (pick(k) for k in range(6))
            with cast(): out = model(ids, mask, seg, len(where))
            out = out.float()
            ev, qu, se = out[:, :C], out[:, C:2 * C], out[:, 2 * C:]
            loss = (F.binary_cross_entropy_with_logits(ev, y, weight=w, reduction="sum")
                    + 4 * F.binary_cross_entropy_with_logits(qu, q, weight=qw, reduction="sum")
                    - 0.5 * 6 * (sw * (F.log_softmax(se, 1) * sec / sec.sum(1, keepdim=True).clamp(min=1)).sum(1)).sum()) / len(where)
            opt.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 3.0); opt.step()
            step += 1; tot += loss.item(); n += 1
            if step % 50 == 0: log(f"  step {step} of {steps}: {time.time() - t0:.0f} s", flush=True)
        log(f"epoch {ep + 1}: loss {tot / n:.4f} {time.time() - t0:.0f} s, {n} batches", flush=True)
    return model

@torch.no_grad()
def read(model, reports, tk, batch=32):
    """Per report an array [S, 2C + sections] of logits; headings and unread sentences are NaN."""
    model.eval(); out = []
    for r in reports:
        items = [(0, w, sp) for w, sp in windows(r, tk)]
        z = np.full((len(r.sentences), model.head.out_features), np.nan, np.float32)
        for idx in batches(items, batch, False, None):
            ids, mask, seg, where = collate(items, idx)
            with cast(): o = model(ids, mask, seg, len(where))
            for k, (_, i) in enumerate(where): z[i] = o[k].float().numpy()
        out.append(z)
    return out
