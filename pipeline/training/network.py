"""The network: a grey line of 40 px in, scores of the classes every 4 px out; convolutions and two two-way LSTMs.

Dense and narrow, so that two CPU cores can train it: 2.4 million weights. The names of its parts are those in the
checkpoints; to rename one makes old weights unreadable.
"""

from torch import Tensor, nn

HEIGHT = 40  # px
STRIDE = 4  # px of the line for each frame
CHANNELS = (24, 48, 96, 160, 224)
MEMORY = 192  # units of an LSTM, each way
DROPPED = 0.1  # share of the values before each LSTM but the first, and before the scores


def _layer(
    before: int, after: int, kernel: tuple[int, int], stride: tuple[int, int], pad: tuple[int, int]
) -> nn.Sequential:
    convolution = nn.Conv2d(before, after, kernel, stride=stride, padding=pad, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.ReLU(inplace=True))


class LineReader(nn.Module):
    """Line images, shape (lines, 1, HEIGHT, width), ink 1 -> scores, shape (lines, ceil(width / STRIDE), classes)."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        a, b, c, d, e = CHANNELS
        self.conv = nn.Sequential(
            _layer(1, a, (5, 5), (2, 2), (2, 2)),
            _layer(a, b, (3, 3), (2, 2), (1, 1)),
            _layer(b, c, (3, 3), (1, 1), (1, 1)),
            _layer(c, c, (3, 3), (1, 1), (1, 1)),
            _layer(c, d, (3, 3), (2, 1), (1, 1)),
            _layer(d, d, (3, 3), (1, 1), (1, 1)),
            _layer(d, e, (5, 1), (1, 1), (0, 0)),
        )
        self.r1 = nn.LSTM(e, MEMORY, bidirectional=True, batch_first=True)
        self.r2 = nn.LSTM(2 * MEMORY, MEMORY, bidirectional=True, batch_first=True)
        self.drop = nn.Dropout(DROPPED)
        self.out = nn.Linear(2 * MEMORY, classes)

    def forward(self, lines: Tensor) -> Tensor:
        seen = self.conv(lines).squeeze(2).transpose(1, 2)
        seen, _ = self.r1(seen)
        seen, _ = self.r2(self.drop(seen))
        return self.out(self.drop(seen))
