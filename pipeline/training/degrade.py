"""What paper, ink, copiers and scanners do to clean ink, and the stretching that the reader does before it looks.

Every function takes a batch of shape (lines, 1, height, width) in [0, 1], ink high, and draws for each line whether and
how much; torch's own generator is used, so `torch.manual_seed` makes it repeatable.
"""

import math

import torch
import torch.nn.functional as F  # noqa: N812  # the name that torch's own documentation gives it
from torch import Tensor

FAINTEST = 13 / 255  # the reader takes less difference than this between paper and ink for bare paper
PAPER_SHARE = 0.1  # quantile of the line that the reader takes for paper
FLATTENED = 0.5  # the same where uneven light has been taken out: more than half of a line is paper
UNTOUCHED = 0.12  # share of the lines that stay as they were rendered: born-digital pages
BLOCK = 8  # px: a block of JPEG


def degrade(ink: Tensor) -> Tensor:
    """Return clean *ink* as the reader would see it after printing, ageing, copying, scanning and cutting out."""
    with torch.no_grad():
        seen = _printed(ink)
        seen = _coarse(seen)
        seen = _where(seen, 0.7, _blurred(seen, _between(seen, 0.3, 1.4)))
        seen = _dusty(_on_paper(seen))
        seen = _where(seen, 0.12, _through_jpeg(seen))
        seen = stretched(_where(seen, 0.7, stretched(seen, FLATTENED)))  # the reader gets pages of even light
        seen = stretched(_where(seen, 0.8, seen * _inside(ink)))
        seen = _where(seen, 0.22, _two_levels(seen))
        seen = _where(seen, 0.06, _faxed(seen))
        return torch.where(_drawn(ink, UNTOUCHED), ink, seen)


