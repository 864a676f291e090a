"""What is said, shown as a caption and announced while one is led, and at which moment.

The way of a sentence:

1. ``telling``: a ``Telling`` is a routine told in one way; ``stretch(index)`` is one phase of it.
2. A stretch knows its clauses: whole ones of ``speech``, or words of ``step_words`` in their place.
3. ``sentences``: which of them are said in the phase, in which order, at which moment (its rules).
4. ``phase_cues``: tones, sentences and breath of the phase; ``tone_words`` words the tones.
5. ``score``: the whole routine, what is ahead of a session, and the instruction said again.
6. ``captions``: what is shown at a moment, made from the same cues.
7. ``lead_ins``: a routine whose lead-ins last until what they say is said.

``cues`` holds what can be heard, and how long a tone is left alone.
"""
