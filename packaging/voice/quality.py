"""How good people would call a recording, 1 to 5, as DistillMOS predicts it.

The model is Microsoft's (PyPI distillmos, MIT); its own code wants torch, which is some gigabytes.
These are the same sums with numpy alone: a spectrum, six convolutions, seven layers of attention.
"""

from __future__ import annotations

import collections
import importlib.util
import io
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

#: Samples at 16 kHz that are judged together; shorter sound is followed by silence.
_JUDGED = 122_880
_HOP = 160
_HEADS, _LAYERS, _CONVOLUTIONS = 8, 7, 6
_REST = np.zeros(3200, np.float32)

Weights = dict[str, np.ndarray]


class Judge:
    """Reads the model once."""

    def __init__(self) -> None:
        found = importlib.util.find_spec("distillmos")
        assert found is not None, "distillmos is in packaging/lock/voice.txt"
        assert found.origin is not None
        self._of = _weights(Path(found.origin).parent / "weights" / "distill_mos_v7.pt")

    def quality(self, wave: np.ndarray) -> float:
        """Of sound at 16 kHz, no longer than seven seconds."""
        loud = np.concatenate((_REST, wave, _REST))[:_JUDGED]
        loud = np.pad(loud, (0, _JUDGED - len(loud))) / (np.abs(loud).max() + 1e-8)
        features = self._convolved(_spectrum(loud))
        risen = self._pooled(self._attended(features))
        return float(1 + 4 / (1 + np.exp(-risen)))

    def _convolved(self, x: np.ndarray) -> np.ndarray:
        """From (2, frequencies, frames) to (frames, features)."""
        for layer in range(_CONVOLUTIONS):
            weight = self._of[f"cnn.cnn.{2 * layer}.weight"]
            steps = 2 if layer else 1, 2 if layer == _CONVOLUTIONS - 1 else 1
            windows = np.lib.stride_tricks.sliding_window_view(
                np.pad(x, ((0, 0), (0, 0), (1, 1))), (3, 3), axis=(1, 2)
            )[:, :: steps[0], :: steps[1]]
            rows, columns = windows.shape[1:3]
            flat = windows.transpose(0, 3, 4, 1, 2).reshape(-1, rows * columns)
            x = weight.reshape(len(weight), -1) @ flat
            x = (x + self._of[f"cnn.cnn.{2 * layer}.bias"][:, None]).reshape(-1, rows, columns)
            x = np.where(x > 0, x, 0.1 * x)
        return x.reshape(-1, x.shape[2]).T

    def _attended(self, x: np.ndarray) -> np.ndarray:
        name = "transformer_pool_attn.transformer."
        x = self._as_in_training(x, "transformer_pool_attn.norm_input.")
        x = self._as_in_training(x, f"{name}norm.")
        x = self._linear(x, f"{name}linear_proj.") + self._of[f"{name}position_encoding.pe"][0]
        for layer in range(_LAYERS):
            one = f"{name}transformer_encoder.layers.{layer}."
            x = self._normed(x + self._attention(x, f"{one}self_attn."), f"{one}norm1.")
            inner = np.maximum(self._linear(x, f"{one}linear1."), 0)
            x = self._normed(x + self._linear(inner, f"{one}linear2."), f"{one}norm2.")
        return self._as_in_training(x, "transformer_pool_attn.norm_trans.")

    def _attention(self, x: np.ndarray, name: str) -> np.ndarray:
        all_three = x @ self._of[f"{name}in_proj_weight"].T + self._of[f"{name}in_proj_bias"]
        query, key, value = (
            part.reshape(len(x), _HEADS, -1).transpose(1, 0, 2)
            for part in np.split(all_three, 3, axis=1)
        )
        weights = _shares(query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[2]))
        return self._linear(
            (weights @ value).transpose(1, 0, 2).reshape(x.shape), f"{name}out_proj."
        )

    def _pooled(self, x: np.ndarray) -> float:
        name = "transformer_pool_attn.pool."
        inner = np.maximum(self._linear(x, f"{name}linear1."), 0)
        weights = _shares(self._linear(inner, f"{name}linear2.").T)
        return float(self._linear(weights @ x, f"{name}linear3.")[0, 0])

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self._of[f"{name}weight"].T + self._of[f"{name}bias"]

    def _as_in_training(self, x: np.ndarray, name: str) -> np.ndarray:
        x = (x - self._of[f"{name}running_mean"]) / np.sqrt(self._of[f"{name}running_var"] + 1e-5)
        return x * self._of[f"{name}weight"] + self._of[f"{name}bias"]

    def _normed(self, x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(axis=1, keepdims=True)
        x = x / np.sqrt((x**2).mean(axis=1, keepdims=True) + 1e-5)
        return x * self._of[f"{name}weight"] + self._of[f"{name}bias"]


def _shares(x: np.ndarray) -> np.ndarray:
    risen = np.exp(x - x.max(axis=-1, keepdims=True))
    return risen / risen.sum(axis=-1, keepdims=True)


def _spectrum(wave: np.ndarray) -> np.ndarray:
    """Real and imaginary part by frequency and frame, their size to the power of 0.3."""
    padded = np.pad(wave, _HOP // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, 2 * _HOP)[::_HOP]
    window = 0.5 - 0.5 * np.cos(np.pi * np.arange(2 * _HOP) / _HOP)
    found = np.fft.rfft(frames * window, axis=1).T
    size = np.maximum(np.abs(found), 1e-12)
    return (np.stack((found.real, found.imag)) * size**-0.7).astype(np.float32)


def _weights(path: Path) -> Weights:
    """The arrays of a file of torch's: a zip of one pickle and the numbers it speaks of."""
    with zipfile.ZipFile(path) as archive:
        (listing,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
        reader = _Reader(archive, listing.removesuffix("data.pkl"))
        return reader.load()["model"]


class _Reader(pickle.Unpickler):
    """Reads numbers, and refuses to make anything else."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(io.BytesIO(archive.read(f"{folder}data.pkl")))
        self._archive, self._folder = archive, folder

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _array
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        kinds = {"FloatStorage": "<f4", "LongStorage": "<i8"}
        if module == "torch" and name in kinds:
            return kinds[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no number")

    def persistent_load(self, pid: Any) -> np.ndarray:
        _, kind, key, _, _ = pid
        return np.frombuffer(self._archive.read(f"{self._folder}data/{key}"), kind)


def _array(
    numbers: np.ndarray, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> np.ndarray:
    view = numbers[offset:]
    steps = tuple(step * numbers.itemsize for step in strides)
    return np.lib.stride_tricks.as_strided(view, shape, steps)