def _inside(ink: Tensor) -> Tensor:
    """Return 1 in the upright box round the *ink* of each line and a few px more; the cutter paints the rest bare."""
    reach = int(torch.randint(1, 6, ()))
    box = torch.ones_like(ink)
    for across in (2, 3):
        written = (ink.amax(across, keepdim=True) > 0.2).float()
        along = 5 - across
        started = written.cummax(along).values
        unfinished = written.flip(along).cummax(along).values.flip(along)
        size = [1, 1]
        size[along - 2] = 2 * reach + 1
        box = box * F.max_pool2d(started * unfinished, size, 1, [side // 2 for side in size])
    return box


def stretched(seen: Tensor, share: float = PAPER_SHARE) -> Tensor:
    """Return *seen* with paper, its quantile at *share*, at 0 and the darkest ink at 1, as the reader does it."""
    paper = torch.quantile(seen[:, :, ::3, ::3].flatten(1), share, dim=1).view(-1, 1, 1, 1)
    most = seen.flatten(1).amax(1).view(-1, 1, 1, 1)
    return ((seen - paper) / (most - paper).clamp(min=FAINTEST)).clamp(0, 1)


def _between(like: Tensor, low: float, high: float) -> Tensor:
    """Return one number for each line."""
    return torch.rand(len(like), 1, 1, 1, device=like.device) * (high - low) + low


def _seldom(like: Tensor, high: float) -> Tensor:
    """Return one number up to *high* for each line, most of them small: few scans are bad in any one way."""
    return torch.rand(len(like), 1, 1, 1, device=like.device) ** 2 * high


def _drawn(like: Tensor, share: float) -> Tensor:
    """Return for each line whether it is one of a *share* of them."""
    return torch.rand(len(like), 1, 1, 1, device=like.device) < share


def _where(before: Tensor, share: float, after: Tensor) -> Tensor:
    return torch.where(_drawn(before, share), after, before)


def _clouds(like: Tensor, down: int, across: int) -> Tensor:
    """Return smooth noise with *down* by *across* free values."""
    coarse = torch.randn(len(like), 1, down, across, device=like.device)
    return F.interpolate(coarse, like.shape[2:], mode="bicubic", align_corners=True)


def _blurred(seen: Tensor, sigma: Tensor) -> Tensor:
    """Return each line under a Gaussian of its own *sigma*, px."""
    reach = torch.arange(-4, 5, device=seen.device).float()
    kernel = torch.exp(-(reach[None] ** 2) / (2 * sigma.view(-1, 1).clamp(min=0.05) ** 2))
    kernel = kernel / kernel.sum(1, keepdim=True)
    padded = F.pad(seen, (4, 4, 4, 4), mode="replicate").transpose(0, 1)
    down = F.conv2d(padded, kernel.view(-1, 1, 9, 1), groups=len(seen))
    return F.conv2d(down, kernel.view(-1, 1, 1, 9), groups=len(seen)).transpose(0, 1)


def _printed(ink: Tensor) -> Tensor:
    """Return *ink* as worn type and old ribbons print it: displaced, fatter or thinner, broken, specked with holes."""
    ink = _weighted(_displaced(ink))
    width = ink.shape[3]
    patches = (_clouds(ink, 6, max(6, width // 16)) * _between(ink, 0.1, 0.6) + 1).clamp(0.15, 1)
    ink = _where(ink, 0.3, ink * patches)
    bands = (_clouds(ink, 10, 2) * _between(ink, 0.2, 0.8) + 1).clamp(0.1, 1)  # the ribbon or the type worn along a row
    ink = _where(ink, 0.06, ink * bands)
    holes = (torch.rand_like(ink) < _seldom(ink, 0.12)).float()
    return _where(ink, 0.2, ink * (1 - holes))


def _displaced(ink: Tensor) -> Tensor:
    height, width = ink.shape[2:]
    moved = _drawn(ink, 0.45).float()
    right = _clouds(ink, 4, max(4, width // 24)) * _between(ink, 0, 1.1) * moved
    down = _clouds(ink, 3, max(4, width // 60)) * _between(ink, 0, 1.2) * moved
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    grid = torch.stack([(columns + right[:, 0]) / (width - 1) * 2 - 1, (rows + down[:, 0]) / (height - 1) * 2 - 1], -1)
    return F.grid_sample(ink, grid, align_corners=True, padding_mode="zeros")


def _weighted(ink: Tensor) -> Tensor:
    """Return *ink* with some lines fatter, some thinner."""
    chance, amount = _between(ink, 0, 1), _between(ink, 0.2, 1.0)
    fat, thin = F.max_pool2d(ink, 3, 1, 1), -F.max_pool2d(-ink, 3, 1, 1)
    fatter, thinner = ink + (fat - ink) * amount, ink + (thin - ink) * amount * 0.55
    return torch.where(chance < 0.16, fatter, torch.where(chance > 0.88, thinner, ink))


def _coarse(seen: Tensor) -> Tensor:
    """Return *seen* with some lines scanned at low resolution: 15 to 28 px for the height of a line."""
    height, width = seen.shape[2:]
    for share, scale in ((0.16, 0.5), (0.1, 0.38), (0.12, 0.7)):
        small = (int(height * scale), max(8, int(width * scale)))
        low = F.interpolate(seen, small, mode="bilinear", antialias=True, align_corners=False)
        method = "bicubic" if scale > 0.4 else "bilinear"
        seen = _where(seen, share, F.interpolate(low, (height, width), mode=method, align_corners=False).clamp(0, 1))
    return seen


def _on_paper(ink: Tensor) -> Tensor:
    """Return *ink*, pale or black, on paper with stains, grain, noise and what shows through from the back."""
    black, paper = 1 - _seldom(ink, 0.7), _seldom(ink, 0.35)
    stains = _clouds(ink, 2, 4) * _seldom(ink, 0.12)
    grain = _clouds(ink, 12, max(8, ink.shape[3] // 6)) * _seldom(ink, 0.07) * black
    back = (
        _blurred(torch.flip(ink, [0, 3]), _between(ink, 1.0, 2.5)) * _between(ink, 0, 0.35) * _drawn(ink, 0.18) * black
    )
    noise = torch.randn_like(ink) * _seldom(ink, 0.18) * black
    ground = (paper + stains + grain + back).clamp(min=0)
    return ground * (1 - ink) + (paper + (1 - paper) * black) * ink + noise


def _dusty(seen: Tensor) -> Tensor:
    """Return *seen* with streaks of the scanner's sensor and dust, fine and coarse."""
    streaks = (torch.rand(len(seen), 1, 1, seen.shape[3], device=seen.device) < 0.01).float()
    seen = _where(seen, 0.08, seen + streaks * _between(seen, -0.4, 0.6))
    chance, share = torch.rand_like(seen), _seldom(seen, 0.03)
    seen = _where(seen, 0.1, seen * (chance >= share) + (chance > 1 - share))
    specks = F.max_pool2d((torch.rand_like(seen) < _between(seen, 0, 0.008)).float(), 2, 1, 1)[:, :, :-1, :-1]
    seen = _where(seen, 0.12, torch.maximum(seen, specks * _between(seen, 0.4, 1.0)))
    return _where(seen, 0.15, _blurred(seen, _between(seen, 0.3, 0.8)))


def _two_levels(seen: Tensor) -> Tensor:
    """Return *seen* as a bilevel scan."""
    return (seen > _between(seen, 0.28, 0.58)).float()


def _faxed(seen: Tensor) -> Tensor:
    """Return *seen* as a fax: two levels, every second row only, a few rows lost or out of step."""
    sheet = _two_levels(seen)
    rows = sheet[:, :, ::2].repeat_interleave(2, dim=2)[:, :, : sheet.shape[2]]
    strayed = torch.rand(len(seen), 1, sheet.shape[2], 1, device=seen.device)
    rows = torch.where(strayed < 0.04, torch.roll(rows, 1, 3), rows)
    return rows * (strayed < 0.985)


def _through_jpeg(seen: Tensor) -> Tensor:
    """Return *seen* after the block transform of JPEG, with coefficients rounded ever coarser upwards (ITU-T T.81)."""
    lines, _, height, width = seen.shape
    down, across = -height % BLOCK, -width % BLOCK
    blocks = F.pad(seen, (0, across, 0, down), mode="replicate").unfold(2, BLOCK, BLOCK).unfold(3, BLOCK, BLOCK)
    basis = _cosines().to(seen.device)
    order = torch.arange(BLOCK, device=seen.device)
    steps = (0.02 + 0.02 * (order[:, None] + order[None])) * _between(seen, 1.0, 5.0)[..., None, None]
    rounded = torch.round(basis @ blocks @ basis.T / steps) * steps
    back = (basis.T @ rounded @ basis).permute(0, 1, 2, 4, 3, 5)
    return back.reshape(lines, 1, height + down, width + across)[:, :, :height, :width].clamp(0, 1)


def _cosines() -> Tensor:
    """Return the orthonormal matrix of the discrete cosine transform, shape (BLOCK, BLOCK)."""
    place = torch.arange(BLOCK).float()
    basis = torch.cos(math.pi / BLOCK * (place[None] + 0.5) * place[:, None]) * math.sqrt(2 / BLOCK)
    basis[0] /= math.sqrt(2)
    return basis
