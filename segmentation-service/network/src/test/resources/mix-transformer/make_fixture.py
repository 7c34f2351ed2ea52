"""Makes checkpoint.safetensors and stages.safetensors, beside this file.

A small Mix Transformer of the transformers library with random weights, saved by that library, and
what it computes on the CPU: the independent party that PretrainedEncoderTest holds the graph against.

    pip install torch "transformers<5" safetensors numpy && python make_fixture.py

Last made with torch 2.15.0 and transformers 4.57.6.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import SegformerConfig, SegformerForImageClassification

SIDE = 64
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)

here = Path(__file__).parent
torch.manual_seed(20)
model = SegformerForImageClassification(
    SegformerConfig(
        hidden_sizes=[8, 16, 20, 16],
        depths=[1, 2, 1, 1],
        num_attention_heads=[1, 2, 5, 8],
        sr_ratios=[8, 4, 2, 1],
        mlp_ratios=[2, 2, 2, 2],
        num_labels=2,
    )
).eval()
with torch.no_grad():
    for name, parameter in model.named_parameters():
        # Every bias and scale moves, too. The first kernel stays small, so that the epsilon of the
        # norm behind it shows.
        deviation = 0.002 if name.endswith("patch_embeddings.0.proj.weight") else 0.15
        if deviation == 0.002:
            parameter.mul_(0.1)
        parameter.add_(deviation * torch.randn_like(parameter))
    model.segformer.encoder.patch_embeddings[0].proj.bias.mul_(0.02)
model.save_pretrained(here, safe_serialization=True)
(here / "model.safetensors").replace(here / "checkpoint.safetensors")
(here / "config.json").unlink()

# The library has 1e-5 everywhere; the authors trained the published weights with 1e-6 in the blocks
# and behind each stage (github.com/NVlabs/SegFormer, mix_transformer.py).
encoder = model.segformer.encoder
for norm in encoder.layer_norm:
    norm.eps = 1e-6
for stage in encoder.block:
    for block in stage:
        block.layer_norm_1.eps = block.layer_norm_2.eps = 1e-6


def stages(pixels):
    with torch.no_grad():
        maps = encoder(pixels, output_hidden_states=True).hidden_states
    # [n, c, h, w] to [h, w, c]
    return [m[0].permute(1, 2, 0).contiguous() for m in maps]


tensors = {}
colour = torch.randint(0, 256, (1, 3, SIDE, SIDE), dtype=torch.uint8)
tensors["colour.frame"] = colour[0].permute(1, 2, 0).float().contiguous()
for i, m in enumerate(stages((colour / 255 - MEAN) / DEVIATION)):
    tensors[f"colour.stage{i + 1}"] = m

# Gray as three equal channels, surrounded by gray 50 in place of the padding.
gray = torch.randint(0, 256, (1, 1, SIDE, SIDE), dtype=torch.uint8)
tensors["gray.frame"] = gray[0].permute(1, 2, 0).float().contiguous()
surrounded = torch.nn.functional.pad(gray, (3, 3, 3, 3), value=50).expand(-1, 3, -1, -1)
encoder.patch_embeddings[0].proj.padding = (0, 0)
for i, m in enumerate(stages((surrounded / 255 - MEAN) / DEVIATION)):
    tensors[f"gray.stage{i + 1}"] = m
save_file(tensors, here / "stages.safetensors")
