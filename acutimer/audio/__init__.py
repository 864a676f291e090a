"""Sound: cues become tones at exact samples of one stream. Playback never decides time."""
