"""The network: the lower part of MiniLM-L6 reads a paragraph, the upper part a run of its words with what is known of them."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from counterclaim_baselines import minilm
from counterclaim_baselines.crf.reading import Reading
from counterclaim_baselines.token_classifier.sequences import LAYERS, MARKS, Run

MOST = 500
"""How many word pieces of a paragraph are read; the longest of the train split has 208. Words beyond have no state of their own."""


class TagNetwork(nn.Module):  # type: ignore[misc]
    """The upper part: it gives each word of a run the scores of the tags of its layer."""

    def __init__(self) -> None:
        """Load the weights that the package holds; marks and the layers that give the tags are new."""
        super().__init__()
        self.parts = minilm.parts()
        self.upper = self.parts.upper
        self.heads = nn.ModuleList([nn.Linear(minilm.WIDTH, len(tags)) for tags in LAYERS])
        self.marks = nn.Embedding(len(MARKS), minilm.WIDTH, padding_idx=0)
        self.dropout = nn.Dropout(0.1)

    def read(self, reading: Reading) -> Tensor:
        """Return for each word the mean of what the lower part makes of its pieces: (words, width)."""
        return torch.cat([self._paragraph(reading, first, past) for first, past in reading.paragraphs])

    def forward(self, runs: Sequence[tuple[Tensor, Run]]) -> list[Tensor]:
        """Return the scores of the tags of each run, (words, tags of its layer), from the words of its article."""
        marks = pad_sequence([torch.tensor(run.marks) for _, run in runs], batch_first=True)
        words = pad_sequence([states[run.first : run.past] for states, run in runs], batch_first=True)
        lengths = torch.tensor([run.past - run.first for _, run in runs])
        mask = (torch.arange(words.shape[1])[None] < lengths[:, None])[:, None, None]
        states = words + self.marks(marks)
        for layer in self.upper:
            states = minilm.attend(layer, states, mask, self.parts.heads)
        states = self.dropout(states)
        return [self.heads[run.layer](states[n, : run.past - run.first]) for n, (_, run) in enumerate(runs)]

    def _paragraph(self, reading: Reading, first: int, past: int) -> Tensor:
        start = reading.tokens[first][0]
        encoded = self.parts.tokenizer.encode(reading.text[start : reading.tokens[past - 1][1]], add_special_tokens=False)
        pieces = minilm.embed(self.parts, encoded.ids[:MOST])[1:-1]
        owner = torch.zeros(past - first, len(pieces))
        word = first
        for piece, (begins, _) in enumerate(encoded.offsets[:MOST]):
            while word + 1 < past and reading.tokens[word + 1][0] <= start + begins:
                word += 1
            owner[word - first, piece] = 1.0
        return owner @ pieces / owner.sum(1, keepdim=True).clamp(min=1)
