"""The kit that makes the recognizer's weights: text and fonts in, a network out. Stands beside the product.

The way: `corpus` reads text, `sampler` takes lines from it, `renderer` sets them in `faces`, `degrade` makes scans of
them, `network` learns to read them in `loop`, and `export` writes what crosses to the product: weights and alphabet.
Labels run as the eye does, from left to right. Ink is high and paper is 0. torch is imported here and nowhere else.
"""
