"""all-MiniLM-L6-v2 written out: six post-norm layers, fused query-key-value."""
import torch, torch.nn as nn, torch.nn.functional as F, math
from safetensors.torch import load_file
class Masks:
    """Dropout masks cut at random places from one large pool: drawing fresh ones costs a tenth of the training time."""
    def __init__(self,p,n=1<<24): self.pool=None; self.p=p; self.n=n
    def take(self,x):
        if self.pool is None: self.pool=((torch.rand(self.n)>self.p).float()/(1-self.p)).to(torch.bfloat16)
        k=x.numel(); a=int(torch.randint(0,self.n-k,(1,)))
        return self.pool[a:a+k].view(x.shape).to(x.dtype)
MASKS=Masks(0.1)
class Layer(nn.Module):
    def __init__(self,d=384,f=1536,h=12,p=0.1):
        super().__init__(); self.qkv=nn.Linear(d,3*d); self.o=nn.Linear(d,d); self.n1=nn.LayerNorm(d,eps=1e-12); self.up=nn.Linear(d,f); self.down=nn.Linear(f,d); self.n2=nn.LayerNorm(d,eps=1e-12); self.h=h; self.p=p
    def drop(self,x):
        return x*MASKS.take(x) if self.training else x
    def forward(self,x,bias):
        B,T,D=x.shape
        qkv=self.qkv(x).view(B,T,3,self.h,D//self.h).permute(2,0,3,1,4)
        q,k,v=qkv[0],qkv[1],qkv[2]
        a=torch.matmul(q,k.transpose(-1,-2))*(1/math.sqrt(D//self.h))+bias
        a=torch.softmax(a,-1)
        y=torch.matmul(a.to(v.dtype),v).transpose(1,2).reshape(B,T,D)
        x=self.n1((x+self.drop(self.o(y))).float()).to(x.dtype)
        return self.n2((x+self.drop(self.down(F.gelu(self.up(x))))).float()).to(x.dtype)
class Mini(nn.Module):
    def __init__(self,path,layers=6):
        super().__init__(); s=load_file(path+'/model.safetensors')
        self.word=nn.Embedding(30522,384); self.pos=nn.Parameter(s['embeddings.position_embeddings.weight'].clone()); self.typ=nn.Parameter(s['embeddings.token_type_embeddings.weight'][0].clone())
        self.word.weight.data.copy_(s['embeddings.word_embeddings.weight']); self.word.weight.requires_grad=False
        self.norm=nn.LayerNorm(384,eps=1e-12); self.norm.weight.data.copy_(s['embeddings.LayerNorm.weight']); self.norm.bias.data.copy_(s['embeddings.LayerNorm.bias'])
        self.layers=nn.ModuleList(Layer() for _ in range(layers))
        for i,l in enumerate(self.layers):
            g=lambda n:s[f'encoder.layer.{i}.{n}']
            for w in('weight','bias'):
                getattr(l.qkv,w).data.copy_(torch.cat([g(f'attention.self.{x}.{w}') for x in('query','key','value')]))
                for m,n in((l.o,'attention.output.dense'),(l.n1,'attention.output.LayerNorm'),(l.up,'intermediate.dense'),(l.down,'output.dense'),(l.n2,'output.LayerNorm')): getattr(m,w).data.copy_(g(f'{n}.{w}'))
    def forward(self,ids,mask,dt=torch.bfloat16):
        x=self.norm(self.word(ids)+self.pos[:ids.shape[1]]+self.typ)
        bias=((1-mask.float())*-1e4)[:,None,None,:].to(dt)
        x=x.to(dt)
        for l in self.layers: x=l(x,bias)
        return x.float()
