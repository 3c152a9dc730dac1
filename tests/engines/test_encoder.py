"""Our encoder computes what transformers' BertModel computes, from the same parameters."""

from __future__ import annotations

import torch

from summarizer.engines.reader.encoder import Encoder, EncoderConfig


def test_same_numbers_as_transformers() -> None:
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    theirs = BertModel(
        BertConfig(
            vocab_size=90,
            hidden_size=64,
            num_hidden_layers=3,
            num_attention_heads=4,
            intermediate_size=96,
            max_position_embeddings=40,
        ),
        add_pooling_layer=False,
    ).eval()
    ours = Encoder(EncoderConfig(90, 64, 3, 4, 96, 40)).eval()
    result = ours.load_state_dict(theirs.state_dict(), strict=False)
    assert not result.missing_keys
    assert all("position_ids" in k or "token_type_ids" in k for k in result.unexpected_keys)
    ids = torch.randint(0, 90, (3, 20))
    mask = torch.ones(3, 20, dtype=torch.long)
    mask[1, 12:] = 0
    mask[2, 5:] = 0
    with torch.inference_mode():
        want = theirs(input_ids=ids, attention_mask=mask).last_hidden_state
        got = ours(ids, mask)
        short = ours.to(torch.bfloat16)(ids, mask).float()
    assert torch.allclose(got[mask.bool()], want[mask.bool()], atol=1e-5)
    assert torch.cosine_similarity(short[mask.bool()], want[mask.bool()], dim=-1).min() > 0.999


def test_it_learns_through_the_attention_that_it_reads_with() -> None:
    torch.manual_seed(0)
    net = Encoder(EncoderConfig(90, 64, 2, 4, 96, 40)).eval()
    for ids, length in ((torch.randint(0, 90, (1, 20)), 17), (torch.randint(0, 90, (3, 20)), 12)):
        mask = torch.ones(ids.shape, dtype=torch.long)
        mask[:, length:] = 0
        learned = net(ids, mask)
        assert learned.requires_grad
        with torch.inference_mode():
            assert torch.allclose(learned[mask.bool()], net(ids, mask)[mask.bool()], atol=1e-5)


def test_the_reader_does_without_transformers_and_the_compiler() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from summarizer.engines import registry; "
        "print(registry.load('reader').name, {'transformers', 'torch._dynamo'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "reader set()"
